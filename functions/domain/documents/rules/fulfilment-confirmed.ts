import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** A request is closed when both sides know whether it was fulfilled (A15, P10 step 4). */
export const fulfilmentConfirmed: Rule = {
  name: 'fulfilment-confirmed',
  when: 'close',
  check: (answers) =>
    textOf(answers, 'answer') !== 'refuse' && textOf(answers, 'fulfilled') === ''
      ? [{ pointer: '/fulfilled', code: 'fulfilment-confirmed' }]
      : [],
};
