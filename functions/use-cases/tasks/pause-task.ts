import type { Actor } from '../../domain/directory/directory.ts';
import type { TaskId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { SUPERIOR } from '../../domain/workflows/process.ts';
import { byOf } from '../acting.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { wakeUpRows } from './new-task.ts';
import { startClock, stopClock, type Why } from './stop-clock.ts';
import { calendarOf } from './timing.ts';

const mayPause = (task: Task, actor: Actor): boolean => {
  if (isFor(task, actor)) return true;
  const { assignee } = task;
  return (
    assignee.kind !== 'participant' &&
    assignee.organisationId === actor.organisationId &&
    SUPERIOR[assignee.role] === actor.role
  );
};

const changed = (changes: CaseChanges, task: Task): void => {
  changes.put({ put: 'task', record: task });
  changes.tell({ type: 'task-changed', caseId: task.caseId, taskId: task.taskId });
};

type PausePorts = Pick<Ports, 'store' | 'now'>;

/** Stops the clock of one task with reason and ground; done or cancelled ones are `wrong-state`. */
export const pauseTask = (
  ports: PausePorts,
  actor: Actor,
  { taskId, ...why }: Why & { readonly taskId: TaskId },
): Promise<Result<Task>> =>
  decideAgain(async () => {
    const task = await ports.store.read('task', { taskId });
    const found = task === undefined ? undefined : await ports.store.read('case', { caseId: task.caseId });
    if (task === undefined || found === undefined) return fail('not-found');
    if (!mayPause(task, actor)) return fail('forbidden', { reason: 'task-of-someone-else' });
    if (task.status !== 'open') return fail('wrong-state', { reason: `task-${task.status}` });
    const empty = (['reason', 'basis'] as const).filter((key) => why[key].trim() === '');
    if (empty.length > 0)
      return fail('invalid-input', { errors: empty.map((key) => ({ pointer: `/${key}`, code: 'required' })) });
    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    const changes = changeCase(found, ports.now());
    const stopped = stopClock(task, why, calendarOf(club), changes.at);
    changed(changes, stopped);
    changes.event('task-paused', byOf(actor), { task: taskId, remaining: stopped.paused?.remaining ?? '' });
    return commitAll(ports.store, changes.all(), stopped);
  });

/** Lets the clock of a paused task run again. */
export const resumeTask = (
  ports: PausePorts,
  actor: Actor,
  { taskId }: { readonly taskId: TaskId },
): Promise<Result<Task>> =>
  decideAgain(async () => {
    const task = await ports.store.read('task', { taskId });
    const found = task === undefined ? undefined : await ports.store.read('case', { caseId: task.caseId });
    if (task === undefined || found === undefined) return fail('not-found');
    if (!mayPause(task, actor)) return fail('forbidden', { reason: 'task-of-someone-else' });
    if (task.status !== 'paused') return fail('wrong-state', { reason: `task-${task.status}` });
    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    const changes = changeCase(found, ports.now());
    const running = startClock(task, calendarOf(club), changes.at);
    changed(changes, running);
    changes.put(...wakeUpRows(running, club, changes.at));
    changes.event('task-resumed', byOf(actor), { task: taskId, due: running.due.at });
    return commitAll(ports.store, changes.all(), running);
  });
