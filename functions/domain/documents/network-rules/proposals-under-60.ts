import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';
import { cooperationScores } from './cooperation-scores.ts';

const PROPOSALS_BELOW = 60;

/** A card below 60 points proposes what to improve (C4). */
export const proposalsUnder60: Rule = {
  name: 'proposals-under-60',
  when: 'submit',
  check: (answers) => {
    const { totalScore } = cooperationScores(answers);
    return totalScore !== undefined && totalScore < PROPOSALS_BELOW && textOf(answers, 'proposals') === ''
      ? [{ pointer: '/proposals', code: 'proposals-under-60' }]
      : [];
  },
};
