import { groupOf, rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Institutions of type C are critical for a network: without one among the parties the author is told (B12). */
export const noTypeC: Rule = {
  name: 'no-type-c',
  when: 'warn',
  check: (answers, context) => {
    const parties = new Set(rowsOf(answers, 'parties').map((party) => textOf(party, 'institution')));
    const hasTypeC = context.earlier.some(
      (document) =>
        document.slug === 'stakeholder-card' &&
        document.reference !== undefined &&
        parties.has(document.reference) &&
        textOf(groupOf(document.answers, 'institution'), 'stakeholderType') === 'C',
    );
    return hasTypeC ? [] : [{ pointer: '/parties', code: 'no-type-c' }];
  },
};
