import { dateOf, latest, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** The rolling card is closed with the day of leaving and the half-year follow-up in it (A12). */
export const exitFactsEntered: Rule = {
  name: 'exit-facts-entered',
  when: 'close',
  check: (answers, context) => {
    const exit = latest(context, 'exit-card')?.answers ?? {};
    const endDate = dateOf(exit, 'endDate');
    const isFollowedUp = latest(context, 'follow-up') !== undefined;
    return [
      ...(endDate === undefined || dateOf(answers, 'endDate') !== endDate ? ['/endDate'] : []),
      ...(isFollowedUp && textOf(answers, 'followUpRef') === '' ? ['/followUpRef'] : []),
    ].map((pointer) => ({ pointer, code: 'exit-facts-entered' }));
  },
};
