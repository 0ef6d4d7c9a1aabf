import type { Person } from '../../../functions/domain/directory/directory.ts';
import { ROLE_TITLES } from '../../../functions/domain/directory/role-titles.ts';
import type { PersonId } from '../../../functions/domain/ids.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import { type LocalDate, localDateOf, type Now } from '../../../functions/domain/time.ts';

/** One choice on the demo's sign-in page: a person with their roles of today. */
export interface DemoPerson {
  readonly personId: string;
  readonly name: string;
  readonly roles: string;
}

export interface DemoGroup {
  readonly title: string;
  readonly people: readonly DemoPerson[];
}

const holds = (today: LocalDate, one: { readonly from: LocalDate; readonly to?: LocalDate }): boolean =>
  one.from <= today && (one.to === undefined || one.to >= today);

/** Everybody who could sign in, by institution; only the demo shows it. */
export async function demoGroups(store: Store, now: Now): Promise<readonly DemoGroup[]> {
  const today = localDateOf(now());
  const groups: DemoGroup[] = [];
  for (const { regionId } of (await store.list('all-regions', {})).items) {
    for (const organisation of (await store.list('organisations-of-region', { regionId }, { limit: 500 })).items) {
      const { organisationId } = organisation;
      const { items } = await store.list('memberships-of-organisation', { organisationId }, { limit: 500 });
      const roles = new Map<PersonId, string[]>();
      for (const membership of items.filter((one) => holds(today, one))) {
        roles.set(membership.personId, [...(roles.get(membership.personId) ?? []), ROLE_TITLES[membership.role]]);
      }
      const people: DemoPerson[] = [];
      for (const [personId, titles] of roles) {
        const person = await store.read('person', { personId });
        if (person?.active) people.push({ personId, name: person.name, roles: titles.join(', ') });
      }
      if (people.length > 0) groups.push({ title: organisation.name, people });
    }
  }
  return groups;
}

/** The active person with this e-mail; undefined when there is none or more than one. */
export async function personByEmail(store: Store, email: string): Promise<Person | undefined> {
  const { items } = await store.list('person-by-email', { email: email.trim() });
  return items.length === 1 && items[0]?.active ? items[0] : undefined;
}
