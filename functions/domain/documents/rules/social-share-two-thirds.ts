import type { Rule } from './rule.ts';
import { meetsSocialShare, plannedWeeks, sharePercent } from './social-share.ts';

/** In every week of an IPD at least two thirds of the hours are social reintegration; below that it is not approved (A9, Q5). */
export const socialShareTwoThirds: Rule = {
  name: 'social-share-two-thirds',
  when: 'sign',
  check: (answers) =>
    plannedWeeks(answers)
      .filter((week) => !meetsSocialShare(week))
      .slice(0, 1)
      .map((week) => ({
        pointer: '/actions',
        code: 'social-share-two-thirds',
        params: { week: week.week, percent: sharePercent(week) },
      })),
};
