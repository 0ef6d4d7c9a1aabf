import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { mayAct } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { type Acting, isLinkActor, isStaff } from '../acting.ts';
import { linkState } from '../links/link-state.ts';
import type { Ports } from '../ports.ts';

/** Whether a link leads to this task. */
export const leadsTo = (link: Link, task: Pick<Task, 'taskId'>): boolean =>
  (link.target.kind === 'task' || link.target.kind === 'sign-off') && link.target.taskId === task.taskId;

/**
 * Whether somebody may act on an open task now. A link is read again, since the one of the session may be old; it comes back so that the
 * same commit can spend it. `gone`: expired, revoked, used; `forbidden` and `conflict` as for staff.
 */
export async function permit(
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Acting,
  task: Task,
): Promise<Result<Link | undefined>> {
  if (actor === 'system') return ok(undefined);
  if (isStaff(actor)) {
    const allowed = mayAct(task, actor);
    return allowed.ok ? ok(undefined) : allowed;
  }
  if (!isLinkActor(actor) || !leadsTo(actor.link, task)) return fail('not-found');
  const link = await ports.store.read('link', { linkHash: actor.link.linkHash });
  if (link === undefined) return fail('not-found');
  const state = linkState(link, ports.now());
  return state === 'live' ? ok(link) : fail('gone', { reason: `link-${state}` });
}
