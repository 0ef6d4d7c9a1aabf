import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { advance } from '../core/advance.ts';
import type { Execution, Snapshot, Transition, Trigger, World } from '../core/model.ts';
import { programOf } from '../runtime/programs.ts';
import { createMemoryStore } from './memory.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const directory = mkdtempSync(join(tmpdir(), 'store-contract-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let files = 0;
const fresh = (): string => join(directory, `${files++}.sqlite`);

const program = programOf(
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
        TimeoutSeconds: 10,
        End: true,
      },
    },
  }),
);
const world = (now: number): World => ({
  now: () => now,
  random: () => 0,
  uuid: () => 'u',
  token: () => `token-${now}`,
  region: 'eu-central-1',
  account: '0',
});
const executionAt = (name: string, startedAt: number): Execution => ({
  arn: `arn:${name}`,
  name,
  machineArn: 'arn:m',
  machineName: 'm',
  machineType: 'STANDARD',
  revision: 'r',
  roleArn: 'arn:x',
  input: '{}',
  startedAt,
  status: 'RUNNING',
  redriveCount: 0,
  lastEventId: 0,
  lastEventAt: startedAt,
  nextFrame: 0,
  version: 0,
});
const lease = { owner: 'me', until: 1_000 };
const started = (name: string, now = 1_000): Promise<Transition> =>
  advance(
    program,
    { execution: executionAt(name, now), frames: new Map(), tasks: new Map() },
    { kind: 'start' },
    world(now),
  );
const moved = (snapshot: Snapshot | undefined, trigger: Trigger, now: number): Promise<Transition> => {
  if (snapshot === undefined) throw new Error('not stored');
  return advance(program, snapshot, trigger, world(now));
};

describe.each([
  ['memory', () => createMemoryStore()],
  ['sqlite', () => createSqliteStore(fresh())],
])('the %s store', (_kind, open: () => Store) => {
  test('gives back what was stored', async () => {
    const store = open();
    const transition = await started('a');
    expect(await store.commit(transition, lease)).toBe(true);
    expect(store.load('arn:a')).toEqual(transition.snapshot);
    expect(store.history('arn:a', { reverse: false, limit: 100 })).toEqual(transition.events);
    expect(store.history('arn:a', { reverse: true, from: 3, limit: 1 }).map(({ id }) => id)).toEqual([2]);
    store.close();
  });

  test('refuses a second transition from the same version, and keeps nothing of it', async () => {
    const store = open();
    const transition = await started('a');
    await store.commit(transition, lease);
    expect(await store.commit(transition, lease)).toBe(false);
    const stop = await moved(store.load('arn:a'), { kind: 'stop', failure: {} }, 2_000);
    const due = await moved(store.load('arn:a'), { kind: 'due' }, 20_000);
    expect(await Promise.all([store.commit(stop, lease), store.commit(due, lease)])).toEqual([true, false]);
    expect(store.execution('arn:a')?.status).toBe('ABORTED');
    expect(store.history('arn:a', { reverse: true, limit: 1 })[0]?.type).toBe('ExecutionAborted');
    store.close();
  });

  test('knows open, closed and unknown tokens', async () => {
    const store = open();
    const transition = await started('a');
    await store.commit(transition, lease);
    const hash = transition.tasksWritten[0]?.tokenHash ?? '';
    expect(store.token(hash)).toMatchObject({ execution: 'arn:a', open: true });
    await store.commit(await moved(store.load('arn:a'), { kind: 'due' }, 20_000), lease);
    expect(store.token(hash)).toMatchObject({ open: false });
    expect(store.token('unknown')).toBeUndefined();
    store.close();
  });

  test('finds what is due, earliest first, and nothing once it is over', async () => {
    const store = open();
    for (const [name, now] of [
      ['late', 5_000],
      ['early', 1_000],
    ] as const)
      await store.commit(await started(name, now), lease);
    expect(store.nextDue()).toBe(11_000);
    expect(store.dueExecutions(14_999, 10)).toEqual(['arn:early']);
    expect(store.dueExecutions(15_000, 10)).toEqual(['arn:early', 'arn:late']);
    for (const arn of ['arn:early', 'arn:late'])
      await store.commit(await moved(store.load(arn), { kind: 'stop', failure: {} }, 6_000), lease);
    expect(store.nextDue()).toBeUndefined();
    store.close();
  });

  test('lets one process take a pending task over, once', async () => {
    const store = open();
    await store.commit(await started('a'), lease);
    const [pending] = store.pendingTasks();
    expect(pending?.lease).toEqual(lease);
    const key = pending?.task.key ?? '';
    const mine = { owner: 'other', until: 9_000 };
    expect(await store.claim(key, lease, mine)).toBe(true);
    expect(await store.claim(key, lease, { owner: 'third', until: 9_000 })).toBe(false);
    await store.renew('other', 12_000);
    expect(store.pendingTasks()[0]?.lease).toEqual({ owner: 'other', until: 12_000 });
    await store.commit(await moved(store.load('arn:a'), { kind: 'submitted', key, output: '{}' }, 2_000), lease);
    expect(store.pendingTasks()).toEqual([]);
    expect(store.openTasks()).toHaveLength(1);
    store.close();
  });

  test('pages executions newest first and filters them', async () => {
    const store = open();
    for (const name of ['a', 'b', 'c']) await store.commit(await started(name, 1_000), lease);
    await store.commit(await started('z', 2_000), lease);
    await store.commit(await moved(store.load('arn:b'), { kind: 'stop', failure: {} }, 3_000), lease);
    const first = store.executions({ machineArn: 'arn:m', limit: 2 });
    expect(first.map(({ name }) => name)).toEqual(['z', 'c']);
    const last = first.at(-1);
    if (last === undefined) throw new Error('no page');
    expect(store.executions({ machineArn: 'arn:m', after: last, limit: 9 }).map(({ name }) => name)).toEqual([
      'b',
      'a',
    ]);
    expect(store.executions({ status: 'ABORTED', limit: 9 }).map(({ name }) => name)).toEqual(['b']);
    expect(store.executions({ machineArn: 'arn:other', limit: 9 })).toEqual([]);
    store.close();
  });

  test('keeps documents by kind and prefix', async () => {
    const store = open();
    await store.putDocuments([
      { kind: 'machine', key: 'm:1', value: { n: 1 } },
      { kind: 'machine', key: 'm:2', value: { n: 2 } },
      { kind: 'alias', key: 'm:1', value: { n: 3 } },
    ]);
    expect(store.documents('machine', 'm:')).toEqual([{ n: 1 }, { n: 2 }]);
    await store.putDocuments([{ kind: 'machine', key: 'm:1', value: null }]);
    expect([store.document('machine', 'm:1'), store.document('alias', 'm:1')]).toEqual([undefined, { n: 3 }]);
    store.close();
  });

  test('forgets runs that ended long ago, and their tokens', async () => {
    const store = open();
    const transition = await started('a');
    await store.commit(transition, lease);
    await store.commit(await moved(store.load('arn:a'), { kind: 'stop', failure: {} }, 3_000), lease);
    expect(await store.purge(3_000)).toBe(0);
    expect(await store.purge(3_001)).toBe(1);
    expect([store.execution('arn:a'), store.token(transition.tasksWritten[0]?.tokenHash ?? '')]).toEqual([
      undefined,
      undefined,
    ]);
    store.close();
  });
});

