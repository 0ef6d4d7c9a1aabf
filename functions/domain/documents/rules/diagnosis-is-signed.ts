import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const SIGNED: readonly string[] = ['signed', 'active'];

/** An IPD rests on a diagnostic report that all three specialists have signed (A9). */
export const diagnosisIsSigned: Rule = {
  name: 'diagnosis-is-signed',
  when: 'submit',
  check: (answers, context) => {
    const named = textOf(answers, 'diagnosisRef');
    const isSigned = context.earlier.some(
      ({ slug, reference, status }) =>
        slug === 'diagnostic-report' &&
        (reference === undefined || reference === named) &&
        (status === undefined || SIGNED.includes(status)),
    );
    return isSigned ? [] : [{ pointer: '/diagnosisRef', code: 'diagnosis-is-signed' }];
  },
};
