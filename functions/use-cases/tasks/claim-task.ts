import type { Actor } from '../../domain/directory/directory.ts';
import type { TaskId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { byOf } from '../acting.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';

interface Touching {
  readonly taskId: TaskId;
  /** Version of the task that the person saw. */
  readonly version?: number;
}

type Touched = { readonly task: Task; readonly event: string; readonly data?: Readonly<Record<string, string>> };

/** Changes an open task that somebody may touch, with its event and message; the rule of the change is the caller's. */
export function touchTask(
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  input: Touching,
  change: (task: Task) => Promise<Result<Touched>> | Result<Touched>,
): Promise<Result<Task>> {
  return decideAgain(async () => {
    const task = await ports.store.read('task', { taskId: input.taskId });
    if (task === undefined) return fail('not-found');
    if (task.status === 'done' || task.status === 'cancelled')
      return fail('already-done', { reason: `task-${task.status}` });
    if (input.version !== undefined && input.version !== task.version)
      return fail('conflict', { reason: 'changed-meanwhile' });
    const changed = await change(task);
    if (!changed.ok) return changed;
    const found = await ports.store.read('case', { caseId: task.caseId });
    if (found === undefined) return fail('not-found');
    const record: Task = { ...changed.value.task, version: task.version + 1 };
    const changes = changeCase(found, ports.now());
    changes.put({ put: 'task', record });
    changes.event(changed.value.event, byOf(actor), { task: task.taskId, step: task.step, ...changed.value.data });
    changes.tell({ type: 'task-changed', caseId: task.caseId, taskId: task.taskId });
    return commitAll(ports.store, changes.all(), record);
  });
}

/** Takes a task of one's role for oneself; `conflict` (`claimed-by-other`) when a colleague has it. */
export const claimTask = (ports: Pick<Ports, 'store' | 'now'>, actor: Actor, input: Touching): Promise<Result<Task>> =>
  touchTask(ports, actor, input, (task) => {
    if (!isFor(task, actor)) return fail('forbidden', { reason: 'task-of-someone-else' });
    if (task.claimedBy === actor.personId) return fail('already-done', { reason: 'claimed-by-you' });
    if (task.claimedBy !== undefined) return fail('conflict', { reason: 'claimed-by-other' });
    return { ok: true, value: { task: { ...task, claimedBy: actor.personId }, event: 'task-claimed' } };
  });
