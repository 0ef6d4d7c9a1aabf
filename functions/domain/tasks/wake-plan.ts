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

/** Hour of the Polish day at which people are reminded. */
export const MORNING = 8;

type Planned = Pick<Task, 'taskId' | 'due' | 'escalated' | 'parent'>;

const wakeUp = (task: Planned, kind: WakeUp['kind'], step: number, at: Instant): WakeUp => ({
  wakeUpId: `${task.taskId}.${kind}.${step}.${localDateOf(task.due.at)}`,
  owner: task.taskId,
  kind,
  step,
  at,
  version: 1,
});

/** Whether a wake-up was planned for the due day that its task has now; one of an earlier date has nothing to say. */
export const isCurrent = (planned: Pick<WakeUp, 'wakeUpId'>, task: Pick<Task, 'due'>): boolean =>
  planned.wakeUpId.endsWith(`.${localDateOf(task.due.at)}`);

/**
 * Every wake-up of an open task: reminders on mornings before the due day and on it (none for mornings already past), the moment when it
 * falls due, and one per step of the escalation chain, on the morning of a working day. Ids hold the due day: the same plan for the same date.
 */
export function planWakeUps(
  task: Planned,
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
  const reminders = [...before, dueDay].map((day, step) => wakeUp(task, 'reminder', step, atHour(day, MORNING)));
  // A task that gathers others falls due first: when it ends, its parts are not overdue but over.
  const past = Date.parse(task.due.at) + (task.parent === undefined ? 1 : 2);
  const due = wakeUp(task, 'due', 0, instant(past));
  const escalations = chain.steps.map(({ after }, step) => {
    const day = workingDayFrom(dayAfter(dueDay, spanOf(after), calendar), calendar);
    return wakeUp(task, 'escalation', step, atHour(day, MORNING));
  });
  // A moment already past is woken at once: hours that were swept are not looked at again.
  const later = [due, ...escalations.slice(task.escalated)].map((row) => (row.at > now ? row : { ...row, at: now }));
  return [...reminders.filter(({ at }) => at > now), ...later];
}
