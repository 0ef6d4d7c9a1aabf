import type { LocalDate } from '../time.ts';
import { weekdayOf } from './days.ts';
import type { Span } from './span.ts';

const MONTHS = [
  'stycznia',
  'lutego',
  'marca',
  'kwietnia',
  'maja',
  'czerwca',
  'lipca',
  'sierpnia',
  'września',
  'października',
  'listopada',
  'grudnia',
];
const WEEKDAYS = ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'];

/** `3 kwietnia 2026`; without the year `3 kwietnia`. */
export function polishDate(day: LocalDate, withYear = true): string {
  const [year, month, date] = day.split('-').map(Number);
  const short = `${date} ${MONTHS[(month ?? 1) - 1]}`;
  return withYear ? `${short} ${year}` : short;
}

/** `17 kwietnia 2026 (piątek)`. */
export const polishDay = (day: LocalDate): string => `${polishDate(day)} (${WEEKDAYS[weekdayOf(day) - 1]})`;

/** The form of a noun that a number takes: one (1), few (2–4, but not 12–14), many. */
export function polishCount(count: number, one: string, few: string, many: string): string {
  const ten = count % 10;
  const hundred = count % 100;
  if (count === 1) return `${count} ${one}`;
  return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? `${count} ${few}` : `${count} ${many}`;
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} i ${parts.at(-1)}`;

/** `bez 1 maja (Święto Państwowe) i 4 czerwca (Boże Ciało)`, at most four days named. */
export function polishDaysOff(days: readonly { readonly day: LocalDate; readonly name: string }[]): string {
  const named = days.slice(0, 4).map(({ day, name }) => `${polishDate(day, false)} (${name})`);
  const more = days.length - named.length;
  return listed(
    more > 0 ? [...named, `${polishCount(more, 'innego dnia', 'innych dni', 'innych dni')} wolnych`] : named,
  );
}

/** `14 dni`, `3 dni robocze`, `1 miesiąc`, `1 rok i 6 miesięcy`. */
export function polishSpan(span: Span): string {
  if (span.kind === 'working') return polishCount(span.days, 'dzień roboczy', 'dni robocze', 'dni roboczych');
  const parts = [
    span.years > 0 ? polishCount(span.years, 'rok', 'lata', 'lat') : '',
    span.months > 0 ? polishCount(span.months, 'miesiąc', 'miesiące', 'miesięcy') : '',
    span.weeks > 0 ? polishCount(span.weeks, 'tydzień', 'tygodnie', 'tygodni') : '',
    span.days > 0 ? polishCount(span.days, 'dzień', 'dni', 'dni') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '0 dni' : listed(parts);
}
