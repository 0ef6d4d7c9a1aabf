import { dateOf } from './answers.ts';
import { mondayOf } from './calendar.ts';
import type { Rule } from './rule.ts';

/** A weekly schedule is named by its Monday (A10). */
export const weekStartsOnMonday: Rule = {
  name: 'week-starts-on-monday',
  when: 'submit',
  check: (answers) => {
    const week = dateOf(answers, 'week');
    return week !== undefined && mondayOf(week) !== week ? [{ pointer: '/week', code: 'week-starts-on-monday' }] : [];
  },
};
