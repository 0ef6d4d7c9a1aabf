import { dateOf } from './answers.ts';
import { daysBetween } from './calendar.ts';
import type { Rule } from './rule.ts';

const SHORTEST_DAYS = 14;

/** The club gets to know a person for at least two weeks before the plan (A9). */
export const observationTwoWeeks: Rule = {
  name: 'observation-two-weeks',
  when: 'submit',
  check: (answers) => {
    const [from, to] = [dateOf(answers, 'observationFrom'), dateOf(answers, 'observationTo')];
    // Both days count: from Monday to the Sunday of the next week is two weeks.
    return from !== undefined && to !== undefined && to >= from && daysBetween(from, to) + 1 < SHORTEST_DAYS
      ? [{ pointer: '/observationTo', code: 'observation-two-weeks' }]
      : [];
  },
};
