import { dueAfterPause, remainingAt, spanOf, type WorkingCalendar, writeSpan } from '../../domain/deadlines/index.ts';
import type { Task } from '../../domain/tasks/task.ts';
import type { Instant } from '../../domain/time.ts';

/** Why a clock stops, and the legal or contractual ground. */
export interface Why {
  readonly reason: string;
  readonly basis: string;
}

/** The clock of a task stops: what is left of its working time is kept; reminders of the old date say nothing. */
export function stopClock(task: Task, why: Why, calendar: WorkingCalendar, at: Instant): Task {
  const remaining = writeSpan(remainingAt(at, task.due.at, calendar));
  return { ...task, status: 'paused', paused: { since: at, ...why, remaining }, version: task.version + 1 };
}

/** The clock runs again: the working time that was left, from today. */
export function startClock(task: Task, calendar: WorkingCalendar, at: Instant): Task {
  const { paused, ...rest } = task;
  const due = dueAfterPause(at, spanOf(paused?.remaining ?? '0WD'), calendar);
  return { ...rest, status: 'open', due, version: task.version + 1 };
}
