import type { Case } from '../../domain/cases/case.ts';
import {
  dueFrom,
  periodEnd,
  readSpan,
  type Span,
  spanOf,
  type WorkingCalendar,
  withinBounds,
} from '../../domain/deadlines/index.ts';
import type { Organisation } from '../../domain/directory/directory.ts';
import type { Due } from '../../domain/tasks/task.ts';
import type { Instant } from '../../domain/time.ts';
import { timerOf } from '../../domain/workflows/catalogue.ts';
import type { TaskRule } from '../../domain/workflows/process.ts';

/** The working days of an institution; without one only weekends and public holidays are off. */
export const calendarOf = (organisation: Organisation | undefined): WorkingCalendar => ({
  closingDays: organisation?.closingDays ?? [],
});

/** A timer's value: the club's own when it stays within the bounds, else the default. */
export function timerValue(key: string, club: Organisation | undefined): Span {
  const rule = timerOf(key);
  const own = club?.timers[key];
  if (own !== undefined) {
    const read = readSpan(own);
    if (read.ok && withinBounds(read.value, spanOf(rule.min), spanOf(rule.max))) return read.value;
  }
  return spanOf(rule.value);
}

/**
 * Until when a step must be done. A returned document gets half of the time from now; a total time whose end has already passed when the
 * task opens (a second round) counts from now, since nobody can be given a date that is over.
 */
export function dueOf(
  rule: TaskRule,
  found: Case,
  club: Organisation | undefined,
  returned: boolean,
  now: Instant,
): Due {
  const span = timerValue(rule.timer, club);
  const calendar = calendarOf(club);
  const base = rule.from === undefined ? undefined : found.moments?.[rule.from];
  if (rule.period === true) return periodEnd(base ?? now, span, calendar);
  if (returned) return dueFrom(now, span, { calendar, half: true });
  const due = dueFrom(base ?? now, span, { calendar });
  return due.at > now ? due : dueFrom(now, span, { calendar });
}
