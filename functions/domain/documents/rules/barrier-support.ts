import { saysYes, textOf, tickedOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Whoever cares for somebody or cannot travel names the help wanted, or says why none is needed (A2). */
export const barrierSupport: Rule = {
  name: 'barrier-support',
  when: 'submit',
  check: (answers) => {
    const hasBarrier = saysYes(answers, 'careDuties') || tickedOf(answers, 'transportMeans').includes('none');
    const isAnswered = tickedOf(answers, 'expectedSupport').length > 0 || textOf(answers, 'expectedSupportNote') !== '';
    return hasBarrier && !isAnswered ? [{ pointer: '/expectedSupport', code: 'barrier-support' }] : [];
  },
};
