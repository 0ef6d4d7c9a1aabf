import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** At least one goal of a contract is measured by something other than a job (A4, A5). */
export const nonEmploymentMeasureAmongGoals: Rule = {
  name: 'non-employment-measure-among-goals',
  when: 'submit',
  check: (answers) => {
    const goals = rowsOf(answers, 'goals');
    return goals.length === 0 || goals.some((goal) => textOf(goal, 'successMeasure') !== '')
      ? []
      : [{ pointer: '/goals/0/successMeasure', code: 'non-employment-measure-among-goals' }];
  },
};
