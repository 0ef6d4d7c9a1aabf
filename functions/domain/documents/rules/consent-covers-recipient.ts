import { dateOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Personal data go with a request only under a consent that is in force and names the same recipient (A15 from A14). */
export const consentCoversRecipient: Rule = {
  name: 'consent-covers-recipient',
  when: 'submit',
  check: (answers, context) => {
    const named = textOf(answers, 'consentRef');
    if (named === '') return [];
    const consent = context.earlier.find(
      ({ slug, reference }) => slug === 'data-sharing-consent' && reference === named,
    )?.answers;
    const isInForce =
      consent !== undefined &&
      textOf(consent, 'participantDecision') === 'grant' &&
      textOf(consent, 'helperDecision') === 'grant' &&
      textOf(consent, 'withdrawnAt') === '' &&
      (dateOf(consent, 'validTo') ?? '') >= context.today &&
      textOf(consent, 'recipient') === textOf(answers, 'partner');
    return isInForce ? [] : [{ pointer: '/consentRef', code: 'consent-covers-recipient' }];
  },
};
