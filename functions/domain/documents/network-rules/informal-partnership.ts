import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Partnerships for new services should have a formal basis (B12). */
export const informalPartnership: Rule = {
  name: 'informal-partnership',
  when: 'warn',
  check: (answers) =>
    textOf(answers, 'legalForm') === 'informal' ? [{ pointer: '/legalForm', code: 'informal-partnership' }] : [],
};
