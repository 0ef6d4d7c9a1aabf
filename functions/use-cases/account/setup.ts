import { directoryChain } from '../../domain/audit/chains.ts';
import { isClubCode, isEmail, ROLES_OF_KIND, textErrors } from '../../domain/directory/checks.ts';
import type { Membership, Organisation, Person } from '../../domain/directory/directory.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import { VOIVODESHIPS } from '../../domain/directory/voivodeships.ts';
import type { NetworkId, OrganisationId, PersonId, RegionId } from '../../domain/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { commitWithTrail } from '../audit/trail.ts';
import type { Ports } from '../ports.ts';
import { type SignedIn, startFor } from './sign-in.ts';

/** The setup link lives this long; a new start of an empty home gives a new one. */
const SETUP_HOURS = 24;

const LINK = 'setup-link';
const DONE = 'setup-done';

type SetupPorts = Pick<Ports, 'store' | 'now' | 'newId' | 'keyedHash' | 'randomBytes' | 'baseUrl' | 'log'>;

const hashOf = (ports: Pick<Ports, 'keyedHash'>, secret: string): string => ports.keyedHash(`setup ${secret}`);

/** The one-time link of a home without any administrator; `wrong-state` once the first one exists. An older unused link ends. */
export async function prepareSetup(ports: SetupPorts): Promise<Result<{ readonly url: string }>> {
  if ((await ports.store.read('once', { onceKey: DONE })) !== undefined) return fail('wrong-state');
  const secret = Buffer.from(ports.randomBytes(32)).toString('base64url');
  const record = { onceKey: LINK, result: hashOf(ports, secret), at: ports.now(), version: 1 };
  const saved = await ports.store.commit([{ replace: 'once', record }]);
  return saved.ok ? ok({ url: `${ports.baseUrl}/konto/start/${secret}` }) : saved;
}

/** Whether this is the live setup link: `gone` when it was used, replaced, or has expired. */
export async function checkSetup(ports: SetupPorts, secret: string): Promise<Result<void>> {
  const link = await ports.store.read('once', { onceKey: LINK });
  if (link === undefined || secret.length > 100 || link.result !== hashOf(ports, secret)) return fail('not-found');
  const isOver = Date.parse(ports.now()) > Date.parse(link.at) + SETUP_HOURS * 3_600_000;
  const isDone = (await ports.store.read('once', { onceKey: DONE })) !== undefined;
  return isOver || isDone ? fail('gone', { reason: 'setup-gone' }) : ok(undefined);
}

export interface SetupInput {
  readonly adminName: string;
  readonly adminEmail: string;
  readonly region: string;
  readonly clubName: string;
  readonly clubCode: string;
  readonly clubAddress: string;
  /** Empty rows are left out. */
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: string }[];
}

const isClubRole = (role: string): role is RoleCode => (ROLES_OF_KIND.kis as readonly string[]).includes(role);

/** Every error of the form at once; pointers name its fields. */
function setupErrors(input: SetupInput): readonly FieldError[] {
  const emails = [input.adminEmail, ...input.people.map((person) => person.email)].map((email) => email.toLowerCase());
  return [
    ...textErrors('/adminName', input.adminName, 120),
    ...(isEmail(input.adminEmail) ? [] : [{ pointer: '/adminEmail', code: 'email' }]),
    ...(Object.hasOwn(VOIVODESHIPS, input.region) ? [] : [{ pointer: '/region', code: 'required' }]),
    ...textErrors('/clubName', input.clubName, 200),
    ...(isClubCode(input.clubCode) ? [] : [{ pointer: '/clubCode', code: 'club-code' }]),
    ...input.people.flatMap((person, row) => [
      ...textErrors(`/people/${row}/name`, person.name, 120),
      ...(isEmail(person.email) ? [] : [{ pointer: `/people/${row}/email`, code: 'email' }]),
      ...(isClubRole(person.role) ? [] : [{ pointer: `/people/${row}/role`, code: 'required' }]),
      ...(emails.indexOf(person.email.toLowerCase()) < row + 1
        ? [{ pointer: `/people/${row}/email`, code: 'email-twice' }]
        : []),
    ]),
  ];
}

/**
 * Ends the first-run setup in one transaction: region, network, club, its people and roles, the first administrator of the system and of
 * the club; then signs that administrator in. The link is spent by it.
 */
export async function completeSetup(ports: SetupPorts, secret: string, input: SetupInput): Promise<Result<SignedIn>> {
  const live = await checkSetup(ports, secret);
  if (!live.ok) return live;
  const errors = setupErrors(input);
  if (errors.length > 0) return fail('invalid-input', { errors });
  const at = ports.now();
  const today = localDateOf(at);
  const regionId = input.region as RegionId;
  const networkId = ports.newId() as NetworkId;
  const club: Organisation = {
    organisationId: ports.newId() as OrganisationId,
    kind: 'kis',
    name: input.clubName.trim(),
    stakeholderType: 'A',
    regionId,
    networkId,
    ...(input.clubAddress.trim() === '' ? {} : { address: input.clubAddress.trim() }),
    code: input.clubCode,
    closingDays: [],
    timers: {},
    version: 1,
  };
  const person = (name: string, email: string): Person => ({
    personId: ports.newId() as PersonId,
    name: name.trim(),
    email: email.trim(),
    active: true,
    version: 1,
  });
  const role = (who: Person, code: RoleCode): Membership => ({
    membershipId: ports.newId(),
    personId: who.personId,
    organisationId: club.organisationId,
    role: code,
    from: today as LocalDate,
    version: 1,
  });
  const admin = person(input.adminName, input.adminEmail);
  const staff = input.people.map((row) => ({ who: person(row.name, row.email), role: row.role as RoleCode }));
  const memberships = [
    role(admin, 'systemAdmin'),
    role(admin, 'organisationAdmin'),
    ...staff.map((row) => role(row.who, row.role)),
  ];
  const event = {
    type: 'setup-completed',
    at,
    by: { who: admin.personId, role: 'systemAdmin' },
    data: { people: staff.length + 1 },
  };
  const changes: Change[] = [
    { put: 'once', record: { onceKey: DONE, result: admin.personId, at, version: 1 } },
    { put: 'region', record: { regionId, name: VOIVODESHIPS[input.region] ?? input.region, version: 1 } },
    { put: 'network', record: { networkId, regionId, name: `Lokalna Sieć Reintegracji – ${club.name}`, version: 1 } },
    { put: 'organisation', record: club },
    ...[admin, ...staff.map((row) => row.who)].map((record) => ({ put: 'person', record }) as const),
    ...memberships.map((record) => ({ put: 'membership', record }) as const),
  ];
  const saved = await commitWithTrail(ports, directoryChain(club.organisationId), [event], changes);
  if (!saved.ok) return saved.failure.code === 'already-done' ? fail('gone', { reason: 'setup-gone' }) : saved;
  return startFor(ports, admin, '');
}
