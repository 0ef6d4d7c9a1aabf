import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Execution, JsonObject, Snapshot, Transition } from '../core/model.ts';
import { operations } from '../protocol/operations.ts';
import { type RunningEngine, startEngine } from '../start-engine.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import { type WatchdogReport, watch } from './watchdog.ts';

const lease = { owner: 'nobody', until: 0 };
let store: Store;
let running: RunningEngine;
let calls: string[];

beforeEach(async () => {
  store = createMemoryStore();
  calls = [];
  running = await startEngine({
    key: 'k',
    store,
    virtualFrom: Date.UTC(2026, 0, 1),
    log: () => undefined,
    call: async (task) => {
      calls.push(task.key);
      return { kind: 'submitted', output: '{}' };
    },
  });
});
afterEach(() => running.stop());

const perform = (name: string, input: JsonObject): Promise<object> =>
  operations[name]?.(running.api, input) ?? Promise.reject(new Error(name));
const begin = async (): Promise<Snapshot> => {
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
        TimeoutSeconds: 100,
        End: true,
      },
    },
  });
  const { stateMachineArn } = (await perform('CreateStateMachine', {
    name: 'm',
    definition,
    roleArn: 'arn:aws:iam::0:role/x',
  })) as { stateMachineArn: string };
  const { executionArn } = (await perform('StartExecution', { stateMachineArn, name: 'run' })) as {
    executionArn: string;
  };
  await running.engine.idle();
  const snapshot = store.load(executionArn);
  if (snapshot === undefined) throw new Error('not started');
  return snapshot;
};
/** Writes something past the engine, as a bug or a damaged file would. */
const damage = async (
  snapshot: Snapshot,
  changes: Partial<Transition> & { readonly snapshot: Snapshot },
): Promise<void> => {
  const execution: Execution = { ...changes.snapshot.execution, version: snapshot.execution.version + 1 };
  const kept = await store.commit(
    {
      before: snapshot.execution.version,
      events: [],
      framesWritten: [],
      framesRemoved: [],
      tasksWritten: [],
      tasksClosed: [],
      more: false,
      ...changes,
      snapshot: { ...changes.snapshot, execution },
    },
    lease,
  );
  if (!kept) throw new Error('the damage was not done');
};
const look = (repair: boolean): Promise<WatchdogReport> =>
  watch({ store, engine: running.engine, clock: running.api.clock, isAlive: (owner) => owner !== 'nobody', repair });
const kinds = (report: WatchdogReport): readonly string[] => report.findings.map(({ kind }) => kind);

describe('the watchdog', () => {
  test('has nothing to say about a healthy run', async () => {
    await begin();
    expect(await look(true)).toEqual({ looked: { executions: 1, tasks: 1 }, findings: [] });
  });

  test('starts a wait again whose task is gone', async () => {
    const snapshot = await begin();
    const tasksClosed = [...snapshot.tasks.values()];
    await damage(snapshot, { snapshot: { ...snapshot, tasks: new Map() }, tasksClosed });
    expect(kinds(await look(false))).toEqual(['wait-without-task']);
    expect(calls).toHaveLength(1);
    expect(kinds(await look(true))).toEqual(['wait-without-task']);
    await running.engine.idle();
    expect(calls).toHaveLength(2);
    expect(kinds(await look(true))).toEqual([]);
  });

  test('closes a task that nobody waits for', async () => {
    const snapshot = await begin();
    const [task] = [...snapshot.tasks.values()];
    if (task === undefined) throw new Error('no task');
    const stray = { ...task, key: 'stray', frame: 77 };
    await damage(snapshot, {
      snapshot: { ...snapshot, tasks: new Map([...snapshot.tasks, ['stray', stray]]) },
      tasksWritten: [stray],
    });
    expect(kinds(await look(true))).toContain('task-nobody-waits-for');
    await running.engine.idle();
    expect(kinds(await look(true))).toEqual([]);
  });

  test('takes over what a dead process had begun, and fires a timer that was forgotten', async () => {
    const snapshot = await begin();
    const [task] = [...snapshot.tasks.values()];
    if (task === undefined) throw new Error('no task');
    const pending = { ...task, status: 'pending' as const };
    await damage(snapshot, {
      snapshot: { ...snapshot, tasks: new Map([[task.key, pending]]) },
      tasksWritten: [pending],
    });
    expect(kinds(await look(true))).toEqual(['lease-without-process']);
    await running.engine.idle();
    expect(calls).toHaveLength(2);
    const clock = running.api.clock as unknown as { set(instant: number): void };
    clock.set(running.api.clock.now() + 200_000);
    expect(kinds(await look(true))).toEqual(['timer-in-the-past']);
    expect(store.execution(snapshot.execution.arn)?.status).toBe('FAILED');
  });

  test('hands on the end of a child that its parent did not hear of', async () => {
    const snapshot = await begin();
    const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: 'grown', End: true } } });
    const { stateMachineArn } = (await perform('CreateStateMachine', {
      name: 'child',
      definition,
      roleArn: 'arn:aws:iam::0:role/x',
    })) as { stateMachineArn: string };
    const { executionArn } = (await perform('StartExecution', { stateMachineArn, name: 'c' })) as {
      executionArn: string;
    };
    await running.engine.idle();
    const [task] = [...snapshot.tasks.values()];
    if (task === undefined) throw new Error('no task');
    const waiting = {
      ...task,
      resource: 'arn:aws:states:::states:startExecution.sync:2',
      status: 'submitted' as const,
      waitsFor: executionArn,
    };
    await damage(snapshot, {
      snapshot: { ...snapshot, tasks: new Map([[task.key, waiting]]) },
      tasksWritten: [waiting],
    });
    expect(kinds(await look(true))).toEqual(['child-ended-unheard']);
    const parent = store.execution(snapshot.execution.arn);
    expect([parent?.status, (JSON.parse(parent?.output ?? '{}') as { Output?: unknown }).Output]).toEqual([
      'SUCCEEDED',
      'grown',
    ]);
  });
});
