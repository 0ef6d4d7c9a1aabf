import { dateOf } from './answers.ts';
import { daysBetween } from './calendar.ts';
import type { Rule } from './rule.ts';

const AHEAD_DAYS = 14;

/** A request less than two weeks ahead is marked urgent, since partners plan ahead (A15, principle 6). */
export const requestAheadOfTime: Rule = {
  name: 'request-ahead-of-time',
  when: 'warn',
  check: (answers, context) => {
    const from = dateOf(answers, 'neededFrom');
    return from !== undefined && daysBetween(context.today, from) < AHEAD_DAYS
      ? [{ pointer: '/neededFrom', code: 'request-ahead-of-time' }]
      : [];
  },
};
