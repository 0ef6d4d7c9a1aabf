import { dateOf, rowsOf } from './answers.ts';
import { addDays } from './calendar.ts';
import type { Rule } from './rule.ts';

/** Every class of a weekly schedule lies in its week (A10). */
export const sessionsWithinWeek: Rule = {
  name: 'sessions-within-week',
  when: 'submit',
  check: (answers) => {
    const week = dateOf(answers, 'week');
    if (week === undefined) return [];
    return rowsOf(answers, 'sessions').flatMap((session, index) => {
      const date = dateOf(session, 'date');
      return date !== undefined && (date < week || date > addDays(week, 6))
        ? [{ pointer: `/sessions/${index}/date`, code: 'sessions-within-week' }]
        : [];
    });
  },
};
