import type { Brand } from './ids.ts';

/** A moment, ISO 8601 in UTC with milliseconds (`2026-04-03T07:00:00.000Z`): sorts as text. */
export type Instant = Brand<string, 'Instant'>;
/** A calendar day in Europe/Warsaw (`2026-04-03`). */
export type LocalDate = Brand<string, 'LocalDate'>;
/** Time is always passed in: real, or virtual in tests and in the demo. */
export type Now = () => Instant;

export const instant = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

const WARSAW_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

/** The Polish calendar day in which a moment falls. */
export const localDateOf = (moment: Instant): LocalDate => WARSAW_DAY.format(new Date(moment)) as LocalDate;
