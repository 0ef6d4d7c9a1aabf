import { appendEvent, EMPTY_HEAD, type EventInput } from '../../domain/cases/events.ts';
import type { CaseId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import type { Ports } from '../ports.ts';

const TRIES = 8;

/**
 * Commits changes together with the next events of a chain that has no record of its own (`domain/audit/chains.ts`). When another writer
 * took the sequence number first, the events are linked again and the commit is repeated; any other refusal is the caller's.
 */
export async function commitWithTrail(
  ports: Pick<Ports, 'store'>,
  chainId: CaseId,
  inputs: readonly EventInput[],
  changes: readonly Change[] = [],
): Promise<Result<void>> {
  let last = await newestOf(ports, chainId);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    let head = last === undefined ? EMPTY_HEAD : { sequence: last.sequence, hash: last.hash };
    const events = inputs.map((input): Change => {
      const next = appendEvent({ caseId: chainId, head }, input);
      head = next.head;
      return { put: 'case-event', record: next.event };
    });
    const saved = await ports.store.commit([...changes, ...events]);
    if (saved.ok || (saved.failure.code !== 'conflict' && saved.failure.code !== 'already-done')) return saved;
    const newest = await newestOf(ports, chainId);
    if (newest?.sequence === last?.sequence) return saved;
    last = newest;
  }
  return fail('unavailable');
}

async function newestOf(ports: Pick<Ports, 'store'>, chainId: CaseId) {
  const page = await ports.store.list('events-of-case', { caseId: chainId }, { limit: 1, reverse: true });
  return page.items[0];
}
