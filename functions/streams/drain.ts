import type { OutboxRecord, WakeUp } from '../domain/store/outbox.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Ports } from '../use-cases/ports.ts';
import { wakeUp } from '../use-cases/wake-ups/wake-up.ts';
import { deliver } from './deliver.ts';

const SHARDS = [0, 1, 2, 3];
const PAGE = 100;

/** What one pass did. */
export interface Drained {
  readonly delivered: number;
  readonly failed: number;
}

const ownerOf = ({ message, outboxId }: OutboxRecord): string => ('caseId' in message ? message.caseId : outboxId);

const LONGEST_REST = 300_000;

/** A row that failed rests before the next try: half a second, then twice as long each time, five minutes at most. */
const isResting = ({ tries, triedAt }: OutboxRecord, now: Instant): boolean =>
  triedAt !== undefined && Date.parse(triedAt) + Math.min(LONGEST_REST, 250 * 2 ** tries) > Date.parse(now);

/** Delivers every waiting row of one shard in order; a row that fails keeps the later rows of its own case waiting, nobody else's. */
async function drainShard(ports: Ports, shard: number): Promise<Drained> {
  const held = new Set<string>();
  let delivered = 0;
  let after: string | undefined;
  do {
    const page = await ports.store.list(
      'outbox-of-shard',
      { shard },
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    for (const record of page.items) {
      if (held.has(ownerOf(record))) continue;
      if (isResting(record, ports.now())) held.add(ownerOf(record));
      else if (await deliverOnce(ports, record)) delivered += 1;
      else held.add(ownerOf(record));
    }
    after = page.next;
  } while (after !== undefined);
  return { delivered, failed: held.size };
}

async function deliverOnce(ports: Ports, record: OutboxRecord): Promise<boolean> {
  const { outboxId, shard, message, tries } = record;
  try {
    const done = await deliver(ports, record);
    if (done.ok) {
      await ports.store.commit([{ remove: 'outbox', key: { shard, outboxId } }]);
      return true;
    }
    ports.log('outbox-not-delivered', { outbox: outboxId, type: message.type, code: done.failure.code, tries });
  } catch (error) {
    // A bug in one effect must not stop the others; the row stays and is tried again.
    ports.log('outbox-effect-threw', {
      outbox: outboxId,
      type: message.type,
      error: error instanceof Error ? error.name : 'unknown',
      tries,
    });
  }
  await ports.store.commit([
    { put: 'outbox', record: { ...record, tries: tries + 1, triedAt: ports.now(), version: record.version + 1 } },
  ]);
  return false;
}

/** Delivers everything that waits in the outbox, all shards at once; call again when poked. */
export async function drainOutbox(ports: Ports): Promise<Drained> {
  const passes = await Promise.all(SHARDS.map((shard) => drainShard(ports, shard)));
  return {
    delivered: passes.reduce((sum, { delivered }) => sum + delivered, 0),
    failed: passes.reduce((sum, { failed }) => sum + failed, 0),
  };
}

const HOUR = 3_600_000;
const FIRST_SWEEP_HOURS = 48;
/** Where the hours already swept are remembered, so that a machine that slept for days misses no hour. */
const SWEPT = 'wake-ups-swept';

/** Wakes everything whose moment has come since the last sweep, oldest first; hours of an absence included. */
export async function drainWakeUps(ports: Ports): Promise<Drained> {
  const now = Date.parse(ports.now());
  const counter = await ports.store.read('counter', { counterKey: SWEPT });
  const from = Math.min(counter?.value ?? Math.floor(now / HOUR) - FIRST_SWEEP_HOURS, Math.floor(now / HOUR));
  let delivered = 0;
  let failed = 0;
  for (let hour = from; hour <= Math.floor(now / HOUR); hour += 1) {
    for (const row of await dueInHour(ports, hour)) {
      const done = await wakeUp(ports, 'system', { wakeUpId: row.wakeUpId });
      if (done.ok) delivered += 1;
      else {
        failed += 1;
        ports.log('wake-up-failed', { wakeUp: row.wakeUpId, code: done.failure.code });
      }
    }
  }
  const swept = Math.floor(now / HOUR) - 1; // the hour before may still get rows by a slow index
  if (failed === 0 && swept > (counter?.value ?? 0))
    await ports.store.commit([
      { put: 'counter', record: { counterKey: SWEPT, value: swept, version: (counter?.version ?? 0) + 1 } },
    ]);
  return { delivered, failed };
}

async function dueInHour(ports: Ports, hour: number): Promise<readonly WakeUp[]> {
  const rows: WakeUp[] = [];
  let after: string | undefined;
  do {
    const page = await ports.store.list(
      'wake-ups-due',
      { hour: instant(hour * HOUR).slice(0, 13) },
      { limit: 500, until: ports.now(), ...(after === undefined ? {} : { after }) },
    );
    rows.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return rows;
}
