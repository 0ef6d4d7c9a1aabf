import type { Due } from '../tasks/task.ts';
import { type Instant, type LocalDate, localDateOf } from '../time.ts';
import {
  dayOff,
  endOfDay,
  isWorkingDay,
  surprisingDaysOff,
  type WorkingCalendar,
  workingDayFrom,
  workingDaysBetween,
} from './days.ts';
import { polishDate, polishDay, polishDaysOff, polishSpan } from './polish.ts';
import { dayAfter, halfOf, type Span } from './span.ts';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface Counting {
  readonly calendar: WorkingCalendar;
  /** What the days are counted from, in the genitive: `od złożenia skierowania`. */
  readonly event?: string;
  /** The document came back for correction: half of the time (processes.md). */
  readonly half?: boolean;
}

/**
 * The moment until which a person must act: the end of the last day, not counting the first; a last day on which nobody works moves to
 * the next working day (Code of Administrative Procedure, art. 57 § 4). The reason is a Polish sentence to check the date by.
 */
export function dueFrom(start: Instant, full: Span, { calendar, event, half = false }: Counting): Due {
  const from = localDateOf(start);
  const span = half ? halfOf(full, from, calendar) : full;
  const counted = dayAfter(from, span, calendar);
  const last = workingDayFrom(counted, calendar);
  const length = half
    ? `Połowa zwykłego czasu (${polishSpan(full)}), czyli ${polishSpan(span)}`
    : capitalised(polishSpan(span));
  const origin = `od ${event === undefined ? '' : `${event} `}${polishDate(from)}`;
  return { at: endOfDay(last), reason: `${length} ${origin}${outcome(from, counted, last, span, calendar)}` };
}

function outcome(from: LocalDate, counted: LocalDate, last: LocalDate, span: Span, calendar: WorkingCalendar): string {
  if (counted !== last) {
    const off = dayOff(counted, calendar);
    return ` to ${polishDate(counted)} (${off}), więc termin mija w najbliższy dzień roboczy: ${polishDay(last)}.`;
  }
  const skipped = span.kind === 'working' ? surprisingDaysOff(from, last, calendar) : [];
  return skipped.length === 0 ? ` to ${polishDay(last)}.` : `, bez ${polishDaysOff(skipped)}, to ${polishDay(last)}.`;
}

/** The end of a period that runs whatever the day is (a survey that is open for a week): never moved. */
export function periodEnd(start: Instant, span: Span, calendar: WorkingCalendar): Due {
  const from = localDateOf(start);
  const last = dayAfter(from, span, calendar);
  return {
    at: endOfDay(last),
    reason: `${capitalised(polishSpan(span))} od ${polishDate(from)} to ${polishDay(last)}.`,
  };
}

/** Working time left when the clock stops: the working days after today up to the due day, `0WD` when it is due today or overdue. */
export const remainingAt = (now: Instant, due: Instant, calendar: WorkingCalendar): Span => ({
  kind: 'working',
  days: workingDaysBetween(localDateOf(now), localDateOf(due), calendar),
});

/** The due date after a pause: the working time that was left, counted from the day of the resumption. */
export function dueAfterPause(now: Instant, remaining: Span, calendar: WorkingCalendar): Due {
  const today = localDateOf(now);
  const last = workingDayFrom(dayAfter(today, remaining, calendar), calendar);
  const left = polishSpan(remaining);
  const skipped = surprisingDaysOff(today, last, calendar);
  const without = skipped.length === 0 ? '' : `, bez ${polishDaysOff(skipped)}`;
  return {
    at: endOfDay(last),
    reason: `Przerwa zakończona ${polishDate(today)}, pozostały czas: ${left}${without}, termin: ${polishDay(last)}.`,
  };
}

/** Whether the moment lies on a day on which the organisation works. */
export const worksOn = (moment: Instant, calendar: WorkingCalendar): boolean =>
  isWorkingDay(localDateOf(moment), calendar);
