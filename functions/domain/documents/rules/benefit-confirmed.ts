import { saysYes } from './answers.ts';
import type { Rule } from './rule.ts';

/** Nothing is released unless the lead helper confirms that the person will not be harmed by it (A14). */
export const benefitConfirmed: Rule = {
  name: 'benefit-confirmed',
  when: 'effect',
  check: (answers) =>
    saysYes(answers, 'benefitCheck') ? [] : [{ pointer: '/benefitCheck', code: 'benefit-confirmed' }],
};
