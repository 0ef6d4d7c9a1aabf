import type { CaseEvent } from '../domain/cases/case.ts';
import type { Actor } from '../domain/directory/directory.ts';
import type { Link } from '../domain/links/link.ts';
import type { SignOff } from '../domain/sign-offs/sign-off.ts';
import type { Instant } from '../domain/time.ts';

/** A person behind a live link: the participant, or whoever holds the paper with the code. */
export interface LinkActor {
  readonly kind: 'link';
  readonly link: Link;
  readonly at: Instant;
}

/** Who acts in a use case: a signed-in person, the holder of a link, or the clock and the workflows. */
export type Acting = Actor | LinkActor | 'system';

/** What a signature is made of; `evidence` by method: SVG path, file id of the scan, or who witnessed it. */
export interface SignatureInput {
  readonly name: string;
  readonly method: SignOff['method'];
  readonly evidence?: string;
}

/** Tells a link holder from a member of staff. */
export const isLinkActor = (actor: Acting | 'public'): actor is LinkActor =>
  typeof actor === 'object' && 'kind' in actor && actor.kind === 'link';

/** Tells a member of staff from a link holder and the system. */
export const isStaff = (actor: Acting | 'public'): actor is Actor => typeof actor === 'object' && 'personId' in actor;

/** How the case's record names who acts: person id and role, both names under a substitution, or `participant` or `system`. */
export function byOf(actor: Acting): CaseEvent['by'] {
  if (actor === 'system') return { who: 'system', role: 'system' };
  if (isLinkActor(actor)) return { who: 'participant', role: 'participant' };
  const { personId, role, substitutes } = actor;
  return substitutes === undefined ? { who: personId, role } : { who: personId, role, substitutes };
}
