import type { Person } from '../../domain/directory/directory.ts';
import type { RoleCode } from '../../domain/directory/roles.ts';
import type { PersonId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';
import { endAllSessions, readSession, rolesToday, startSession } from './sessions.ts';

/** A sign-in may take this long between leaving and coming back. */
export const SIGN_IN_MINUTES = 15;

interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Only a path of our own; anything else leads home. */
export function safeReturn(path: string | undefined): string {
  const isOwn = path !== undefined && path.length <= 500 && /^\/(?![/\\])[\w\-./?=&%~+:]*$/.test(path);
  return isOwn ? path : '';
}

/** Where a role starts its day. */
export function homeOf(role: RoleCode): string {
  if (role === 'nationalDefinitionsAdmin' || role === 'regionalDefinitionsAdmin') return '/studio';
  const admins: readonly RoleCode[] = ['systemAdmin', 'organisationAdmin', 'dataProtectionOfficer', 'auditor'];
  return admins.includes(role) ? '/admin' : '/desk';
}

/**
 * Begins a sign-in without keeping anything: state, nonce and verifier travel in the browser's own short-lived cookie, authenticated
 * by the keyed hash, so that opening the link has no effect on the server.
 */
export async function beginSignIn(
  ports: Pick<Ports, 'identity' | 'keyedHash' | 'now'>,
  returnTo: string | undefined,
): Promise<Result<{ readonly url: string; readonly cookie: string }>> {
  let begun: Awaited<ReturnType<Ports['identity']['begin']>>;
  try {
    begun = await ports.identity.begin();
  } catch {
    return fail('unavailable');
  }
  const { url, ...expected } = begun;
  const until = Date.parse(ports.now()) + SIGN_IN_MINUTES * 60_000;
  const payload = Buffer.from(
    JSON.stringify({ ...expected, returnTo: safeReturn(returnTo), until } satisfies Begun),
  ).toString('base64url');
  return ok({ url, cookie: `${payload}.${ports.keyedHash(`sign-in ${payload}`)}` });
}

function readBegun(ports: Pick<Ports, 'keyedHash' | 'now'>, cookie: string | undefined): Begun | undefined {
  const [payload = '', mark] = (cookie ?? '').split('.');
  // Hashed once more, so that the comparison's duration says nothing about the expected mark.
  const isOurs = mark !== undefined && ports.keyedHash(mark) === ports.keyedHash(ports.keyedHash(`sign-in ${payload}`));
  if (!isOurs) return undefined;
  const begun = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Begun;
  return begun.until > Date.parse(ports.now()) ? begun : undefined;
}

/** The person with this identity; at the first sign-in the verified e-mail names the person and the identity is bound for good. */
async function personBehind(
  ports: Pick<Ports, 'store'>,
  identity: { readonly issuer: string; readonly subject: string; readonly email?: string },
): Promise<Result<Person>> {
  const { issuer, subject, email } = identity;
  const known = (await ports.store.list('person-by-identity', { issuer, subject })).items[0];
  if (known !== undefined) return ok(known);
  if (email === undefined) return fail('forbidden', { reason: 'no-account' });
  const { items } = await ports.store.list('person-by-email', { email });
  const [person] = items;
  if (person === undefined || items.length > 1 || person.identity !== undefined) {
    return fail('forbidden', { reason: 'no-account' });
  }
  const bound: Person = { ...person, identity: { issuer, subject }, version: person.version + 1 };
  const saved = await ports.store.commit([{ put: 'person', record: bound }]);
  return saved.ok ? ok(bound) : saved;
}

export interface SignedIn {
  readonly token: string;
  readonly returnTo: string;
  /** False when the person holds several roles and must choose one first. */
  readonly hasRole: boolean;
  readonly role?: RoleCode;
}

/** Ends a sign-in: checks the answer, finds the person and their roles of today, and starts a session. */
export async function finishSignIn(
  ports: Pick<Ports, 'identity' | 'keyedHash' | 'now' | 'randomBytes' | 'store' | 'log'>,
  callbackUrl: string,
  cookie: string | undefined,
): Promise<Result<SignedIn>> {
  const begun = readBegun(ports, cookie);
  if (begun === undefined) return fail('forbidden', { reason: 'sign-in-expired' });
  const identity = await ports.identity.finish(callbackUrl, begun);
  if (!identity.ok) return identity;
  const person = await personBehind(ports, identity.value);
  if (!person.ok) return person;
  if (!person.value.active) return fail('forbidden', { reason: 'no-account' });
  return startFor(ports, person.value, begun.returnTo);
}

/** A session for a person who has shown who they are; the only role is taken at once, of several one must be chosen. */
export async function startFor(
  ports: Pick<Ports, 'keyedHash' | 'now' | 'randomBytes' | 'store' | 'log'>,
  person: Person,
  returnTo: string,
): Promise<Result<SignedIn>> {
  const roles = await rolesToday(ports, person.personId, ports.now());
  if (roles.length === 0) return fail('forbidden', { reason: 'no-role' });
  const only = roles.length === 1 ? roles[0] : undefined;
  const started = await startSession(ports, person.personId, only?.membershipId);
  if (!started.ok) return started;
  ports.log('signed-in', { personId: person.personId });
  return ok({
    token: started.value.token,
    returnTo,
    hasRole: only !== undefined,
    ...(only === undefined ? {} : { role: only.role }),
  });
}

/** Takes another of the person's roles; the session's token changes with it, its absolute end does not. */
export async function chooseRole(
  ports: Pick<Ports, 'keyedHash' | 'now' | 'randomBytes' | 'store'>,
  token: string,
  membershipId: string,
): Promise<Result<{ readonly token: string; readonly role: RoleCode }>> {
  const live = await readSession(ports, token, ports.now());
  if (live === undefined) return fail('not-signed-in');
  const chosen = live.roles.find((role) => role.membershipId === membershipId);
  if (chosen === undefined) return fail('forbidden');
  const started = await startSession(ports, live.person.personId, chosen.membershipId, live.session);
  return started.ok ? ok({ token: started.value.token, role: chosen.role }) : started;
}

/** Signs out everywhere, this session too. */
export const signOutEverywhere = (
  ports: Pick<Ports, 'store'>,
  personId: PersonId,
): Promise<Result<{ readonly ended: number }>> => endAllSessions(ports, personId);