describe('the sqlite file', () => {
  test('is in WAL mode and synced at every commit', async () => {
    const file = fresh();
    const store = createSqliteStore(file);
    const { journal_mode: journal } = new DatabaseSync(file).prepare('PRAGMA journal_mode').get() as {
      journal_mode: string;
    };
    expect(journal).toBe('wal');
    expect(store.synchronous()).toBe(2);
    store.close();
  });

  test('is refused when another version of the engine wrote it', () => {
    const file = fresh();
    createSqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => createSqliteStore(file)).toThrow(/another version/);
  });

  test('serves two processes: the later commit of one version loses', async () => {
    const file = fresh();
    const [one, two] = [createSqliteStore(file), createSqliteStore(file)];
    await one.commit(await started('a'), lease);
    const seenByTwo = two.load('arn:a');
    await one.commit(await moved(one.load('arn:a'), { kind: 'stop', failure: { error: 'first' } }, 2_000), lease);
    expect(await two.commit(await moved(seenByTwo, { kind: 'stop', failure: { error: 'second' } }, 2_000), lease)).toBe(
      false,
    );
    expect(two.execution('arn:a')?.failure).toEqual({ error: 'first' });
    one.close();
    two.close();
  });

  test('one write that fails does not take the others of its turn with it', async () => {
    const store = createSqliteStore(fresh());
    const good = await started('good');
    const bad = await started('bad');
    const twice = { ...bad, events: [...bad.events, ...bad.events] };
    const [kept, refused] = await Promise.allSettled([store.commit(good, lease), store.commit(twice, lease)]);
    expect(kept).toEqual({ status: 'fulfilled', value: true });
    expect(refused?.status).toBe('rejected');
    expect(store.execution('arn:bad')).toBeUndefined();
    store.close();
  });
});
