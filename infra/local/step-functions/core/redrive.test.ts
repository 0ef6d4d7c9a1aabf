import { describe, expect, test } from 'vitest';
import type { Machine } from '../language/definition.ts';
import { programOf } from '../runtime/programs.ts';
import { advance } from './advance.ts';
import type { Execution, HistoryEvent, Snapshot, Task, Trigger, World } from './model.ts';

const execution: Execution = {
  arn: 'arn:aws:states:eu-central-1:0:execution:r:run',
  name: 'run',
  machineArn: 'arn:aws:states:eu-central-1:0:stateMachine:r',
  machineName: 'r',
  machineType: 'STANDARD',
  revision: 'r',
  roleArn: 'arn:x',
  input: '{}',
  startedAt: 0,
  status: 'RUNNING',
  redriveCount: 0,
  lastEventId: 0,
  lastEventAt: 0,
  nextFrame: 0,
  version: 0,
};
const world: World = {
  now: () => 1_000,
  random: () => 0,
  uuid: () => 'u',
  token: () => 't',
  region: 'eu-central-1',
  account: '0',
};

const play = (machine: Machine) => {
  const program = programOf(JSON.stringify(machine));
  let snapshot: Snapshot = { execution, frames: new Map(), tasks: new Map() };
  const events: HistoryEvent[] = [];
  return {
    events,
    tasks: (): readonly Task[] => [...snapshot.tasks.values()],
    execution: () => snapshot.execution,
    async apply(trigger: Trigger): Promise<void> {
      const transition = await advance(program, snapshot, trigger, world);
      snapshot = transition.snapshot;
      events.push(...transition.events);
    },
  };
};
const call = { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:f', End: true } as const;
const answer = (task: Task | undefined, output: string): Trigger => ({
  kind: 'succeeded',
  key: task?.key ?? '',
  output,
});
const refuse = (task: Task | undefined): Trigger => ({
  kind: 'failed',
  key: task?.key ?? '',
  failure: { error: 'Broken' },
});

describe('a redrive', () => {
  test('keeps the iterations that succeeded and starts the failed and aborted ones anew, under new keys', async () => {
    const game = play({
      QueryLanguage: 'JSONata',
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          Items: ['a', 'b', 'c', 'd'],
          MaxConcurrency: 3,
          ItemProcessor: { StartAt: 'Call', States: { Call: call } },
          End: true,
        },
      },
    });
    await game.apply({ kind: 'start' });
    const first = game.tasks();
    expect(first).toHaveLength(3);
    await game.apply(answer(first[0], '"A"'));
    await game.apply(refuse(first[1]));
    expect(game.execution()).toMatchObject({ status: 'FAILED', failure: { error: 'Broken' } });
    expect(game.tasks()).toEqual([]);
    await game.apply({ kind: 'redrive' });
    expect(game.execution()).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
    const second = game.tasks();
    expect(second.map(({ request }) => request).toSorted()).toEqual(['"b"', '"c"', '"d"']);
    expect(second.filter(({ key }) => first.some((old) => old.key === key))).toEqual([]);
    for (const task of second) await game.apply(answer(task, task.request.toUpperCase()));
    expect(game.execution()).toMatchObject({ status: 'SUCCEEDED', output: '["A","B","C","D"]' });
    expect(game.events.map(({ id }) => id)).toEqual(game.events.map((_, index) => index + 1));
  });

  test('gives the failed state its retries back', async () => {
    const game = play({
      QueryLanguage: 'JSONata',
      StartAt: 'Call',
      States: { Call: { ...call, Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1, IntervalSeconds: 1 }] } },
    });
    await game.apply({ kind: 'start' });
    await game.apply(refuse(game.tasks()[0]));
    expect(game.execution().status).toBe('RUNNING');
    await game.apply({ kind: 'stop', failure: {} });
    expect(game.execution().status).toBe('ABORTED');
    await game.apply({ kind: 'redrive' });
    await game.apply(refuse(game.tasks()[0]));
    expect(game.execution().status).toBe('RUNNING');
  });

  test('enters a state that the run had not reached when it stopped', async () => {
    const game = play({
      QueryLanguage: 'JSONata',
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 10, Next: 'Done' }, Done: { Type: 'Succeed' } },
    });
    await game.apply({ kind: 'start' });
    await game.apply({ kind: 'stop', failure: { error: 'Stopped' } });
    await game.apply({ kind: 'redrive' });
    expect(game.events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'ExecutionAborted',
      'ExecutionRedriven',
    ]);
    expect(game.execution().status).toBe('RUNNING');
  });
});
