import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Every new version of a plan says why it was made (A9). */
export const updateNeedsReason: Rule = {
  name: 'update-needs-reason',
  when: 'submit',
  check: (answers, context) =>
    context.edition > 1 && textOf(answers, 'updateReason') === ''
      ? [{ pointer: '/updateReason', code: 'update-needs-reason' }]
      : [],
};
