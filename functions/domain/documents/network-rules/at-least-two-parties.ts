import { rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** A partnership has at least two different institutions (B12). */
export const atLeastTwoParties: Rule = {
  name: 'at-least-two-parties',
  when: 'submit',
  check: (answers) => {
    const institutions = new Set(rowsOf(answers, 'parties').map((party) => textOf(party, 'institution')));
    institutions.delete('');
    return institutions.size < 2 ? [{ pointer: '/parties', code: 'at-least-two-parties' }] : [];
  },
};
