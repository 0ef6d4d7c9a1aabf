import { rowsOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';
import { institutionsPresent, presentRows, votesOf } from './attendance.ts';

/** Two people of one institution have one vote between them: votes stay within the institutions present (B18, principle of equality). */
export const oneInstitutionOneVote: Rule = {
  name: 'one-institution-one-vote',
  when: 'submit',
  check: (answers) => {
    const persons = presentRows(answers).length;
    const institutions = institutionsPresent(answers).size;
    return rowsOf(answers, 'decisions').flatMap((decision, index) => {
      const votes = votesOf(decision);
      // More votes than people is another mistake, named by its own rule.
      return votes > institutions && votes <= persons
        ? [{ pointer: `/decisions/${index}/for`, code: 'one-institution-one-vote', params: { votes, institutions } }]
        : [];
    });
  },
};
