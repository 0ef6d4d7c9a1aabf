import { rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** A strategic meeting hears the state of the reintegration process, case by case (B18). */
export const caseReviewAtStrategic: Rule = {
  name: 'case-review-at-strategic',
  when: 'submit',
  check: (answers) =>
    textOf(answers, 'meetingType') === 'strategic' && rowsOf(answers, 'caseReview').length === 0
      ? [{ pointer: '/caseReview', code: 'case-review-at-strategic' }]
      : [],
};
