import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** A partnership is apolitical; there is no other answer (B12). */
export const apoliticalYes: Rule = {
  name: 'apolitical-yes',
  when: 'submit',
  check: (answers) =>
    textOf(answers, 'apolitical') === 'no' ? [{ pointer: '/apolitical', code: 'apolitical-yes' }] : [],
};
