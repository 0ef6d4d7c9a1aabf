import { Temporal } from 'temporal-polyfill';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time.ts';
import { addWorkingDays, daysBetween, type WorkingCalendar } from './days.ts';

/** A length of time that people plan with: whole calendar units or working days. */
export type Span =
  | {
      readonly kind: 'calendar';
      readonly years: number;
      readonly months: number;
      readonly weeks: number;
      readonly days: number;
    }
  | { readonly kind: 'working'; readonly days: number };

const CALENDAR = /^P(?!$)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/;
const WORKING = /^(\d{1,3})WD$/;

/** Reads `P14D`, `P1W`, `P1M`, `P1Y6M` or working days `3WD`; `invalid-input` for anything else. */
export function readSpan(text: string): Result<Span> {
  const working = WORKING.exec(text);
  if (working !== null) return ok({ kind: 'working', days: Number(working[1]) });
  const calendar = CALENDAR.exec(text);
  if (calendar === null)
    return fail('invalid-input', { errors: [{ pointer: '', code: 'not-a-span', params: { text } }] });
  const [years, months, weeks, days] = calendar.slice(1).map((part) => Number(part ?? 0));
  return ok({ kind: 'calendar', years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 });
}

/** A span written in a shipped definition; a wrong one is a bug. */
export function spanOf(text: string): Span {
  const read = readSpan(text);
  if (!read.ok) throw new Error(`not a span: ${text}`);
  return read.value;
}

/** `P14D` or `3WD` again. */
export function writeSpan(span: Span): string {
  if (span.kind === 'working') return `${span.days}WD`;
  const parts = [
    [span.years, 'Y'],
    [span.months, 'M'],
    [span.weeks, 'W'],
    [span.days, 'D'],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join('');
  return text === '' ? 'P0D' : `P${text}`;
}

/** The day that a span after a day falls on; a month end that does not exist becomes the last day of that month (Civil Code, art. 112). */
export function dayAfter(start: LocalDate, span: Span, calendar: WorkingCalendar): LocalDate {
  if (span.kind === 'working') return addWorkingDays(start, span.days, calendar);
  const { years, months, weeks, days } = span;
  return Temporal.PlainDate.from(start).add({ years, months, weeks, days }).toString() as LocalDate;
}

/** Half of a span that starts on a day, rounded up to whole days: the time for a correction. */
export function halfOf(span: Span, start: LocalDate, calendar: WorkingCalendar): Span {
  if (span.kind === 'working') return { kind: 'working', days: Math.ceil(span.days / 2) };
  const days = Math.ceil(daysBetween(start, dayAfter(start, span, calendar)) / 2);
  return { kind: 'calendar', years: 0, months: 0, weeks: 0, days };
}

/** Length in days for comparing spans of different units: a month 30.4375, a working day 1.4. */
export const lengthInDays = (span: Span): number =>
  span.kind === 'working' ? span.days * 1.4 : span.years * 365.25 + span.months * 30.4375 + span.weeks * 7 + span.days;

/** Whether a configured value stays between the bounds of its timer, both allowed. */
export const withinBounds = (value: Span, min: Span, max: Span): boolean =>
  lengthInDays(value) >= lengthInDays(min) && lengthInDays(value) <= lengthInDays(max);
