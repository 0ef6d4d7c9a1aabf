import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../core/model.ts';
import type { RevisionRow } from '../protocol/api.ts';
import { operations } from '../protocol/operations.ts';
import { type RunningEngine, type StartOptions, startEngine } from '../start-engine.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';

const engines: RunningEngine[] = [];
const directories: string[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});
const boot = async (options: Partial<StartOptions>): Promise<RunningEngine> => {
  const engine = await startEngine({
    key: 'k',
    log: () => undefined,
    call: async () => ({ kind: 'succeeded', output: '{}' }),
    ...options,
  });
  engines.push(engine);
  return engine;
};
const perform = (engine: RunningEngine, name: string, input: JsonObject): Promise<JsonObject> =>
  (operations[name]?.(engine.api, input) as Promise<JsonObject> | undefined) ?? Promise.reject(new Error(name));
const create = async (
  engine: RunningEngine,
  name: string,
  states: JsonObject,
  more: JsonObject = {},
): Promise<string> => {
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0] ?? '',
    States: states,
    ...more,
  });
  return String(
    (await perform(engine, 'CreateStateMachine', { name, definition, roleArn: 'arn:aws:iam::0:role/x' }))
      .stateMachineArn,
  );
};
const start = async (engine: RunningEngine, stateMachineArn: string, name: string): Promise<string> =>
  String((await perform(engine, 'StartExecution', { stateMachineArn, name })).executionArn);

const call: JsonObject = { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:f', End: true };
const ask: JsonObject = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
  End: true,
};

describe('an unavailable store', () => {
  test('is waited for, and nothing is lost or done twice', async () => {
    const inner = createMemoryStore();
    let down = false;
    const store: Store = {
      ...inner,
      commit: (transition, lease) => (down ? Promise.reject(new Error('disk full')) : inner.commit(transition, lease)),
    };
    const keys: string[] = [];
    const engine = await boot({
      store,
      retryDelay: () => 5,
      call: async (task) => {
        keys.push(task.key);
        down = true;
        return { kind: 'succeeded', output: '"done"' };
      },
    });
    const arn = await start(engine, await create(engine, 'm', { Call: call }), 'run');
    await pause(60);
    expect(inner.execution(arn)?.status).toBe('RUNNING');
    down = false;
    expect((await engine.engine.ended(arn)).output).toBe('"done"');
    expect(keys).toHaveLength(1);
  });
});

test('nothing is dispatched before it is stored', async () => {
  const inner = createMemoryStore();
  let stored = false;
  const order: string[] = [];
  const store: Store = {
    ...inner,
    commit: async (transition, lease) => {
      await pause(20);
      stored = true;
      order.push('stored');
      return inner.commit(transition, lease);
    },
  };
  const engine = await boot({
    store,
    call: async () => {
      order.push(stored ? 'called' : 'called too early');
      return { kind: 'succeeded', output: '{}' };
    },
  });
  await engine.engine.ended(await start(engine, await create(engine, 'm', { Call: call }), 'run'));
  expect(order).toEqual(['stored', 'called', 'stored']);
});

test("States.ALL does not catch the engine's own data limit, its name does", async () => {
  const engine = await boot({ call: async () => ({ kind: 'succeeded', output: JSON.stringify('x'.repeat(200_000)) }) });
  const doubling = (error: string): JsonObject => ({
    Call: {
      ...call,
      Output: '{% $states.result & $states.result %}',
      Catch: [{ ErrorEquals: [error], Next: 'Caught' }],
    },
    Caught: { Type: 'Pass', Output: 'caught', End: true },
  });
  const byAll = await start(engine, await create(engine, 'all', doubling('States.ALL')), 'run');
  expect(await engine.engine.ended(byAll)).toMatchObject({
    status: 'FAILED',
    failure: { error: 'States.DataLimitExceeded' },
  });
  const byName = await start(engine, await create(engine, 'name', doubling('States.DataLimitExceeded')), 'run');
  expect(await engine.engine.ended(byName)).toMatchObject({ status: 'SUCCEEDED', output: '"caught"' });
});

