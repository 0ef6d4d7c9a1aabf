import type { Actor } from '../../functions/domain/directory/directory.ts';
import type { RoleCode } from '../../functions/domain/directory/roles.ts';
import { TENANTS, type TenantId } from './country.ts';

/**
 * What must hold, written down a second time and in other words than the table: who may see a person at all, and whose reach goes
 * beyond their own network. The matrix compares what the product did with this, never with the table itself.
 */

/** Roles that work with a person or their file; nobody else ever sees a person. */
const WORKS_WITH_PEOPLE: ReadonlySet<RoleCode> = new Set<RoleCode>([
  'caseManager',
  'kisManager',
  'kisSocialWorker',
  'psychologist',
  'pedagogue',
  'careerAdviser',
  'specialist',
  'opsSocialWorker',
  'opsManager',
]);

/** Of those, the ones who see every person of their institution; the others only their own. */
const SEES_COLLEAGUES_PEOPLE: ReadonlySet<RoleCode> = new Set<RoleCode>([
  'kisManager',
  'kisSocialWorker',
  'psychologist',
  'pedagogue',
  'careerAdviser',
  'specialist',
  'opsManager',
]);

const NATIONAL: ReadonlySet<RoleCode> = new Set<RoleCode>([
  'systemAdmin',
  'nationalDefinitionsAdmin',
  'nationalCentre',
  'ministry',
]);
const REGIONAL: ReadonlySet<RoleCode> = new Set<RoleCode>(['regionalDefinitionsAdmin', 'regionalCentre', 'auditor']);

export const tenantOf = (actor: Actor): TenantId => actor.personId.slice(0, 2) as TenantId;

const regionOf = (tenant: TenantId): string => TENANTS.find((each) => each.id === tenant)?.region ?? '';

/** May a mark of this tenant's person (or of a colleague's person) ever reach the actor's screen? */
export function maySeePerson(actor: Actor, tenant: TenantId, isColleagues: boolean): boolean {
  if (tenantOf(actor) !== tenant || !WORKS_WITH_PEOPLE.has(actor.role)) return false;
  return !isColleagues || SEES_COLLEAGUES_PEOPLE.has(actor.role);
}

/** May the actor know of anything (an institution, a record, a campaign) of this tenant? */
export function reaches(actor: Actor, tenant: TenantId): boolean {
  if (tenantOf(actor) === tenant || NATIONAL.has(actor.role)) return true;
  return REGIONAL.has(actor.role) && regionOf(tenantOf(actor)) === regionOf(tenant);
}

/** Routes that need no account: what they answer is judged by marks alone. */
export const isOpenRoute = (access: string): boolean => access === 'public' || access === 'link';

/** The club's programme is public: everybody with an account may read every club's. */
export const isPublicDocument = (target: string): boolean => target.endsWith(' kis-programme');

/** Handing a person the copy of their data is the data protection officer's task, on the record: the one way to contents for a system role. */
export const isHandingOut = (actor: Actor, tenant: TenantId, path: string): boolean =>
  actor.role === 'dataProtectionOfficer' && tenantOf(actor) === tenant && path === '/admin/prywatnosc/kopia-gotowa';
