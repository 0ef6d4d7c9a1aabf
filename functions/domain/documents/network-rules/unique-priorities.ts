import { numberOf, rowsOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Partners agree on an order of problems: no two have the same priority (B3). */
export const uniquePriorities: Rule = {
  name: 'unique-priorities',
  when: 'submit',
  check: (answers) => {
    const priorities = rowsOf(answers, 'problems').map((problem) => numberOf(problem, 'priority'));
    return priorities.flatMap((priority, index) =>
      priority !== undefined && priorities.indexOf(priority) < index
        ? [{ pointer: `/problems/${index}/priority`, code: 'unique-priorities', params: { priority } }]
        : [],
    );
  },
};
