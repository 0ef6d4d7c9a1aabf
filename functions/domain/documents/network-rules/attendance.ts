import { numberOf, rowsOf, saysYes, textOf } from '../rules/answers.ts';
import type { Answers } from '../rules/rule.ts';

/** Rows of the people who came (B18). */
export const presentRows = (answers: Answers): readonly Answers[] =>
  rowsOf(answers, 'attendance').filter((row) => saysYes(row, 'present'));

const institutionsIn = (rows: readonly Answers[]): ReadonlySet<string> =>
  new Set(rows.map((row) => textOf(row, 'institution')).filter((institution) => institution !== ''));

/** Every member institution, present or not. */
export const institutionsListed = (answers: Answers): ReadonlySet<string> =>
  institutionsIn(rowsOf(answers, 'attendance'));

/** Institutions with at least one person in the room: each has one vote. */
export const institutionsPresent = (answers: Answers): ReadonlySet<string> => institutionsIn(presentRows(answers));

/** Half of the member institutions are present (Q22). */
export const hasQuorum = (answers: Answers): boolean =>
  institutionsPresent(answers).size * 2 >= institutionsListed(answers).size && institutionsPresent(answers).size > 0;

/** Votes for, against and abstaining of one decision. */
export const votesOf = (decision: Answers): number =>
  ['for', 'against', 'abstain'].reduce((sum, key) => sum + (numberOf(decision, key) ?? 0), 0);
