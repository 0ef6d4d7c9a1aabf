import type { Rule } from './rule.ts';

/** Taking part is voluntary: a referral without the person's own signature opens no case (A1, P1). */
export const participantHasSigned: Rule = {
  name: 'participant-has-signed',
  when: 'effect',
  check: (_answers, context) =>
    context.signedBy.includes('participant')
      ? []
      : [{ pointer: '/signatureParticipant', code: 'participant-has-signed' }],
};