describe('a poisoned execution', () => {
  test('fails alone, the others go on', async () => {
    const store = createMemoryStore();
    const engine = await boot({ store });
    const good = await create(engine, 'good', { Call: call });
    const bad = await create(engine, 'bad', { Call: call });
    // As if another version of the engine, or a broken disk, had written it.
    const machine = store.document<{ revision: string }>('machine', bad);
    const revision = store.document<RevisionRow>('revision', machine?.revision ?? '');
    await store.putDocuments([
      {
        kind: 'revision',
        key: machine?.revision ?? '',
        value: { ...revision, definition: '{"StartAt":"Gone","States":{}}' },
      },
    ]);
    const [poisoned, healthy] = await Promise.all([start(engine, bad, 'x'), start(engine, good, 'y')]);
    expect((await engine.engine.ended(healthy)).status).toBe('SUCCEEDED');
    expect(await engine.engine.ended(poisoned)).toMatchObject({
      status: 'FAILED',
      failure: { error: 'States.Runtime' },
    });
  });

  test('that the store itself refuses is left alone, and the timers of the others still fire', async () => {
    const inner = createMemoryStore();
    const store: Store = {
      ...inner,
      commit: (transition, lease) =>
        transition.before > 0 && transition.snapshot.execution.name === 'refused'
          ? Promise.reject(Object.assign(new Error('constraint'), { errcode: 1555 }))
          : inner.commit(transition, lease),
    };
    const logged: unknown[] = [];
    const engine = await boot({ store, virtualFrom: Date.UTC(2026, 0, 1), log: (line) => logged.push(line.event) });
    const machine = await create(engine, 'm', { Wait: { Type: 'Wait', Seconds: 5, End: true } });
    const refused = await start(engine, machine, 'refused');
    const good = await start(engine, machine, 'good');
    await engine.advanceTo(Date.UTC(2026, 0, 1, 0, 1));
    const later = await start(engine, machine, 'later');
    await engine.advanceTo(Date.UTC(2026, 0, 1, 0, 2));
    expect([refused, good, later].map((arn) => inner.execution(arn)?.status)).toEqual([
      'RUNNING',
      'SUCCEEDED',
      'SUCCEEDED',
    ]);
    expect(logged).toContain('execution-quarantined');
  });

  test.each([
    ['never ends', '{% ($f := function($n) { $f($n + 1) }; $f(0)) %}'],
    ['nests without end', '{% ($f := function($n) { 1 + $f($n + 1) }; $f(0)) %}'],
    ['backtracks without end', "{% $contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/) %}"],
    ['makes ten million items', '{% $count([1..9999999]) %}'],
  ])('an expression that %s ends as an evaluation error', async (_what, expression) => {
    const engine = await boot({});
    const arn = await start(
      engine,
      await create(engine, 'm', { Only: { Type: 'Pass', Output: expression, End: true } }),
      'run',
    );
    expect(await engine.engine.ended(arn)).toMatchObject({
      status: 'FAILED',
      failure: { error: 'States.QueryEvaluationError' },
    });
  });

  test('an endless loop ends at 25,000 events', async () => {
    const engine = await boot({});
    const arn = await start(
      engine,
      await create(engine, 'm', {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'C' }], Default: 'A' },
        C: { Type: 'Succeed' },
      }),
      'run',
    );
    const ended = await engine.engine.ended(arn);
    expect([ended.status, ended.failure?.cause, ended.lastEventId]).toEqual([
      'FAILED',
      'The execution reached the maximum number of history events (25000).',
      25_000,
    ]);
    const [last] = engine.api.store.history(arn, { reverse: true, limit: 1 });
    expect([last?.id, last?.type]).toEqual([25_000, 'ExecutionFailed']);
  });
});

