import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';
import { hoursByPerson, meetsSocialShare, sharePercent } from './social-share.ts';

/** A week in which somebody has less than two thirds of social reintegration is approved only with the club manager's reason (A10, Q5). */
export const socialShareNeedsReason: Rule = {
  name: 'social-share-needs-reason',
  when: 'sign',
  check: (answers) => {
    const below = [...hoursByPerson(answers).values()].filter((hours) => !meetsSocialShare(hours));
    if (below.length === 0 || textOf(answers, 'socialShareWeekNote') !== '') return [];
    const percent = Math.min(...below.map(sharePercent));
    return [
      { pointer: '/socialShareWeekNote', code: 'social-share-needs-reason', params: { people: below.length, percent } },
    ];
  },
};
