import type { Instant, LocalDate } from './time.ts';
import { localDateOf } from './time.ts';

const DATE = new Intl.DateTimeFormat('pl-PL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/Warsaw',
});
const DATE_TIME = new Intl.DateTimeFormat('pl-PL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Warsaw',
});

/** „3 kwietnia 2026” */
export const dateInWords = (moment: Instant): string => DATE.format(new Date(moment));

/** „3 kwietnia 2026 09:15” */
export const momentInWords = (moment: Instant): string => DATE_TIME.format(new Date(moment));

const DAY = 86_400_000;

/** Whole Polish calendar days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** How far a due date is, in words a person uses: „po terminie 3 dni”, „dzisiaj”, „jutro”, „za 5 dni”. */
export function distanceInWords(
  now: Instant,
  due: Instant,
): { readonly text: string; readonly overdue: boolean; readonly days: number } {
  const days = daysBetween(localDateOf(now), localDateOf(due));
  if (due < now) {
    const late = Math.max(0, -days);
    return {
      text: late === 0 ? 'termin minął dzisiaj' : `po terminie ${late} ${late === 1 ? 'dzień' : 'dni'}`,
      overdue: true,
      days,
    };
  }
  if (days === 0) return { text: 'dzisiaj', overdue: false, days };
  if (days === 1) return { text: 'jutro', overdue: false, days };
  return { text: `za ${days} dni`, overdue: false, days };
}
