import type { Membership, Person } from '../../domain/directory/directory.ts';
import type { PersonId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Session } from '../../domain/store/outbox.ts';
import { type Instant, instant, localDateOf } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/** Limits of a staff session (ADR 0006). */
const SESSION_LIMITS = { idleMinutes: 30, absoluteHours: 12 } as const;

/** How often the last use is written down; a busy person does not write on every click. */
const SEEN_SECONDS = 60;

type SessionPorts = Pick<Ports, 'store' | 'now' | 'keyedHash' | 'randomBytes'>;

export interface LiveSession {
  readonly session: Session;
  readonly person: Person;
  /** Roles that the person holds today, oldest first. */
  readonly roles: readonly Membership[];
}

const after = (start: Instant, milliseconds: number): Instant => instant(Date.parse(start) + milliseconds);

/** Only this stands in the store; the token itself is in the browser's cookie alone. */
export const sessionHashOf = (ports: Pick<Ports, 'keyedHash'>, token: string): string =>
  ports.keyedHash(`staff session ${token}`);

/** Memberships of a person that hold on the day of `now`. */
export async function rolesToday(
  ports: Pick<Ports, 'store'>,
  personId: PersonId,
  now: Instant,
): Promise<readonly Membership[]> {
  const { items } = await ports.store.list('memberships-of-person', { personId });
  const today = localDateOf(now);
  return items.filter((one) => one.from <= today && (one.to === undefined || one.to >= today));
}

/** A new session; the token goes into the cookie and nowhere else. `replaces` ends in the same transaction (rotation). */
export async function startSession(
  ports: SessionPorts,
  personId: PersonId,
  membershipId: string | undefined,
  replaces?: Session,
): Promise<Result<{ readonly token: string; readonly session: Session }>> {
  const token = Buffer.from(ports.randomBytes(32)).toString('base64url');
  const now = ports.now();
  const session: Session = {
    sessionHash: sessionHashOf(ports, token),
    kind: 'staff',
    personId,
    ...(membershipId === undefined ? {} : { membershipId }),
    startedAt: replaces?.startedAt ?? now,
    seenAt: now,
    expiresAt: replaces?.expiresAt ?? after(now, SESSION_LIMITS.absoluteHours * 3_600_000),
    version: 1,
  };
  const saved = await ports.store.commit([
    { put: 'session', record: session },
    ...(replaces === undefined ? [] : ([{ remove: 'session', key: { sessionHash: replaces.sessionHash } }] as const)),
  ]);
  return saved.ok ? ok({ token, session }) : saved;
}

/** The session behind a cookie, with the person and their roles as they are now; undefined when it is unknown, idle, over, or the person is inactive. */
export async function readSession(
  ports: Pick<Ports, 'store' | 'keyedHash'>,
  token: string,
  now: Instant,
): Promise<LiveSession | undefined> {
  if (token.length > 200) return undefined;
  const session = await ports.store.read('session', { sessionHash: sessionHashOf(ports, token) });
  if (session === undefined || session.kind !== 'staff' || session.personId === undefined) return undefined;
  const idleUntil = after(session.seenAt, SESSION_LIMITS.idleMinutes * 60_000);
  if (now >= session.expiresAt || now >= idleUntil) return undefined;
  const personId = session.personId as PersonId;
  const person = await ports.store.read('person', { personId });
  if (person === undefined || !person.active) return undefined;
  return { session, person, roles: await rolesToday(ports, personId, now) };
}

/** Writes down that the session is in use, at most once a minute; losing the race against another request changes nothing. */
export async function touchSession(ports: Pick<Ports, 'store'>, session: Session, now: Instant): Promise<void> {
  if (now < after(session.seenAt, SEEN_SECONDS * 1000)) return;
  await ports.store.commit([{ put: 'session', record: { ...session, seenAt: now, version: session.version + 1 } }]);
}

/** Ends one session; ending one that is gone is fine. */
export async function endSession(ports: Pick<Ports, 'store' | 'keyedHash'>, token: string): Promise<Result<void>> {
  return ports.store.commit([{ remove: 'session', key: { sessionHash: sessionHashOf(ports, token) } }]);
}

/** Every session of a person, newest first, as the person sees them: never a token or a hash. */
export async function sessionsOf(ports: Pick<Ports, 'store'>, personId: PersonId): Promise<readonly Session[]> {
  const all: Session[] = [];
  let next: string | undefined;
  do {
    const page = await ports.store.list(
      'sessions-of-person',
      { personId },
      { reverse: true, ...(next === undefined ? {} : { after: next }) },
    );
    all.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return all;
}

/** Signs a person out on every device; the present request is the last that any of those sessions serves. */
export async function endAllSessions(
  ports: Pick<Ports, 'store'>,
  personId: PersonId,
): Promise<Result<{ readonly ended: number }>> {
  const sessions = await sessionsOf(ports, personId);
  for (let at = 0; at < sessions.length; at += 100) {
    const done = await ports.store.commit(
      sessions.slice(at, at + 100).map(({ sessionHash }) => ({ remove: 'session', key: { sessionHash } }) as const),
    );
    if (!done.ok) return fail('unavailable');
  }
  return ok({ ended: sessions.length });
}
