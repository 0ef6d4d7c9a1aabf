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

interface Timing {
  readonly rule: TaskRule;
  /** `<process>/<step>` */
  readonly step: string;
  /** The document of the step came back. */
  readonly returned: boolean;
}

/**
 * Until when a step must be done. A correction has half of the time from now. A step whose time counts from an earlier one keeps that end in its
 * first round; in a further round, or when that end has passed, it has half of the time from now, since nobody can be given a date that is over.
 */
export function dueOf(timing: Timing, found: Case, club: Organisation | undefined, now: Instant): Due {
  const { rule, step, returned } = timing;
  const span = timerValue(rule.timer, club);
  const calendar = calendarOf(club);
  const base = rule.from === undefined ? undefined : found.moments?.[rule.from];
  if (rule.period === true) return periodEnd(base ?? now, span, calendar);
  if (returned || rule.half === true) return dueFrom(now, span, { calendar, half: true });
  if (base === undefined) return dueFrom(now, span, { calendar });
  const last = found.moments?.[step];
  const due = dueFrom(base, span, { calendar });
  return (last === undefined || last < base) && due.at > now ? due : dueFrom(now, span, { calendar, half: true });
}
