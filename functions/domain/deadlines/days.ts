import { Temporal } from 'temporal-polyfill';
import { type Instant, instant, type LocalDate } from '../time.ts';
import { holidayName } from './holidays.ts';

const ZONE = 'Europe/Warsaw';

/** The days on which an organisation does not work besides weekends and public holidays. */
export interface WorkingCalendar {
  readonly closingDays: readonly LocalDate[];
}

/** A calendar without closing days of its own. */
export const PUBLIC_CALENDAR: WorkingCalendar = { closingDays: [] };

const DAY = 86_400_000;
const midnight = (day: LocalDate): number => Date.parse(`${day}T00:00:00Z`);

/** The day that lies so many days later (earlier when negative). Plain arithmetic: days have no zone, and loops over days are hot. */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  new Date(midnight(day) + days * DAY).toISOString().slice(0, 10) as LocalDate;

/** Days from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (midnight(to) - midnight(from)) / DAY;

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: LocalDate): number => new Date(midnight(day)).getUTCDay() || 7;

/** Why nobody works that day, in Polish; nothing on a working day. */
export function dayOff(day: LocalDate, calendar: WorkingCalendar): string | undefined {
  const holiday = holidayName(day);
  if (holiday !== undefined) return holiday;
  const weekday = weekdayOf(day);
  if (weekday === 6) return 'sobota';
  if (weekday === 7) return 'niedziela';
  return calendar.closingDays.includes(day) ? 'dzień zamknięcia placówki' : undefined;
}

export const isWorkingDay = (day: LocalDate, calendar: WorkingCalendar): boolean => dayOff(day, calendar) === undefined;

/** The n-th working day after the day (before it when negative); the day itself when n is 0. */
export function addWorkingDays(day: LocalDate, count: number, calendar: WorkingCalendar): LocalDate {
  const step = Math.sign(count);
  let reached = day;
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
}

/** The day itself when it is a working day, else the next one. */
export function workingDayFrom(day: LocalDate, calendar: WorkingCalendar): LocalDate {
  return isWorkingDay(day, calendar) ? day : addWorkingDays(day, 1, calendar);
}

/** Working days later than the first day, up to and with the second; 0 when the second is not later. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}

/** Working days left inside a period of days that are off on a weekday: holidays and closing days that a reader will not guess. */
export function surprisingDaysOff(
  from: LocalDate,
  to: LocalDate,
  calendar: WorkingCalendar,
): readonly { readonly day: LocalDate; readonly name: string }[] {
  const found: { day: LocalDate; name: string }[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const name = weekdayOf(day) < 6 ? dayOff(day, calendar) : undefined;
    if (name !== undefined) found.push({ day, name });
  }
  return found;
}

/** The last millisecond of a Polish calendar day, whatever daylight saving does: the moment when a deadline passes. */
export const endOfDay = (day: LocalDate): Instant =>
  instant(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(ZONE).epochMilliseconds - 1);

/** A full hour of a Polish calendar day (0–23); an hour that daylight saving skips becomes the next one. */
export const atHour = (day: LocalDate, hour: number): Instant =>
  instant(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour }) })
      .epochMilliseconds,
  );
