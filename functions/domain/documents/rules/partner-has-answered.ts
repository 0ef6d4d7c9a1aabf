import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** A request takes effect with the partner's answer, never by silence (A15). */
export const partnerHasAnswered: Rule = {
  name: 'partner-has-answered',
  when: 'effect',
  check: (answers) => (textOf(answers, 'answer') === '' ? [{ pointer: '/answer', code: 'partner-has-answered' }] : []),
};
