import type { Actor, Membership, Organisation, Person } from '../../domain/directory/directory.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Session } from '../../domain/store/outbox.ts';
import type { Instant } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';
import { readSession, touchSession } from './sessions.ts';

export interface CurrentActor {
  readonly actor: Actor;
  readonly session: Session;
  /** Every role that the person may choose today. */
  readonly roles: readonly Membership[];
}

/** An actor from the directory's own records, never from the identity token. */
export function actorOf(person: Person, membership: Membership, organisation: Organisation, at: Instant): Actor {
  return {
    personId: person.personId,
    name: person.name,
    organisationId: membership.organisationId,
    organisationKind: organisation.kind,
    regionId: organisation.regionId,
    ...(organisation.networkId === undefined ? {} : { networkId: organisation.networkId }),
    role: membership.role,
    membershipId: membership.membershipId,
    ...(membership.substitutes === undefined ? {} : { substitutes: membership.substitutes }),
    at,
  };
}

/**
 * Who acts in this request, read afresh from the directory each time, so that a changed or ended role takes effect on the next request.
 * Undefined when there is no live session, or no acting role is chosen in it.
 */
export async function currentActor(
  ports: Pick<Ports, 'store' | 'keyedHash'>,
  cookieValue: string,
  now: Instant,
): Promise<Result<CurrentActor | undefined>> {
  const live = await readSession(ports, cookieValue, now);
  const membership = live?.roles.find((role) => role.membershipId === live.session.membershipId);
  if (live === undefined || membership === undefined) return ok(undefined);
  const organisationId: OrganisationId = membership.organisationId;
  const organisation = await ports.store.read('organisation', { organisationId });
  if (organisation === undefined) return ok(undefined);
  await touchSession(ports, live.session, now);
  return ok({
    actor: actorOf(live.person, membership, organisation, now),
    session: live.session,
    roles: live.roles,
  });
}
