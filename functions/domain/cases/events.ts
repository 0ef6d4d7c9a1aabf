import { createHash } from 'node:crypto';
import type { Instant } from '../time.ts';
import type { Case, CaseEvent } from './case.ts';

/** What an event says, before it takes its place in the chain; ids and codes only. */
export interface EventInput {
  readonly type: string;
  readonly at: Instant;
  readonly by: CaseEvent['by'];
  readonly data?: CaseEvent['data'];
}

/** The head of a case that has no events yet. */
export const EMPTY_HEAD: Case['head'] = { sequence: 0, hash: '' };

const ordered = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));

/** SHA-256, base64url, over all that an event says and the hash before it; keys in a fixed order. */
export function eventHash(event: Omit<CaseEvent, 'hash' | 'version'>): string {
  const text = JSON.stringify([
    event.caseId,
    event.sequence,
    event.type,
    event.at,
    [event.by.who, event.by.role, event.by.substitutes ?? null],
    ordered(event.data),
    event.previousHash,
  ]);
  return createHash('sha256').update(text).digest('base64url');
}

/** The next link of a case's chain; the new head goes into the case in the same commit. */
export function appendEvent(
  found: Pick<Case, 'caseId' | 'head'>,
  { type, at, by, data = {} }: EventInput,
): { readonly event: CaseEvent; readonly head: Case['head'] } {
  const unhashed = {
    caseId: found.caseId,
    sequence: found.head.sequence + 1,
    type,
    at,
    by,
    data,
    previousHash: found.head.hash,
  };
  const hash = eventHash(unhashed);
  return { event: { ...unhashed, hash, version: 1 }, head: { sequence: unhashed.sequence, hash } };
}

/** The first event at which a chain is broken: changed, missing, added or out of order; nothing when it is whole up to the head. */
export function brokenAt(events: readonly CaseEvent[], head: Case['head']): number | undefined {
  let hash = '';
  for (const [index, event] of events.entries()) {
    const { hash: claimed, version: _, ...said } = event;
    if (event.sequence !== index + 1 || event.previousHash !== hash || eventHash(said) !== claimed) return index + 1;
    hash = claimed;
  }
  return head.sequence === events.length && head.hash === hash ? undefined : events.length + 1;
}
