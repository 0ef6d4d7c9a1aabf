import { ROLES, type RoleCode } from '../directory/roles.ts';
import type { Scope } from './scopes.ts';

/** A role, or nobody signed in. */
export type Party = RoleCode | 'public';

/** The table's columns: which roles stand in each, and how far the column reaches when its cell says nothing else. */
export const COLUMNS = {
  PA: { roles: ['participant'], scope: 'own-file' },
  CM: { roles: ['caseManager'], scope: 'assigned' },
  KM: { roles: ['kisManager'], scope: 'club' },
  SP: { roles: ['kisSocialWorker', 'psychologist', 'pedagogue', 'careerAdviser', 'specialist'], scope: 'team' },
  SO: { roles: ['opsSocialWorker'], scope: 'ops-case' },
  OM: { roles: ['opsManager'], scope: 'organisation-referral' },
  FA: { roles: ['familyAssistant'], scope: 'related' },
  PH: { roles: ['classLeader', 'referrer', 'pupAdviser'], scope: 'related' },
  LC: { roles: ['lsrCoordinator', 'partnerHead', 'partnerDelegate'], scope: 'network' },
  RK: { roles: ['regionalCentre', 'nationalCentre', 'ministry'], scope: 'region-or-country' },
  AN: { roles: ['animator', 'workingGroup'], scope: 'network' },
  CO: { roles: ['lsrCoordinator'], scope: 'network' },
  ON: { roles: ['opsSocialWorker', 'opsManager'], scope: 'network' },
  HD: { roles: ['partnerHead'], scope: 'network' },
  DL: { roles: ['partnerDelegate'], scope: 'network' },
  ME: { roles: ['municipalExecutive'], scope: 'network' },
  RT: { roles: ['researchTeam'], scope: 'network' },
  RW: { roles: ['regionalCentre'], scope: 'region' },
  KW: { roles: ['nationalCentre'], scope: 'country' },
  MI: { roles: ['ministry'], scope: 'country' },
  PU: { roles: ['public'], scope: 'anyone' },
} as const satisfies Record<string, { readonly roles: readonly Party[]; readonly scope: Scope }>;

export type Column = keyof typeof COLUMNS;

const SYSTEM_ROLES: ReadonlySet<RoleCode> = new Set<RoleCode>([
  'systemAdmin',
  'nationalDefinitionsAdmin',
  'regionalDefinitionsAdmin',
  'organisationAdmin',
  'dataProtectionOfficer',
  'auditor',
]);

const STAFF: readonly RoleCode[] = ROLES.filter((role) => role !== 'participant');

/** `staff`: anyone with an account; `working`: the domain roles, which get tasks. */
const GROUPS: Readonly<Record<string, readonly RoleCode[]>> = {
  staff: STAFF,
  working: STAFF.filter((role) => !SYSTEM_ROLES.has(role)),
};

/** The parties that a name in the table stands for: a column, a group, or one role; throws on a name that is none. */
export function partiesOf(name: string): readonly Party[] {
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name as Column].roles;
  const group = Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
  if (group !== undefined) return group;
  if ((ROLES as readonly string[]).includes(name)) return [name as RoleCode];
  throw new Error(`The access table names an unknown party: ${name}`);
}
