import { expect, it } from 'vitest';
import { memoryStore } from '../adapters/table/memory.ts';
import { instant } from '../domain/time.ts';
import type { Ports } from '../use-cases/ports.ts';
import { drainOutbox } from './drain.ts';

/** A mail whose template does not exist throws at every try: the poisoned row of this test. */
async function poisoned() {
  let clock = Date.parse('2026-04-03T08:00:00Z');
  const now = () => instant(clock);
  const store = memoryStore({ now });
  let tries = 0;
  const templates = {
    has: () => false,
    render: () => {
      tries += 1;
      throw new Error('no such template');
    },
  };
  const ports = {
    store,
    now,
    templates,
    mailer: { send: async () => ({ ok: true, value: undefined }) },
    log: () => undefined,
  } as unknown as Ports;
  await store.commit([
    {
      put: 'mail',
      record: {
        mailId: 'm1',
        event: 'unknown',
        to: 'a@b.example',
        language: 'pl',
        values: {},
        status: 'queued',
        queuedAt: now(),
        version: 1,
      },
    },
    {
      put: 'outbox',
      record: {
        outboxId: 'o1',
        shard: 0,
        message: { type: 'mail-queued', mailId: 'm1' },
        at: now(),
        tries: 0,
        version: 1,
      },
    },
  ]);
  return {
    ports,
    tries: () => tries,
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
  };
}

it('lets a row that fails rest, longer each time, and never forgets it', async () => {
  const { ports, tries, pass } = await poisoned();
  for (let turn = 0; turn < 50; turn += 1) await drainOutbox(ports);
  expect(tries()).toBe(1);
  pass(600);
  await drainOutbox(ports);
  expect(tries()).toBe(2);
  pass(600);
  await drainOutbox(ports);
  expect(tries()).toBe(2);
  for (let minute = 0; minute < 60; minute += 1) {
    pass(60_000);
    await drainOutbox(ports);
  }
  expect(tries()).toBeGreaterThan(12);
  expect(tries()).toBeLessThan(40);
});
