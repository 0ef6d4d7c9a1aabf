import type { Case, CaseEvent } from '../cases/case.ts';
import { eventHash } from '../cases/events.ts';
import type { Instant } from '../time.ts';

/** The head of a chain as it was written down outside the table. */
export interface AnchoredHead {
  readonly chainId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly at: Instant;
}

/** What is wrong with a chain, at its first broken link. */
export type ChainFault =
  | 'changed' // an event no longer says what its hash was taken over
  | 'missing' // a sequence number is not there
  | 'misplaced' // an event stands in another's place, or twice
  | 'unlinked' // an event does not follow the one before it
  | 'head-differs' // the case's own head names another end than the events have
  | 'rewritten'; // the whole is consistent, but not what was anchored

export interface ChainVerdict {
  readonly chainId: string;
  readonly events: number;
  /** First broken link: its sequence number and what is wrong; absent when the chain is whole. */
  readonly broken?: { readonly sequence: number; readonly fault: ChainFault };
  /** The newest anchor that the chain was held against. */
  readonly anchoredUpTo?: number;
}

type Broken = ChainVerdict['broken'];

function brokenLink(chainId: string, events: readonly CaseEvent[]): Broken {
  let previousHash = '';
  for (const [index, event] of events.entries()) {
    const expected = index + 1;
    if (event.caseId !== chainId || event.sequence < expected) return { sequence: expected, fault: 'misplaced' };
    if (event.sequence > expected) return { sequence: expected, fault: 'missing' };
    const { hash, version: _version, ...said } = event;
    if (eventHash(said) !== hash) return { sequence: expected, fault: 'changed' };
    if (event.previousHash !== previousHash) return { sequence: expected, fault: 'unlinked' };
    previousHash = hash;
  }
  return undefined;
}

function againstHead(events: readonly CaseEvent[], head: Case['head'] | undefined): Broken {
  if (head === undefined) return undefined;
  const last = events.at(-1);
  if (head.sequence > events.length) return { sequence: events.length + 1, fault: 'missing' };
  const isEnd = head.sequence === events.length && head.hash === (last?.hash ?? '');
  return isEnd ? undefined : { sequence: Math.max(1, head.sequence), fault: 'head-differs' };
}

function againstAnchors(events: readonly CaseEvent[], anchors: readonly AnchoredHead[]): Broken {
  for (const anchor of [...anchors].sort((left, right) => left.sequence - right.sequence)) {
    const event = events[anchor.sequence - 1];
    if (event === undefined) return { sequence: events.length + 1, fault: 'missing' };
    if (event.hash !== anchor.hash) return { sequence: anchor.sequence, fault: 'rewritten' };
  }
  return undefined;
}

/**
 * Verifies one chain: its links, then the case's own head (absent for chains that have no record), then every head that was anchored
 * outside the table, which a rewriter of the table can't reach.
 */
export function verifyChain(
  chainId: string,
  events: readonly CaseEvent[],
  head: Case['head'] | undefined,
  anchors: readonly AnchoredHead[] = [],
): ChainVerdict {
  const broken = brokenLink(chainId, events) ?? againstHead(events, head) ?? againstAnchors(events, anchors);
  const anchoredUpTo = anchors.reduce((most, anchor) => Math.max(most, anchor.sequence), 0);
  return {
    chainId,
    events: events.length,
    ...(broken === undefined ? {} : { broken }),
    ...(anchoredUpTo === 0 ? {} : { anchoredUpTo }),
  };
}

/** What a fault means, in one Polish sentence. */
export const FAULT_SENTENCES: Readonly<Record<ChainFault, string>> = {
  changed: 'Treść wpisu została zmieniona po zapisaniu.',
  missing: 'Brakuje wpisu.',
  misplaced: 'W tym miejscu stoi wpis z innego miejsca.',
  unlinked: 'Wpis nie wynika z poprzedniego.',
  'head-differs': 'Sprawa wskazuje inny ostatni wpis, niż jest w rejestrze.',
  rewritten: 'Rejestr jest spójny, ale inny niż zakotwiczony poza bazą.',
};
