import { rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';
import { CRITERION_GROUPS } from './cooperation-scores.ts';

/** A score of 1 or 2 says why (C4). */
export const commentForLowScores: Rule = {
  name: 'comment-for-low-scores',
  when: 'submit',
  check: (answers) =>
    CRITERION_GROUPS.flatMap((group) =>
      rowsOf(answers, group).flatMap((row, index) =>
        ['1', '2'].includes(textOf(row, 'score')) && textOf(row, 'comment') === ''
          ? [{ pointer: `/${group}/${index}/comment`, code: 'comment-for-low-scores' }]
          : [],
      ),
    ),
};
