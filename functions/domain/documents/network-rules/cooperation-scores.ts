import { rowsOf, textOf } from '../rules/answers.ts';
import type { Answers } from '../rules/rule.ts';

/** Groups of criteria of the cooperation card, in its order; each is a fixed-row matrix of the form (C4). */
export const CRITERION_GROUPS = [
  'principles',
  'goals',
  'organisation',
  'communication',
  'trust',
  'commitment',
  'resources',
  'effects',
] as const;

export type CriterionGroup = (typeof CRITERION_GROUPS)[number];

export interface CooperationScores {
  /** 0–100; absent where no criterion of the group was rated. */
  readonly groupScores: Readonly<Partial<Record<CriterionGroup, number>>>;
  /** Mean of all rated criteria, 0–100; absent where none was rated. */
  readonly totalScore?: number;
}

/** Ratings 1–5 of one group; „nie dotyczy” and blanks are left out. */
const ratingsOf = (answers: Answers, group: CriterionGroup): readonly number[] =>
  rowsOf(answers, group)
    .map((row) => Number(textOf(row, 'score')))
    .filter((rating) => rating >= 1 && rating <= 5);

/** (x − 1) / 4 × 100 of the mean x; undefined without ratings. */
const scoreOf = (ratings: readonly number[]): number | undefined =>
  ratings.length === 0 ? undefined : ratings.reduce((sum, rating) => sum + 25 * (rating - 1), 0) / ratings.length;

/** Scores of one institution's card (indicator cooperationScore); the same figures as the form's own calculated fields. */
export function cooperationScores(answers: Answers): CooperationScores {
  const groupScores: Partial<Record<CriterionGroup, number>> = {};
  for (const group of CRITERION_GROUPS) {
    const score = scoreOf(ratingsOf(answers, group));
    if (score !== undefined) groupScores[group] = score;
  }
  const totalScore = scoreOf(CRITERION_GROUPS.flatMap((group) => ratingsOf(answers, group)));
  return totalScore === undefined ? { groupScores } : { groupScores, totalScore };
}
