import {
  addDays,
  addWorkingDays,
  atHour,
  dayAfter,
  spanOf,
  type WorkingCalendar,
  workingDayFrom,
} from '../deadlines/index.ts';
import type { WakeUp } from '../store/outbox.ts';
import { type Instant, instant, localDateOf } from '../time.ts';
import type { EscalationChain } from '../workflows/process.ts';
import type { Task } from './task.ts';

/** Hour of the Polish day at which people are reminded and digests go out. */
export const MORNING = 8;

const wakeUp = (
  task: Pick<Task, 'taskId'>,
  kind: WakeUp['kind'],
  step: number,
  at: Instant,
  version: number,
): WakeUp => ({
  wakeUpId: `${task.taskId}.${kind}.${step}.v${version}`,
  owner: task.taskId,
  kind,
  step,
  at,
  version: 1,
});

/**
 * Every wake-up of an open task: reminders on mornings before the due day and on it (none for mornings already past), the moment when it
 * falls due, and one per step of the escalation chain, on the morning of a working day. The id holds the task's version, so that a moved
 * due date makes new wake-ups and old ones find that they are out of date.
 */
export function planWakeUps(
  task: Pick<Task, 'taskId' | 'due' | 'version' | 'escalated'>,
  chain: EscalationChain,
  now: Instant,
  calendar: WorkingCalendar,
): readonly WakeUp[] {
  const dueDay = localDateOf(task.due.at);
  const before = chain.reminders.map((text) => {
    const span = spanOf(text);
    return span.kind === 'working'
      ? addWorkingDays(dueDay, -span.days, calendar)
      : addDays(dueDay, -(span.days + span.weeks * 7));
  });
  const reminders = [...before, dueDay].map((day, step) =>
    wakeUp(task, 'reminder', step, atHour(day, MORNING), task.version),
  );
  const due = wakeUp(task, 'due', 0, instant(Date.parse(task.due.at) + 1), task.version);
  const escalations = chain.steps.map(({ after }, step) => {
    const day = workingDayFrom(dayAfter(dueDay, spanOf(after), calendar), calendar);
    return wakeUp(task, 'escalation', step, atHour(day, MORNING), task.version);
  });
  return [...reminders.filter(({ at }) => at > now), due, ...escalations.slice(task.escalated)];
}
