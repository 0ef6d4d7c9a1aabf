import { numberOf, rowsOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Every service of a plan serves a goal that stands in its list of goals (A9). */
export const goalExists: Rule = {
  name: 'goal-exists',
  when: 'submit',
  check: (answers) => {
    const count = rowsOf(answers, 'goals').length;
    return rowsOf(answers, 'actions').flatMap((action, index) => {
      const goal = numberOf(action, 'goalRef');
      return goal !== undefined && goal > count
        ? [{ pointer: `/actions/${index}/goalRef`, code: 'goal-exists', params: { count } }]
        : [];
    });
  },
};
