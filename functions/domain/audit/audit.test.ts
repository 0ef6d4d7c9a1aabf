import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../cases/case.ts';
import { appendEvent, EMPTY_HEAD, eventHash } from '../cases/events.ts';
import type { CaseId } from '../ids.ts';
import { instant } from '../time.ts';
import {
  definitionChain,
  directoryChain,
  isHeadless,
  privacyChain,
  readsChain,
  regionChain,
  SYSTEM_CHAIN,
} from './chains.ts';
import { EVENT_TITLES } from './event-titles.ts';
import { FAULT_SENTENCES, verifyChain } from './verify.ts';

const at = instant(Date.UTC(2026, 3, 3));

function chainOf(count: number, caseId = 'c1' as CaseId) {
  let head = EMPTY_HEAD;
  const events: CaseEvent[] = [];
  for (let n = 0; n < count; n += 1) {
    const next = appendEvent({ caseId, head }, { type: `step-${n}`, at, by: { who: 'p1', role: 'caseManager' } });
    events.push(next.event);
    head = next.head;
  }
  return { events, head };
}

const { events, head } = chainOf(5);
const anchor = (sequence: number, of = events) => ({ chainId: 'c1', sequence, hash: of[sequence - 1]?.hash ?? '', at });
const without = (index: number) => events.filter((_, each) => each !== index);
const changed = (index: number, more: Partial<CaseEvent>) =>
  events.map((event, each) => (each === index ? { ...event, ...more } : event));
const fault = (list: readonly CaseEvent[], own = head as typeof head | undefined, anchors = [anchor(5)]) =>
  verifyChain('c1', list, own, anchors).broken;

describe('verifying a chain', () => {
  it('finds a whole chain whole, with and without a head and anchors', () => {
    expect(verifyChain('c1', events, head, [anchor(3), anchor(5)])).toEqual({
      chainId: 'c1',
      events: 5,
      anchoredUpTo: 5,
    });
    expect(verifyChain('c1', events, undefined)).toEqual({ chainId: 'c1', events: 5 });
    expect(verifyChain('c1', [], EMPTY_HEAD)).toEqual({ chainId: 'c1', events: 0 });
  });

  it('names the first changed, missing, misplaced or unlinked event', () => {
    expect(fault(changed(2, { type: 'other' }))).toEqual({ sequence: 3, fault: 'changed' });
    expect(fault(changed(1, { by: { who: 'p9', role: 'caseManager' } }))).toEqual({ sequence: 2, fault: 'changed' });
    expect(fault(without(1))).toEqual({ sequence: 2, fault: 'missing' });
    expect(fault([...events.slice(0, 2), events[1] as CaseEvent, ...events.slice(2)])).toEqual({
      sequence: 3,
      fault: 'misplaced',
    });
    expect(fault(changed(3, { caseId: 'c2' as CaseId }))).toEqual({ sequence: 4, fault: 'misplaced' });
    const { hash: _hash, version, ...said } = { ...(events[2] as CaseEvent), previousHash: 'forged' };
    expect(fault(changed(2, { ...said, hash: eventHash(said), version }))).toEqual({ sequence: 3, fault: 'unlinked' });
  });

  it('finds a cut tail by the head, and a forged head', () => {
    expect(fault(events.slice(0, 4), head, [])).toEqual({ sequence: 5, fault: 'missing' });
    expect(fault(events, { ...head, hash: 'x' })).toEqual({ sequence: 5, fault: 'head-differs' });
    expect(fault(events, { sequence: 3, hash: events[2]?.hash ?? '' })).toEqual({ sequence: 3, fault: 'head-differs' });
    expect(fault(events, EMPTY_HEAD)).toEqual({ sequence: 1, fault: 'head-differs' });
    expect(fault([], EMPTY_HEAD, [])).toBeUndefined();
  });

  it('finds a chain rewritten or cut together with its head by what was anchored', () => {
    const other = chainOf(5);
    const rewritten = chainOf(5).events.map((event) => ({ ...event }));
    expect(verifyChain('c1', rewritten, other.head, [anchor(5)]).broken).toBeUndefined();
    let at2 = EMPTY_HEAD;
    const forged = events.map((event) => {
      const next = appendEvent({ caseId: event.caseId, head: at2 }, { ...event, type: `forged-${event.sequence}` });
      at2 = next.head;
      return next.event;
    });
    expect(verifyChain('c1', forged, at2, [anchor(2), anchor(5)]).broken).toEqual({ sequence: 2, fault: 'rewritten' });
    const cut = { sequence: 3, hash: events[2]?.hash ?? '' };
    expect(verifyChain('c1', events.slice(0, 3), cut, [anchor(5)]).broken).toEqual({ sequence: 4, fault: 'missing' });
  });

  it('says each fault in Polish', () => {
    for (const sentence of Object.values(FAULT_SENTENCES)) expect(sentence).toMatch(/^[A-ZŻ].+\.$/);
  });
});

describe('chains without a case', () => {
  it('are named apart from every case', () => {
    for (const name of [
      directoryChain('o'),
      regionChain('r'),
      definitionChain('national'),
      privacyChain('o'),
      readsChain('c'),
      SYSTEM_CHAIN,
    ])
      expect(isHeadless(name)).toBe(true);
    expect(isHeadless('c1')).toBe(false);
  });
});

describe('titles of events', () => {
  it('are Polish sentences without a full stop', () => {
    for (const title of Object.values(EVENT_TITLES)) expect(title).toMatch(/^[A-ZŻŁ][^.]+$/);
  });
});
