import type { Case } from '../../domain/cases/case.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import type { Assignee, Task } from '../../domain/tasks/task.ts';
import { type Instant, localDateOf } from '../../domain/time.ts';
import { type EscalationTarget, SUPERIOR } from '../../domain/workflows/process.ts';
import type { Ports } from '../ports.ts';

/** People who hold a role in an institution on a day. */
export async function holdersOf(
  store: Pick<Ports['store'], 'list'>,
  organisationId: OrganisationId,
  role: RoleCode,
  at: Instant,
): Promise<readonly PersonId[]> {
  const today = localDateOf(at);
  const { items } = await store.list('memberships-of-organisation', { organisationId }, { limit: 1_000 });
  const holders = items.filter(
    (one) => one.role === role && one.from <= today && (one.to === undefined || today <= one.to),
  );
  return [...new Set(holders.map(({ personId }) => personId))];
}

const peopleOf = async (
  store: Pick<Ports['store'], 'list'>,
  assignee: Assignee,
  at: Instant,
): Promise<readonly PersonId[]> => {
  if (assignee.kind === 'participant') return [];
  if (assignee.kind === 'person') return [assignee.personId];
  return holdersOf(store, assignee.organisationId, assignee.role, at);
};

/** Staff to whom a task belongs: who has taken it, else whom it is for, else who helps the participant. */
export async function ownersOf(
  store: Pick<Ports['store'], 'list'>,
  task: Task,
  at: Instant,
): Promise<readonly PersonId[]> {
  if (task.claimedBy !== undefined) return [task.claimedBy];
  const own = await peopleOf(store, task.assignee, at);
  return own.length > 0 || task.helper === undefined ? own : peopleOf(store, task.helper, at);
}

const inRole = (task: Task): { role: RoleCode; organisationId: OrganisationId } => {
  const { assignee } = task;
  if (assignee.kind === 'participant') return { role: 'participant', organisationId: assignee.organisationId };
  return assignee;
};

/** Staff to whom an overdue task goes by one step of its chain; nobody where a role is not filled, then the club's manager hears of it. */
export async function targetsOf(
  store: Pick<Ports['store'], 'list'>,
  found: Case,
  task: Task,
  target: EscalationTarget,
  at: Instant,
): Promise<readonly PersonId[]> {
  const club = found.organisationId;
  const { role, organisationId } = inRole(task);
  const reached = async (): Promise<readonly PersonId[]> => {
    switch (target) {
      case 'helper':
        return task.helper === undefined ? [] : peopleOf(store, task.helper, at);
      case 'superior':
        return holdersOf(store, organisationId, SUPERIOR[role] ?? 'kisManager', at);
      case 'opsManager':
        return holdersOf(store, found.opsOrganisationId ?? club, 'opsManager', at);
      case 'partnerHead':
        return holdersOf(store, organisationId, 'partnerHead', at);
      case 'kisManager':
      case 'lsrCoordinator':
        return holdersOf(store, club, target, at);
      case 'convention':
        return holdersOf(store, club, 'lsrCoordinator', at);
      case 'region':
        return regionOf(store, found, at);
    }
  };
  const people = await reached();
  return people.length > 0 ? people : holdersOf(store, club, 'kisManager', at);
}

async function regionOf(store: Pick<Ports['store'], 'list'>, found: Case, at: Instant): Promise<readonly PersonId[]> {
  const { items } = await store.list('organisations-of-region', { regionId: found.regionId }, { limit: 1_000 });
  const host = items.find(({ kind }) => kind === 'rops');
  return host === undefined ? [] : holdersOf(store, host.organisationId, 'regionalCentre', at);
}
