import { rowsOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';
import { presentRows, votesOf } from './attendance.ts';

/** No more votes are counted than people were in the room (B18). */
export const votesWithinPresent: Rule = {
  name: 'votes-within-present',
  when: 'submit',
  check: (answers) => {
    const persons = presentRows(answers).length;
    return rowsOf(answers, 'decisions').flatMap((decision, index) => {
      const votes = votesOf(decision);
      return votes > persons
        ? [{ pointer: `/decisions/${index}/for`, code: 'votes-within-present', params: { votes, persons } }]
        : [];
    });
  },
};
