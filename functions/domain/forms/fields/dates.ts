import type { LocalDate } from '../../time.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days in a month of a year (Gregorian); 0 for a month that isn't one. */
export const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/** `YYYY-MM-DD` when the three numbers are a real day of the years 1000–9999. */
export const toIsoDate = (year: number, month: number, day: number): string | undefined =>
  Number.isInteger(year) && year >= 1000 && year <= 9999 && day >= 1 && day <= daysIn(year, month)
    ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : undefined;

/** The text itself when it is a real day written `YYYY-MM-DD`. */
export function asIsoDate(text: string): string | undefined {
  const parts = ISO.exec(text);
  return parts ? toIsoDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** `HH:mm` from `9:05`, `09.05`, `0905`, `09:05:00`; undefined when it is no time of day. */
export function asTime(text: string): string | undefined {
  const parts = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2])];
  return hours <= 23 && minutes <= 59 ? `${String(hours).padStart(2, '0')}:${parts[2]}` : undefined;
}

/** A bound on dates: an ISO day, or `today`, `today+14d`, `today-6m`, `today+1y`; undefined when it is neither. */
export function resolveBound(bound: string | null | undefined, today: LocalDate): string | undefined {
  if (!bound) return undefined;
  const relative = /^today(?:([+-])(\d{1,4})([dmy]))?$/.exec(bound);
  if (!relative) return asIsoDate(bound.slice(0, 10));
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const count = Number(`${relative[1] ?? '+'}${relative[2] ?? '0'}`);
  if (relative[3] === 'm' || relative[3] === 'y') {
    const months = year * 12 + month - 1 + count * (relative[3] === 'y' ? 12 : 1);
    const [toYear, toMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
    return toIsoDate(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth)));
  }
  return new Date(Date.UTC(year, month - 1, day + count)).toISOString().slice(0, 10);
}
