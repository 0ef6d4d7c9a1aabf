import type { RoleCode } from '../../domain/directory/roles.ts';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/** One member of staff as lists and selects show them. */
export interface StaffLine {
  readonly personId: PersonId;
  readonly name: string;
}

/** People who hold a role in an organisation today, by name. */
export async function staffOfOrganisation(
  ports: Pick<Ports, 'store' | 'now'>,
  organisationId: OrganisationId,
  role: RoleCode,
): Promise<readonly StaffLine[]> {
  const today = localDateOf(ports.now());
  const memberships = (
    await ports.store.list('memberships-of-organisation', { organisationId }, { limit: 500 })
  ).items.filter((one) => one.role === role && one.from <= today && (one.to === undefined || today <= one.to));
  const people = await Promise.all(
    [...new Set(memberships.map((one) => one.personId))].map((personId) => ports.store.read('person', { personId })),
  );
  return people
    .filter((person) => person?.active === true)
    .map((person) => ({ personId: person?.personId as PersonId, name: person?.name ?? '' }))
    .sort((a, b) => a.name.localeCompare(b.name, 'pl'));
}
