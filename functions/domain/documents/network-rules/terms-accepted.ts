import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Who joins accepts the agreement (B16). */
export const termsAccepted: Rule = {
  name: 'terms-accepted',
  when: 'submit',
  check: (answers) =>
    textOf(answers, 'kind') === 'join' && textOf(answers, 'accessionTerms') === 'no'
      ? [{ pointer: '/accessionTerms', code: 'terms-accepted' }]
      : [],
};
