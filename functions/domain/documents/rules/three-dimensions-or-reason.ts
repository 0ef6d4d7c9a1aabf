import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const DIMENSIONS = ['resources', 'rights', 'participation'] as const;

/** The goals of an IPD cover resources, rights and participation together, or it says why not (A9). */
export const threeDimensionsOrReason: Rule = {
  name: 'three-dimensions-or-reason',
  when: 'submit',
  check: (answers) => {
    const covered = new Set(rowsOf(answers, 'goals').map((goal) => textOf(goal, 'dimension')));
    return DIMENSIONS.every((dimension) => covered.has(dimension)) || textOf(answers, 'goalsNote') !== ''
      ? []
      : [{ pointer: '/goalsNote', code: 'three-dimensions-or-reason' }];
  },
};
