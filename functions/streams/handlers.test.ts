import { describe, expect, test } from 'vitest';
import { toAttributes } from '../adapters/table/dynamodb-items.ts';
import { itemOf } from '../adapters/table/items.ts';
import { memoryStore } from '../adapters/table/memory.ts';
import type { OutboxRecord } from '../domain/store/outbox.ts';
import type { Instant } from '../domain/time.ts';
import type { Ports } from '../use-cases/ports.ts';
import { streamHandler } from './stream-handler.ts';
import { wakeUpHandler } from './wake-up-handler.ts';

const NOW = '2026-04-03T07:00:00.000Z' as Instant;

const row = (number: number, mailId: string): OutboxRecord => ({
  outboxId: `row-${number}`,
  shard: 0,
  message: { type: 'mail-queued', mailId },
  at: NOW,
  tries: 0,
  version: 1,
});

/** As the table's stream brings a row, made by the same function that writes it. */
const brought = (record: OutboxRecord) => {
  const item = itemOf('outbox', record);
  if (!item.ok) throw new Error('too large');
  return {
    dynamodb: { SequenceNumber: record.outboxId, NewImage: toAttributes(item.value) as Record<string, { S?: string }> },
  };
};

async function world() {
  const store = memoryStore({ now: () => NOW });
  const sent: string[] = [];
  const said: string[] = [];
  let away = false;
  const ports = {
    store,
    now: () => NOW,
    log: (event: string) => said.push(event),
    templates: { has: () => true, render: () => 'Subject: x\n\ny\n---html---\nz' },
    mailer: {
      send: async ({ mailId }: { mailId: string }) => {
        if (away) return { ok: false, failure: { code: 'unavailable' } };
        sent.push(mailId);
        return { ok: true, value: undefined };
      },
    },
  } as unknown as Ports;
  for (const mailId of ['m1', 'm2', 'm3']) {
    const mail = {
      mailId,
      event: 'task-opened',
      to: 'a@example.org',
      language: 'pl',
      values: {},
      status: 'queued',
      queuedAt: NOW,
      version: 1,
    } as const;
    await store.commit([
      { put: 'mail', record: mail },
      { put: 'outbox', record: row(Number(mailId.slice(1)), mailId) },
    ]);
  }
  const leftRows = async () => (await store.list('outbox-of-shard', { shard: 0 })).items.map((one) => one.outboxId);
  return {
    ports,
    store,
    sent,
    said,
    leftRows,
    goAway: (is: boolean) => {
      away = is;
    },
  };
}

describe('the stream', () => {
  test('delivers rows in order and removes each', async () => {
    const { ports, sent, leftRows } = await world();
    const Records = [brought(row(1, 'm1')), { dynamodb: {} }, brought(row(2, 'm2')), brought(row(3, 'm3'))];
    expect(await streamHandler(ports)({ Records })).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual(['m1', 'm2', 'm3']);
    expect(await leftRows()).toEqual([]);
  });

  test('names the first row that fails and lets nobody overtake it; coming again does the rest once', async () => {
    const { ports, sent, leftRows, goAway, said } = await world();
    const Records = [brought(row(1, 'm1')), brought(row(2, 'm2'))];
    goAway(true);
    expect(await streamHandler(ports)({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'row-1' }] });
    expect([sent, await leftRows()]).toEqual([[], ['row-1', 'row-2', 'row-3']]);
    expect(said).toEqual(['outbox-not-delivered']);
    goAway(false);
    await streamHandler(ports)({ Records });
    await streamHandler(ports)({ Records });
    expect(sent).toEqual(['m1', 'm2']);
    expect(await leftRows()).toEqual(['row-3']);
  });
});

test('a wake-up that cannot be done now throws, so that its schedule tries again; one that is gone is done', async () => {
  const { ports, store, said } = await world();
  await expect(wakeUpHandler(ports)({ wakeUpId: 'gone' })).resolves.toBeUndefined();
  await store.commit([
    { put: 'wake-up', record: { wakeUpId: 'w', owner: 'nobody', kind: 'due', step: 1, at: NOW, version: 1 } },
  ]);
  store.faults.refuseNext('unavailable', 5);
  await expect(wakeUpHandler(ports)({ wakeUpId: 'w' })).rejects.toThrow('unavailable');
  expect(said).toEqual(['wake-up-failed']);
});
