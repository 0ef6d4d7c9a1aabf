import type { Case, CaseEvent } from '../../domain/cases/case.ts';
import { appendEvent } from '../../domain/cases/events.ts';
import { type Failure, fail, ok, type Result } from '../../domain/result.ts';
import type { OutboxMessage, OutboxRecord } from '../../domain/store/outbox.ts';
import type { Change, Store } from '../../domain/store/store.ts';
import type { Instant } from '../../domain/time.ts';

/** Everything one act changes around a case, gathered and then committed once: the case, its events, other records, messages. */
export interface CaseChanges {
  readonly at: Instant;
  /** The case as it will be stored. */
  current(): Case;
  set(change: Partial<Case>): void;
  /** Removes optional fields. */
  unset(...fields: ('paused' | 'closedAt')[]): void;
  event(type: string, by: CaseEvent['by'], data?: CaseEvent['data']): void;
  put(...changes: readonly Change[]): void;
  tell(message: OutboxMessage): void;
  all(): readonly Change[];
}

const SHARDS = 4;

/** The outbox shard of a case (or of anything with an id): order holds inside a shard. */
export const shardOf = (id: string): number =>
  Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7) % SHARDS;

/** Begins the changes of one act on a case as it was read; `version: 0` for a case that does not exist yet. */
export function changeCase(found: Case, at: Instant): CaseChanges {
  const version = found.version + 1;
  let current: Case = { ...found, version };
  const changes: Change[] = [];
  const messages: OutboxMessage[] = [];
  const outboxRow = (message: OutboxMessage, index: number): OutboxRecord => ({
    // Sorts in order of the case's commits, also within one millisecond.
    outboxId: `${found.caseId}.${String(version).padStart(8, '0')}.${String(index).padStart(3, '0')}`,
    shard: shardOf(found.caseId),
    message,
    at,
    tries: 0,
    version: 1,
  });
  return {
    at,
    current: () => current,
    set: (change) => {
      current = { ...current, ...change };
    },
    unset: (...fields) => {
      current = Object.fromEntries(
        Object.entries(current).filter(([key]) => !fields.includes(key as 'paused')),
      ) as unknown as Case;
    },
    event: (type, by, data) => {
      const { event, head } = appendEvent(current, { type, at, by, ...(data === undefined ? {} : { data }) });
      current = { ...current, head };
      changes.push({ put: 'case-event', record: event });
    },
    put: (...more) => {
      changes.push(...more);
    },
    tell: (message) => {
      messages.push(message);
    },
    all: () => [
      { put: 'case', record: current },
      ...changes,
      ...messages.map((message, index) => ({ put: 'outbox' as const, record: outboxRow(message, index) })),
    ],
  };
}

/** A message without a case of its own (a mail, a campaign): any shard, unique by `id`. */
export const outboxRow = (id: string, message: OutboxMessage, at: Instant): OutboxRecord => ({
  outboxId: id,
  shard: shardOf(id),
  message,
  at,
  tries: 0,
  version: 1,
});

/** A failure of the store that says only that somebody was faster: the act may be decided again on what is stored now. */
const isRace = (failure: Failure): boolean => failure.code === 'conflict' && failure.reason === undefined;
const TRIES = 40;

/** Decides and commits again while another act on the same records was faster; then `conflict`. */
export async function decideAgain<T>(decide: () => Promise<Result<T>>): Promise<Result<T>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const result = await decide();
    if (result.ok || !isRace(result.failure)) return result;
  }
  return fail('conflict', { reason: 'too-busy' });
}

/** Commits and gives the value; a failed optimistic lock stays a bare `conflict` for `decideAgain`. */
export async function commitAll<T>(
  store: Pick<Store, 'commit'>,
  changes: readonly Change[],
  value: T,
): Promise<Result<T>> {
  const done = await store.commit(changes);
  return done.ok ? ok(value) : done;
}