describe('time', () => {
  test('a clock that runs backwards does not take the history with it', async () => {
    const engine = await boot({
      virtualFrom: Date.UTC(2026, 5, 1),
      call: async () => ({ kind: 'submitted', output: '{}' }),
    });
    const arn = await start(engine, await create(engine, 'm', { Ask: ask }), 'run');
    await engine.engine.idle();
    const clock = engine.api.clock as { now: () => number };
    clock.now = () => Date.UTC(2020, 0, 1);
    await perform(engine, 'StopExecution', { executionArn: arn });
    const times = engine.api.store.history(arn, { reverse: false, limit: 100 }).map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('an overdue timer fires once, however late the engine comes back', async () => {
    const store = createMemoryStore();
    const first = await boot({ store, virtualFrom: Date.UTC(2026, 0, 1) });
    const arn = await start(
      first,
      await create(first, 'm', { Wait: { Type: 'Wait', Seconds: 60, Next: 'Call' }, Call: call }),
      'run',
    );
    await first.stop();
    const second = await boot({ store, virtualFrom: Date.UTC(2026, 3, 1) });
    expect((await second.engine.ended(arn)).status).toBe('SUCCEEDED');
    const types = store.history(arn, { reverse: false, limit: 100 }).map(({ type }) => type);
    expect(types.filter((type) => type === 'WaitStateExited')).toHaveLength(1);
  });

  test('a machine that takes longer than its TimeoutSeconds is timed out with everything it waits for', async () => {
    let token = '';
    const engine = await boot({
      virtualFrom: Date.UTC(2026, 0, 1),
      call: async (task) => {
        token = (JSON.parse(task.request) as { Payload: string }).Payload;
        return { kind: 'submitted', output: '{}' };
      },
    });
    const arn = await start(engine, await create(engine, 'm', { Ask: ask }, { TimeoutSeconds: 30 }), 'run');
    await engine.advanceTo(Date.UTC(2026, 0, 1, 0, 1));
    expect(engine.api.store.execution(arn)).toMatchObject({
      status: 'TIMED_OUT',
      failure: { error: 'States.Timeout' },
    });
    await expect(perform(engine, 'SendTaskSuccess', { taskToken: token, output: '1' })).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('a retry gives a new token and ends the old one', async () => {
    const tokens: string[] = [];
    const engine = await boot({
      virtualFrom: Date.UTC(2026, 0, 1),
      call: async (task) => {
        tokens.push((JSON.parse(task.request) as { Payload: string }).Payload);
        return { kind: 'submitted', output: '{}' };
      },
    });
    const retried = { ...ask, TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5 }] };
    const arn = await start(engine, await create(engine, 'm', { Ask: retried }), 'run');
    await engine.advanceTo(Date.UTC(2026, 0, 1, 0, 0, 16));
    expect(new Set(tokens).size).toBe(2);
    await expect(perform(engine, 'SendTaskSuccess', { taskToken: tokens[0] ?? '', output: '1' })).rejects.toMatchObject(
      { name: 'TaskTimedOut' },
    );
    await perform(engine, 'SendTaskSuccess', { taskToken: tokens[1] ?? '', output: '2' });
    expect(engine.api.store.execution(arn)?.output).toBe('2');
  });
});

describe('parallel branches', () => {
  test('the first failure aborts the siblings, whose late answers come too late', async () => {
    let token = '';
    const engine = await boot({
      virtualFrom: Date.UTC(2026, 0, 1),
      call: async (task) => {
        if (task.state === 'Call') return { kind: 'failed', failure: { error: 'Broken' } };
        token = (JSON.parse(task.request) as { Payload: string }).Payload;
        return { kind: 'submitted', output: '{}' };
      },
    });
    const both = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Ask', States: { Ask: ask } },
        { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 5, Next: 'Call' }, Call: call } },
      ],
      Catch: [{ ErrorEquals: ['Broken'], Next: 'Sorry' }],
      End: true,
    };
    const arn = await start(
      engine,
      await create(engine, 'm', { Both: both, Sorry: { Type: 'Pass', Output: 'sorry', End: true } }),
      'run',
    );
    await engine.advanceTo(Date.UTC(2026, 0, 1, 0, 1));
    expect(engine.api.store.execution(arn)?.output).toBe('"sorry"');
    const types = engine.api.store.history(arn, { reverse: false, limit: 100 }).map(({ type }) => type);
    expect(types.slice(types.indexOf('TaskFailed') < 0 ? types.indexOf('LambdaFunctionFailed') : 0)).toEqual([
      'LambdaFunctionFailed',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ParallelStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    await expect(perform(engine, 'SendTaskSuccess', { taskToken: token, output: '1' })).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('a tolerated failure leaves its item out', async () => {
    const engine = await boot({
      call: async (task) =>
        task.request === '2'
          ? { kind: 'failed', failure: { error: 'Two' } }
          : { kind: 'succeeded', output: task.request },
    });
    const each = {
      Type: 'Map',
      Items: [1, 2, 3],
      ToleratedFailureCount: 1,
      ItemProcessor: { StartAt: 'Call', States: { Call: call } },
      End: true,
    };
    const arn = await start(engine, await create(engine, 'm', { Each: each }), 'run');
    expect((await engine.engine.ended(arn)).output).toBe('[1,3]');
  });
});

describe('two engines on one file', () => {
  test('never advance one execution twice, and either may take the answer', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'two-engines-'));
    directories.push(directory);
    const tokens = new Map<string, string>();
    const options: Partial<StartOptions> = {
      file: join(directory, 'engine.sqlite'),
      call: async (task) => {
        tokens.set(task.execution, (JSON.parse(task.request) as { Payload: string }).Payload);
        return { kind: 'submitted', output: '{}' };
      },
    };
    const [one, two] = [await boot(options), await boot(options)];
    const machine = await create(one, 'm', { Ask: ask });
    const arns = await Promise.all(
      Array.from({ length: 20 }, (_, index) => start(index % 2 === 0 ? one : two, machine, `run-${index}`)),
    );
    await Promise.all([one.engine.idle(), two.engine.idle()]);
    const accepted = await Promise.all(
      arns.map(async (arn) => {
        const both = await Promise.allSettled(
          [one, two].map((engine, index) =>
            perform(engine, 'SendTaskSuccess', { taskToken: tokens.get(arn) ?? '', output: String(index) }),
          ),
        );
        return both.filter(({ status }) => status === 'fulfilled').length;
      }),
    );
    expect(accepted).toEqual(arns.map(() => 1));
    for (const arn of arns) {
      expect(two.api.store.execution(arn)?.status).toBe('SUCCEEDED');
      const ids = one.api.store.history(arn, { reverse: false, limit: 100 }).map(({ id }) => id);
      expect(ids).toEqual(ids.map((_, index) => index + 1));
    }
  });
});
