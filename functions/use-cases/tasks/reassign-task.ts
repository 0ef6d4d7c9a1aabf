import type { Actor } from '../../domain/directory/directory.ts';
import type { PersonId, TaskId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { localDateOf } from '../../domain/time.ts';
import { SUPERIOR } from '../../domain/workflows/process.ts';
import type { Ports } from '../ports.ts';
import { touchTask } from './claim-task.ts';

/** Who may hand a task on: the one it is for, and their superior in the same institution. */
const mayReassign = (task: Task, actor: Actor): boolean => {
  if (isFor(task, actor)) return true;
  const { assignee } = task;
  if (assignee.kind === 'participant' || actor.organisationId !== assignee.organisationId) return false;
  return SUPERIOR[assignee.role] === actor.role;
};

/** Hands a task on to a person who holds its role there today; from then on it is theirs alone. `conflict` when it changed meanwhile. */
export const reassignTask = (
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Actor,
  input: { readonly taskId: TaskId; readonly to: PersonId; readonly version?: number },
): Promise<Result<Task>> =>
  touchTask(ports, actor, input, async (task) => {
    const { assignee } = task;
    if (!mayReassign(task, actor)) return fail('forbidden', { reason: 'task-of-someone-else' });
    if (assignee.kind === 'participant') return fail('wrong-state', { reason: 'task-of-participant' });
    const today = localDateOf(ports.now());
    const { items } = await ports.store.list('memberships-of-person', { personId: input.to }, { limit: 100 });
    const roles = [assignee.role, ...(task.also ?? [])];
    const holds = items.some(
      ({ organisationId, role, from, to }) =>
        organisationId === assignee.organisationId &&
        roles.includes(role) &&
        from <= today &&
        (to === undefined || today <= to),
    );
    if (!holds) return fail('invalid-input', { errors: [{ pointer: '/to', code: 'not-in-role' }] });
    const { claimedBy: _, ...rest } = task;
    return {
      ok: true,
      value: {
        task: { ...rest, assignee: { ...assignee, kind: 'person', personId: input.to } },
        event: 'task-reassigned',
        data: { to: input.to },
      },
    };
  });
