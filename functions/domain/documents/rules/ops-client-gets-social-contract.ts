import { latest, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** A person whom OPS refers takes part on a social contract, anyone else may have an internal agreement (A3). */
export const opsClientGetsSocialContract: Rule = {
  name: 'ops-client-gets-social-contract',
  when: 'submit',
  check: (answers, context) => {
    const source = textOf(latest(context, 'referral')?.answers ?? {}, 'referralSource');
    return source === 'ops' && textOf(answers, 'route') === 'internalAgreement'
      ? [{ pointer: '/route', code: 'ops-client-gets-social-contract' }]
      : [];
  },
};
