import type { Actor } from '../../domain/directory/directory.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { PROCESSES } from '../../domain/workflows/catalogue.ts';
import type { Ports } from '../ports.ts';

/** Most tasks that one screen of an inbox shows of each kind; more are reached by doing these first. */
export const INBOX_LIMIT = 50;

export interface Inbox {
  /** Assigned to or claimed by this person. */
  readonly mine: readonly Task[];
  /** Of the acting role, claimed by nobody. */
  readonly ofRole: readonly Task[];
  /** True when there are more than the screen shows. */
  readonly more: boolean;
}

const soonestFirst = (a: Task, b: Task): number => (a.due.at < b.due.at ? -1 : 1);

/** Roles whose tasks may also be done in this role, by the rules of the processes. */
function rolesOpenTo(role: RoleCode): readonly RoleCode[] {
  const rules = [...PROCESSES.values()].flatMap((process) => Object.values(process.steps));
  const found = rules.flatMap(({ assign }) => ('role' in assign && assign.also?.includes(role) ? [assign.role] : []));
  return [...new Set(found)].filter((one) => one !== role);
}

/** What waits for this person in the acting role, soonest first: two range reads. A substitute sees the other person's tasks too. */
export async function readInbox(ports: Pick<Ports, 'store'>, actor: Actor): Promise<Inbox> {
  const people = [actor.personId, ...(actor.substitutes === undefined ? [] : [actor.substitutes])];
  const [ofRoles, ...own] = await Promise.all([
    Promise.all(
      [actor.role, ...rolesOpenTo(actor.role)].map((role) =>
        ports.store.list('inbox-of-role', { organisationId: actor.organisationId, role }, { limit: INBOX_LIMIT }),
      ),
    ),
    ...people.map((personId) => ports.store.list('inbox-of-person', { personId }, { limit: INBOX_LIMIT })),
  ]);
  const mine = own
    .flatMap((page) => page.items)
    .filter(
      (task) =>
        task.assignee.kind === 'participant' || task.assignee.role === actor.role || task.claimedBy === actor.personId,
    )
    .sort(soonestFirst);
  const seen = new Set(mine.map((task) => task.taskId));
  return {
    mine,
    ofRole: ofRoles
      .flatMap((page) => page.items)
      .filter((task) => task.claimedBy === undefined && !seen.has(task.taskId) && isFor(task, actor))
      .sort(soonestFirst),
    more: ofRoles.some((page) => page.next !== undefined) || own.some((page) => page.next !== undefined),
  };
}
