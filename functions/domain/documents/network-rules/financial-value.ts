import { numberOf, rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** A financial resource says how much it is (B14). */
export const financialValue: Rule = {
  name: 'financial-value',
  when: 'submit',
  check: (answers) =>
    rowsOf(answers, 'resources').flatMap((resource, index) =>
      textOf(resource, 'kind') === 'financial' && numberOf(resource, 'estimatedValue') === undefined
        ? [{ pointer: `/resources/${index}/estimatedValue`, code: 'financial-value' }]
        : [],
    ),
};
