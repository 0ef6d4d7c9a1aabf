import { saysYes } from './answers.ts';
import type { Rule } from './rule.ts';

/** No internal agreement is signed unless the participant wrote it together with the club (A5). */
export const coAuthored: Rule = {
  name: 'co-authored',
  when: 'sign',
  check: (answers) => (saysYes(answers, 'coAuthored') ? [] : [{ pointer: '/coAuthored', code: 'co-authored' }]),
};
