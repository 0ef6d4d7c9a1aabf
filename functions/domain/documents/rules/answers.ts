import type { LocalDate } from '../../time.ts';
import { dayOf } from './calendar.ts';
import type { Answers, EarlierDocument, RuleContext } from './rule.ts';

const isRecord = (value: unknown): value is Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rows of a repeated group; none if the field is empty or hidden. A row that is not an object counts as empty, so that numbers stay. */
export const rowsOf = (answers: Answers, key: string): readonly Answers[] => {
  const value = answers[key];
  return Array.isArray(value) ? value.map((row: unknown) => (isRecord(row) ? row : {})) : [];
};

/** The answers inside a container or matrix; empty if the field is empty or hidden. */
export const groupOf = (answers: Answers, key: string): Answers => {
  const value = answers[key];
  return isRecord(value) ? value : {};
};

/** A text or a choice, trimmed; `''` if there is none. */
export const textOf = (answers: Answers, key: string): string => {
  const value = answers[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
};

/** A number; `undefined` if there is none. */
export const numberOf = (answers: Answers, key: string): number | undefined => {
  const value = answers[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** A calendar day; `undefined` if there is none. */
export const dateOf = (answers: Answers, key: string): LocalDate | undefined => dayOf(answers[key]);

/** The ticked options of a multiple choice, or the values of a select that takes several. */
export const tickedOf = (answers: Answers, key: string): readonly string[] => {
  const value = answers[key];
  if (Array.isArray(value)) return value.filter((item): item is string => typeof item === 'string');
  return Object.entries(groupOf(answers, key))
    .filter(([, ticked]) => ticked === true)
    .map(([option]) => option);
};

export const saysYes = (answers: Answers, key: string): boolean => answers[key] === 'yes';

/** The newest earlier document of a kind. */
export const latest = (context: RuleContext, slug: string): EarlierDocument | undefined =>
  context.earlier.find((document) => document.slug === slug);
