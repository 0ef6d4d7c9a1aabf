import { dateOf, latest } from './answers.ts';
import type { Rule } from './rule.ts';

/** A consent ends in the future, and no later than the stay in the club (A14). */
export const consentNotBeyondExit: Rule = {
  name: 'consent-not-beyond-exit',
  when: 'submit',
  check: (answers, context) => {
    const validTo = dateOf(answers, 'validTo');
    const exit = dateOf(latest(context, 'exit-card')?.answers ?? {}, 'endDate');
    return validTo !== undefined && (validTo < context.today || (exit !== undefined && validTo > exit))
      ? [{ pointer: '/validTo', code: 'consent-not-beyond-exit' }]
      : [];
  },
};
