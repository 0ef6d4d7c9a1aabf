import type { LocalDate } from '../../time.ts';

const DAY_MILLISECONDS = 86_400_000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const toTime = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (time: number): LocalDate => new Date(time).toISOString().slice(0, 10) as LocalDate;

/** A calendar day that exists, or undefined. */
export function dayOf(value: unknown): LocalDate | undefined {
  if (typeof value !== 'string' || !ISO_DATE.test(value)) return undefined;
  const time = toTime(value);
  return Number.isNaN(time) || toDate(time) !== value ? undefined : toDate(time);
}

export const addDays = (date: LocalDate, days: number): LocalDate => toDate(toTime(date) + days * DAY_MILLISECONDS);

/** The same day some months later; the last day of the month where that day is missing (31 January + 1 month = 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return toDate(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** Whole days from the first to the second; negative if the second comes first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (toTime(to) - toTime(from)) / DAY_MILLISECONDS;

/** Monday of the week in which the day lies. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -((new Date(toTime(date)).getUTCDay() + 6) % 7));
