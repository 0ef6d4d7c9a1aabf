import type { FieldError } from '../result.ts';
import type { OrganisationKind } from './directory.ts';
import type { RoleCode } from './roles.ts';

const EMAIL = /^[^\s@"<>(),;:\\[\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** An address that mail can be sent to; whether it exists only a letter shows. */
export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text);

/** The short code inside reference numbers: two to five capital letters or digits. */
export const isClubCode = (text: string): boolean => /^[A-Z0-9]{2,5}$/.test(text);

/** A day of the calendar that exists (`2026-02-30` does not). */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** Errors of a required text: `required` when empty, `too-long` past `max`. */
export function textErrors(pointer: string, text: string, max: number): readonly FieldError[] {
  if (text.trim() === '') return [{ pointer, code: 'required' }];
  return text.length > max ? [{ pointer, code: 'too-long', params: { max } }] : [];
}

/** Roles that people of each kind of institution may hold. */
export const ROLES_OF_KIND: Readonly<Record<OrganisationKind, readonly RoleCode[]>> = (() => {
  const everywhere: readonly RoleCode[] = ['organisationAdmin', 'dataProtectionOfficer', 'auditor'];
  const partner: readonly RoleCode[] = ['partnerHead', 'partnerDelegate', 'workingGroup', 'animator', 'classLeader'];
  const research: readonly RoleCode[] = ['researchTeam'];
  return {
    kis: [
      'kisManager',
      'caseManager',
      'kisSocialWorker',
      'psychologist',
      'pedagogue',
      'careerAdviser',
      'specialist',
      'lsrCoordinator',
      ...partner,
      ...research,
      ...everywhere,
    ],
    ops: ['opsSocialWorker', 'opsManager', 'familyAssistant', 'referrer', ...partner, ...research, ...everywhere],
    pcpr: ['referrer', 'familyAssistant', ...partner, ...everywhere],
    pup: ['pupAdviser', 'careerAdviser', ...partner, ...everywhere],
    cis: ['referrer', ...partner, ...everywhere],
    ngo: ['referrer', 'specialist', ...partner, ...research, ...everywhere],
    rops: ['regionalCentre', 'regionalDefinitionsAdmin', ...everywhere],
    kowr: ['nationalCentre', 'nationalDefinitionsAdmin', 'systemAdmin', 'ministry', ...everywhere],
    partner: ['municipalExecutive', 'specialist', ...partner, ...research, ...everywhere],
  };
})();

/** Roles that only someone above the institution grants: they reach further than the institution itself. */
const GRANTED_FROM_ABOVE: ReadonlySet<RoleCode> = new Set<RoleCode>([
  'systemAdmin',
  'nationalDefinitionsAdmin',
  'regionalDefinitionsAdmin',
  'nationalCentre',
  'ministry',
  'regionalCentre',
  'auditor',
]);

/** Whether someone acting as `granter` may give the role `role` in an institution of this kind. */
export function mayGrant(granter: RoleCode, role: RoleCode, kind: OrganisationKind): boolean {
  if (granter === 'systemAdmin') return role === 'systemAdmin' || ROLES_OF_KIND[kind].includes(role);
  if (!ROLES_OF_KIND[kind].includes(role) || role === 'systemAdmin') return false;
  if (granter === 'nationalDefinitionsAdmin') return true;
  if (granter === 'regionalDefinitionsAdmin') return role !== 'nationalDefinitionsAdmin' && kind !== 'kowr';
  return granter === 'organisationAdmin' && !GRANTED_FROM_ABOVE.has(role);
}
