import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Support ends after a breach only if the contract was changed before, or a special reason is written (A6; P3 step 4). */
export const endAfterBreachNeedsAmendment: Rule = {
  name: 'end-after-breach-needs-amendment',
  when: 'submit',
  check: (answers, context) => {
    const endsAfterBreach = textOf(answers, 'trigger') === 'breach' && textOf(answers, 'decision') === 'end';
    const wasAmended = context.earlier.some(
      ({ slug, answers: review }) => slug === 'contract-review' && textOf(review, 'decision') === 'amend',
    );
    return endsAfterBreach && !wasAmended && textOf(answers, 'decisionNote') === ''
      ? [{ pointer: '/decisionNote', code: 'end-after-breach-needs-amendment' }]
      : [];
  },
};
