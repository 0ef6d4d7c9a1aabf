import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** An exit card stands without the participant's signature only if it says why (A17). */
export const participantSignedOrReason: Rule = {
  name: 'participant-signed-or-reason',
  when: 'effect',
  check: (answers, context) =>
    context.signedBy.includes('participant') || textOf(answers, 'signaturesNote') !== ''
      ? []
      : [{ pointer: '/signaturesNote', code: 'participant-signed-or-reason' }],
};
