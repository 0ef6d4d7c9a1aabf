import { rowsOf, saysYes, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Votes are taken only after consensus was tried in discussion (B18). */
export const voteAfterConsensus: Rule = {
  name: 'vote-after-consensus',
  when: 'submit',
  check: (answers) =>
    rowsOf(answers, 'decisions').flatMap((decision, index) =>
      textOf(decision, 'mode') === 'vote' && !saysYes(decision, 'consensusTried')
        ? [{ pointer: `/decisions/${index}/mode`, code: 'vote-after-consensus' }]
        : [],
    ),
};
