import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../time.ts';

/** Fixed days off by the Act of 18 January 1951 on days free from work, with the year from which each one holds. */
const FIXED: readonly { readonly day: string; readonly name: string; readonly since?: number }[] = [
  { day: '01-01', name: 'Nowy Rok' },
  { day: '01-06', name: 'Święto Trzech Króli', since: 2011 },
  { day: '05-01', name: 'Święto Państwowe' },
  { day: '05-03', name: 'Święto Narodowe Trzeciego Maja' },
  { day: '08-15', name: 'Wniebowzięcie Najświętszej Maryi Panny' },
  { day: '11-01', name: 'Wszystkich Świętych' },
  { day: '11-11', name: 'Narodowe Święto Niepodległości' },
  { day: '12-24', name: 'Wigilia Bożego Narodzenia', since: 2025 },
  { day: '12-25', name: 'pierwszy dzień Bożego Narodzenia' },
  { day: '12-26', name: 'drugi dzień Bożego Narodzenia' },
];

/** Days after Easter Sunday. */
const MOVABLE: readonly { readonly after: number; readonly name: string }[] = [
  { after: 0, name: 'Wielkanoc' },
  { after: 1, name: 'Poniedziałek Wielkanocny' },
  { after: 49, name: 'Zielone Świątki' },
  { after: 60, name: 'Boże Ciało' },
];

/** Easter Sunday of the Gregorian calendar (anonymous computus), years 1583 and later. */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 }).toString() as LocalDate;
}

const years = new Map<number, ReadonlyMap<string, string>>();

/** Public holidays of one year in Poland: day -> Polish name. */
export function publicHolidays(year: number): ReadonlyMap<string, string> {
  const known = years.get(year);
  if (known !== undefined) return known;
  const easter = Temporal.PlainDate.from(easterSunday(year));
  const holidays = new Map([
    ...FIXED.filter(({ since }) => since === undefined || year >= since).map(
      ({ day, name }) => [`${year}-${day}`, name] as const,
    ),
    ...MOVABLE.map(({ after, name }) => [easter.add({ days: after }).toString(), name] as const),
  ]);
  years.set(year, holidays);
  return holidays;
}

/** The Polish name of the public holiday on that day, or nothing. */
export const holidayName = (day: LocalDate): string | undefined => publicHolidays(Number(day.slice(0, 4))).get(day);
