import { directoryChain } from '../../domain/audit/chains.ts';
import { isEmail, isLocalDate, mayGrant, textErrors } from '../../domain/directory/checks.ts';
import type { Actor, Membership, Person } from '../../domain/directory/directory.ts';
import { ROLES, type RoleCode } from '../../domain/directory/roles.ts';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { endAllSessions } from '../account/sessions.ts';
import { byOf } from '../acting.ts';
import { commitWithTrail } from '../audit/trail.ts';
import type { Ports } from '../ports.ts';
import { touchTask } from '../tasks/claim-task.ts';

type SavePorts = Pick<Ports, 'store' | 'now' | 'newId'>;

export interface RoleInput {
  readonly organisationId: OrganisationId;
  readonly role: string;
  readonly from: string;
  /** Empty: without an end. */
  readonly to: string;
  /** Person id, for a substitution. */
  readonly substitutes: string;
}

const isRole = (text: string): text is RoleCode => (ROLES as readonly string[]).includes(text);

function roleErrors(input: RoleInput): readonly FieldError[] {
  return [
    ...(isRole(input.role) ? [] : [{ pointer: '/role', code: 'required' }]),
    ...(isLocalDate(input.from) ? [] : [{ pointer: '/from', code: 'date' }]),
    ...(input.to === '' || isLocalDate(input.to) ? [] : [{ pointer: '/to', code: 'date' }]),
    ...(input.to !== '' && input.to < input.from ? [{ pointer: '/to', code: 'before-start' }] : []),
    ...(input.substitutes !== '' && input.to === '' ? [{ pointer: '/to', code: 'substitution-end' }] : []),
  ];
}

/** A new membership, checked against what the granting role may give in this kind of institution. */
async function membershipOf(
  ports: SavePorts,
  actor: Actor,
  personId: PersonId,
  input: RoleInput,
): Promise<Result<Membership>> {
  const errors = roleErrors(input);
  if (errors.length > 0 || !isRole(input.role)) return fail('invalid-input', { errors });
  const organisation = await ports.store.read('organisation', { organisationId: input.organisationId });
  if (organisation === undefined) return fail('not-found');
  if (!mayGrant(actor.role, input.role, organisation.kind)) return fail('forbidden', { reason: 'role-not-grantable' });
  if (input.substitutes === personId) {
    return fail('invalid-input', { errors: [{ pointer: '/substitutes', code: 'substitutes-self' }] });
  }
  if (input.substitutes !== '') {
    const { items } = await ports.store.list('memberships-of-person', { personId: input.substitutes });
    const holds = items.some((one) => one.organisationId === input.organisationId && one.role === input.role);
    if (!holds) return fail('invalid-input', { errors: [{ pointer: '/substitutes', code: 'not-in-role' }] });
  }
  return ok({
    membershipId: ports.newId(),
    personId,
    organisationId: input.organisationId,
    role: input.role,
    from: input.from as LocalDate,
    ...(input.to === '' ? {} : { to: input.to as LocalDate }),
    ...(input.substitutes === '' ? {} : { substitutes: input.substitutes as PersonId }),
    version: 1,
  });
}

const grantedEvent = (ports: SavePorts, actor: Actor, membership: Membership) => ({
  type: 'role-granted',
  at: ports.now(),
  by: byOf(actor),
  data: {
    personId: membership.personId,
    role: membership.role,
    from: membership.from,
    to: membership.to ?? null,
    substitutes: membership.substitutes ?? null,
  },
});

/** Adds a person with a first role; an address that somebody has already gives that person the role instead of a second account. */
export async function addPerson(
  ports: SavePorts,
  actor: Actor,
  input: RoleInput & { readonly name: string; readonly email: string; readonly phone: string },
): Promise<Result<PersonId>> {
  const errors = [
    ...textErrors('/name', input.name, 120),
    ...(isEmail(input.email) ? [] : [{ pointer: '/email', code: 'email' }]),
    ...roleErrors(input),
  ];
  if (errors.length > 0) return fail('invalid-input', { errors });
  const known = (await ports.store.list('person-by-email', { email: input.email.trim() })).items[0];
  const personId = known?.personId ?? (ports.newId() as PersonId);
  const membership = await membershipOf(ports, actor, personId, input);
  if (!membership.ok) return membership;
  const person: Person = {
    personId,
    name: input.name.trim(),
    email: input.email.trim(),
    ...(input.phone.trim() === '' ? {} : { phone: input.phone.trim() }),
    active: true,
    version: 1,
  };
  const at = ports.now();
  const saved = await commitWithTrail(
    ports,
    directoryChain(input.organisationId),
    [
      ...(known === undefined ? [{ type: 'person-saved', at, by: byOf(actor), data: { personId } }] : []),
      grantedEvent(ports, actor, membership.value),
    ],
    [
      ...(known === undefined ? ([{ put: 'person', record: person }] as const) : []),
      { put: 'membership', record: membership.value },
    ],
  );
  return saved.ok ? ok(personId) : saved;
}

/** Gives a person one more role, or a substitution with an end. */
export async function grantRole(
  ports: SavePorts,
  actor: Actor,
  input: RoleInput & { readonly personId: PersonId },
): Promise<Result<string>> {
  const membership = await membershipOf(ports, actor, input.personId, input);
  if (!membership.ok) return membership;
  const saved = await commitWithTrail(
    ports,
    directoryChain(input.organisationId),
    [grantedEvent(ports, actor, membership.value)],
    [{ put: 'membership', record: membership.value }],
  );
  return saved.ok ? ok(membership.value.membershipId) : saved;
}

