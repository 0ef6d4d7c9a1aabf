import { dateOf, textOf } from './answers.ts';
import { addMonths } from './calendar.ts';
import { startOfStay } from './full-cycle.ts';
import type { Rule } from './rule.ts';

const SHORT_MONTHS = 18; // timer supportLength

/** Leaving within eighteen months without reaching the goals is pointed out, since short support rarely lasts (A17, Q17). */
export const earlyEnd: Rule = {
  name: 'early-end',
  when: 'warn',
  check: (answers, context) => {
    const [start, end] = [startOfStay(context), dateOf(answers, 'endDate')];
    const isShort = start !== undefined && end !== undefined && end < addMonths(start, SHORT_MONTHS);
    return isShort && !['goalsReached', 'death'].includes(textOf(answers, 'endReason'))
      ? [{ pointer: '/endReason', code: 'early-end' }]
      : [];
  },
};
