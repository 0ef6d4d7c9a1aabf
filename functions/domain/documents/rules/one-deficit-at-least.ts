import { groupOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** A referral names a difficulty in at least one of the three dimensions (A1). */
export const oneDeficitAtLeast: Rule = {
  name: 'one-deficit-at-least',
  when: 'submit',
  check: (answers) => {
    const deficits = groupOf(answers, 'dimensionDeficits');
    const isFilled = Object.keys(deficits).some((dimension) => textOf(deficits, dimension) !== '');
    return isFilled ? [] : [{ pointer: '/dimensionDeficits', code: 'one-deficit-at-least' }];
  },
};
