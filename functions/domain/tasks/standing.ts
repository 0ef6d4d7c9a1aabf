import type { Actor } from '../directory/directory.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Assignee, Task, TaskStatus } from './task.ts';

/** Where a task may go from each status; a done or cancelled one stays as it is for ever. */
export const TASK_TRANSITIONS = {
  open: ['done', 'cancelled', 'paused'],
  paused: ['open', 'cancelled'],
  done: [],
  cancelled: [],
} satisfies Record<TaskStatus, readonly TaskStatus[]>;

export const mayChange = (from: TaskStatus, to: TaskStatus): boolean =>
  (TASK_TRANSITIONS[from] as readonly TaskStatus[]).includes(to);

const belongsTo = (assignee: Assignee, also: Task['also'], actor: Actor): boolean => {
  if (assignee.kind === 'participant') return false;
  if (assignee.kind === 'person')
    return actor.personId === assignee.personId || actor.substitutes === assignee.personId;
  if (actor.organisationId !== assignee.organisationId) return false;
  return actor.role === assignee.role || (also ?? []).includes(actor.role);
};

/** Whether a member of staff is one of those whom a task is for: in the role, the person, their substitute, or the one who helps a participant. */
export const isFor = (task: Pick<Task, 'assignee' | 'also' | 'helper'>, actor: Actor): boolean =>
  belongsTo(task.assignee, task.also, actor) || (task.helper !== undefined && belongsTo(task.helper, undefined, actor));

/** Everyone who has put their name to something: the person and, under a substitution, the one they stood in for. */
export const namesOf = (actor: Actor): readonly string[] =>
  actor.substitutes === undefined ? [actor.personId] : [actor.personId, actor.substitutes];

/** `separation-of-duties` when one of the actor's names stands among those who filed what is judged. */
export function keepsApart(actor: Actor, filedBy: readonly (string | undefined)[]): Result<void> {
  const names = namesOf(actor);
  return filedBy.some((who) => who !== undefined && names.includes(who))
    ? fail('separation-of-duties', { reason: 'filed-by-same-person' })
    : ok(undefined);
}

/** Whether staff may act on a task now: it is theirs, and nobody else has taken it. */
export function mayAct(task: Task, actor: Actor): Result<void> {
  if (!isFor(task, actor)) return fail('forbidden', { reason: 'task-of-someone-else' });
  if (task.claimedBy !== undefined && !namesOf(actor).includes(task.claimedBy))
    return fail('conflict', { reason: 'claimed-by-other' });
  return ok(undefined);
}
