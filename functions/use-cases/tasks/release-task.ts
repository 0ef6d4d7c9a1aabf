import type { Actor } from '../../domain/directory/directory.ts';
import type { TaskId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { namesOf } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import type { Ports } from '../ports.ts';
import { touchTask } from './claim-task.ts';

/** Gives a claimed task back to the role; only the one who has it may. */
export const releaseTask = (
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  input: { readonly taskId: TaskId; readonly version?: number },
): Promise<Result<Task>> =>
  touchTask(ports, actor, input, (task) => {
    if (task.claimedBy === undefined) return fail('already-done', { reason: 'not-claimed' });
    if (!namesOf(actor).includes(task.claimedBy)) return fail('conflict', { reason: 'claimed-by-other' });
    const { claimedBy: _, ...released } = task;
    return { ok: true, value: { task: released, event: 'task-released' } };
  });
