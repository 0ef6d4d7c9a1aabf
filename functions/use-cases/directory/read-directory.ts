import type { Actor, Membership, Network, Organisation, Person, Region } from '../../domain/directory/directory.ts';
import type { OrganisationId, RegionId } from '../../domain/ids.ts';
import type { Ports } from '../ports.ts';

type ReadPorts = Pick<Ports, 'store'>;

/** One institution's people: each with the roles held there, present, past and coming. */
export interface StaffMember {
  readonly person: Person;
  readonly roles: readonly Membership[];
}

/** Regions that the actor's role reaches: all for the installation and the country, the own one else. */
export async function regionsFor(ports: ReadPorts, actor: Actor): Promise<readonly Region[]> {
  const { items } = await ports.store.list('all-regions', {}, { limit: 100 });
  const reachesAll = actor.role === 'systemAdmin' || actor.role === 'nationalDefinitionsAdmin';
  return reachesAll ? items : items.filter((region) => region.regionId === actor.regionId);
}

/** Networks and institutions of a region; an institution's own administrator sees their institution only. */
export async function regionContents(
  ports: ReadPorts,
  actor: Actor,
  regionId: RegionId,
): Promise<{ readonly networks: readonly Network[]; readonly organisations: readonly Organisation[] }> {
  const isOwnOnly = actor.role === 'organisationAdmin' || actor.role === 'kisManager';
  if (isOwnOnly) {
    const own = await ports.store.read('organisation', { organisationId: actor.organisationId });
    return { networks: [], organisations: own === undefined ? [] : [own] };
  }
  const networks = await ports.store.list('networks-of-region', { regionId }, { limit: 500 });
  const organisations = await ports.store.list('organisations-of-region', { regionId }, { limit: 1000 });
  return { networks: networks.items, organisations: organisations.items };
}

/** Everybody with a role in an institution, by name. */
export async function staffOf(ports: ReadPorts, organisationId: OrganisationId): Promise<readonly StaffMember[]> {
  const { items } = await ports.store.list('memberships-of-organisation', { organisationId }, { limit: 1000 });
  const byPerson = new Map<string, Membership[]>();
  for (const one of items) byPerson.set(one.personId, [...(byPerson.get(one.personId) ?? []), one]);
  const staff: StaffMember[] = [];
  for (const roles of byPerson.values()) {
    const personId = roles[0]?.personId;
    const person = personId === undefined ? undefined : await ports.store.read('person', { personId });
    if (person !== undefined) staff.push({ person, roles: roles.sort((a, b) => (a.from < b.from ? -1 : 1)) });
  }
  return staff.sort((left, right) => left.person.name.localeCompare(right.person.name, 'pl'));
}