/** Ends a role yesterday, so that it holds no more from the next request on. */
export async function endRole(
  ports: SavePorts,
  actor: Actor,
  input: { readonly membershipId: string; readonly version: number },
): Promise<Result<void>> {
  const { membershipId } = input;
  const known = await ports.store.read('membership', { membershipId });
  if (known === undefined) return fail('not-found');
  if (known.version !== input.version) return fail('conflict', { reason: 'changed-meanwhile' });
  const organisation = await ports.store.read('organisation', { organisationId: known.organisationId });
  if (organisation === undefined) return fail('not-found');
  if (!mayGrant(actor.role, known.role, organisation.kind)) return fail('forbidden', { reason: 'role-not-grantable' });
  if (known.personId === actor.personId && known.membershipId === actor.membershipId) {
    return fail('blocked-by-rule', { reason: 'own-role' });
  }
  const yesterday = localDateOf(new Date(Date.parse(ports.now()) - 86_400_000).toISOString() as never);
  const record: Membership = { ...known, to: yesterday, version: known.version + 1 };
  const event = {
    type: 'role-ended',
    at: ports.now(),
    by: byOf(actor),
    data: { personId: known.personId, role: known.role, membershipId },
  };
  return commitWithTrail(ports, directoryChain(known.organisationId), [event], [{ put: 'membership', record }]);
}

async function openTasksOf(
  ports: Pick<Ports, 'store'>,
  personId: PersonId,
  of: OrganisationId,
): Promise<readonly Task[]> {
  const { items } = await ports.store.list('inbox-of-person', { personId }, { limit: 1000 });
  return items.filter((task) => task.assignee.organisationId === of);
}

/** Moves every open task of a leaving person to a colleague who holds the task's role there; tasks of a role they had taken go back to the role. */
export async function handOver(
  ports: SavePorts,
  actor: Actor,
  input: { readonly from: PersonId; readonly to: PersonId; readonly organisationId: OrganisationId },
): Promise<Result<{ readonly moved: number }>> {
  if (input.from === input.to) return fail('invalid-input', { errors: [{ pointer: '/to', code: 'required' }] });
  const today = localDateOf(ports.now());
  const roles = (await ports.store.list('memberships-of-person', { personId: input.to })).items
    .filter((one) => one.organisationId === input.organisationId && one.from <= today && (one.to ?? today) >= today)
    .map((one) => one.role);
  const tasks = await openTasksOf(ports, input.from, input.organisationId);
  const misfit = tasks.find((task) => task.assignee.kind === 'person' && !roles.includes(task.assignee.role));
  if (misfit !== undefined) return fail('invalid-input', { errors: [{ pointer: '/to', code: 'not-in-role' }] });
  for (const { taskId } of tasks) {
    const moved = await touchTask(ports, actor, { taskId }, (task) => {
      const { claimedBy: _claimed, ...rest } = task;
      const assignee = task.assignee.kind === 'person' ? { ...task.assignee, personId: input.to } : task.assignee;
      return ok({ task: { ...rest, assignee }, event: 'task-reassigned', data: { from: input.from, to: input.to } });
    });
    if (!moved.ok && moved.failure.code !== 'already-done') return moved;
  }
  const event = {
    type: 'tasks-handed-over',
    at: ports.now(),
    by: byOf(actor),
    data: { from: input.from, to: input.to, tasks: tasks.length },
  };
  const saved = await commitWithTrail(ports, directoryChain(input.organisationId), [event]);
  return saved.ok ? ok({ moved: tasks.length }) : saved;
}

/** Switches an account off and ends its sessions; refused while open tasks are still theirs. */
export async function deactivatePerson(
  ports: SavePorts,
  actor: Actor,
  input: { readonly personId: PersonId; readonly organisationId: OrganisationId; readonly version: number },
): Promise<Result<void>> {
  const { personId } = input;
  if (personId === actor.personId) return fail('blocked-by-rule', { reason: 'own-role' });
  const person = await ports.store.read('person', { personId });
  if (person === undefined) return fail('not-found');
  if (person.version !== input.version) return fail('conflict', { reason: 'changed-meanwhile' });
  const roles = (await ports.store.list('memberships-of-person', { personId })).items;
  const isOthersToo = roles.some((role) => role.organisationId !== input.organisationId);
  if (isOthersToo && actor.role === 'organisationAdmin') return fail('blocked-by-rule', { reason: 'works-elsewhere' });
  const { items } = await ports.store.list('inbox-of-person', { personId }, { limit: 1 });
  if (items.length > 0) return fail('blocked-by-rule', { reason: 'open-tasks' });
  const record: Person = { ...person, active: false, version: person.version + 1 };
  const event = { type: 'person-deactivated', at: ports.now(), by: byOf(actor), data: { personId } };
  const saved = await commitWithTrail(
    ports,
    directoryChain(input.organisationId),
    [event],
    [{ put: 'person', record }],
  );
  if (!saved.ok) return saved;
  const ended = await endAllSessions(ports, personId);
  return ended.ok ? ok(undefined) : ended;
}

/** Ends every session of a person, on the record: for a lost computer or a suspicion. */
export async function signPersonOut(
  ports: SavePorts,
  actor: Actor,
  input: { readonly personId: PersonId; readonly organisationId: OrganisationId },
): Promise<Result<void>> {
  const ended = await endAllSessions(ports, input.personId);
  if (!ended.ok) return ended;
  const data = { personId: input.personId, sessions: ended.value.ended };
  const event = { type: 'person-signed-out', at: ports.now(), by: byOf(actor), data };
  return commitWithTrail(ports, directoryChain(input.organisationId), [event]);
}
