import { rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** The leader is one of the parties, since the agreement is active only with the leader’s signature (B12). */
export const leaderIsAParty: Rule = {
  name: 'leader-is-a-party',
  when: 'submit',
  check: (answers) => {
    const leader = textOf(answers, 'leader');
    const isParty = rowsOf(answers, 'parties').some((party) => textOf(party, 'institution') === leader);
    return leader !== '' && !isParty ? [{ pointer: '/leader', code: 'leader-is-a-party' }] : [];
  },
};
