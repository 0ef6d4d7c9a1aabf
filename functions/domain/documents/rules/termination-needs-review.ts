import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** The club ends support only by a review of the contract that decided so (A17 from A6). */
export const terminationNeedsReview: Rule = {
  name: 'termination-needs-review',
  when: 'submit',
  check: (answers, context) => {
    const wasDecided = context.earlier.some(
      ({ slug, answers: review }) => slug === 'contract-review' && textOf(review, 'decision') === 'end',
    );
    return textOf(answers, 'endReason') === 'terminated' && !wasDecided
      ? [{ pointer: '/endReason', code: 'termination-needs-review' }]
      : [];
  },
};
