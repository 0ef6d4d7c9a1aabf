import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import type { JsonObject } from '../../../infra/local/step-functions/core/model.ts';
import { operations } from '../../../infra/local/step-functions/protocol/operations.ts';
import { createSdkClient } from '../../../infra/local/step-functions/protocol/sdk-client.ts';
import type { CallService } from '../../../infra/local/step-functions/runtime/engine.ts';
import { type RunningEngine, startEngine } from '../../../infra/local/step-functions/start-engine.ts';
import { percentile, type RoundTrip, stepsPerRun, type Throughput, timed } from './measure.ts';

const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:nothing';
const names = Array.from({ length: stepsPerRun }, (_, index) => `Step${index}`);

/** Five Tasks in a row; JSONPath, which the in-memory contender needs too. */
export const stepsDefinition = {
  StartAt: 'Step0',
  States: Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        Type: 'Task',
        Resource: functionArn,
        ...(index === names.length - 1 ? { End: true } : { Next: `Step${index + 1}` }),
      },
    ]),
  ),
};

/** Asks for an answer again and again: each token leads to the next. */
const asking = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask',
        Payload: { run: '{% $states.context.Execution.Name %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 86_400,
      Output: '{% $states.result %}',
      Next: 'More',
    },
    More: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.more %}', Next: 'Ask' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

const perform = (engine: RunningEngine, name: string, input: JsonObject): Promise<object> => {
  const operation = operations[name];
  if (operation === undefined) throw new Error(name);
  return operation(engine.api, input);
};

const create = async (engine: RunningEngine, name: string, definition: object): Promise<string> => {
  const created = (await perform(engine, 'CreateStateMachine', {
    name,
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::000000000000:role/x',
  })) as { stateMachineArn: string };
  return created.stateMachineArn;
};

/** Steps per second on the SQLite file (or in memory), with `width` runs at a time. */
export const measureSteps = async (directory: string | undefined, runs: number, width: number): Promise<Throughput> => {
  const engine = await startEngine({
    key: 'k',
    ...(directory === undefined ? {} : { file: join(directory, 'engine.sqlite') }),
    call: async () => ({ kind: 'succeeded', output: '{}' }),
  });
  const machine = await create(engine, 'steps', stepsDefinition);
  const seconds = await timed(runs, width, async (index) => {
    const started = (await perform(engine, 'StartExecution', { stateMachineArn: machine, name: `r${index}` })) as {
      executionArn: string;
    };
    const ended = await engine.engine.ended(started.executionArn);
    if (ended.status !== 'SUCCEEDED') throw new Error(`a run ended ${ended.status}`);
  });
  await engine.stop();
  return { stepsPerSecond: (runs * stepsPerRun) / seconds, runs };
};

interface Asked {
  readonly call: CallService;
  next(run: string): Promise<string>;
}

const createAsked = (): Asked => {
  const tokens = new Map<string, string>();
  const waiting = new Map<string, (token: string) => void>();
  return {
    call: async (task) => {
      const { Payload: payload } = JSON.parse(task.request) as { Payload: { run: string; token: string } };
      const wake = waiting.get(payload.run);
      waiting.delete(payload.run);
      if (wake === undefined) tokens.set(payload.run, payload.token);
      else wake(payload.token);
      return { kind: 'submitted', output: '{}' };
    },
    async next(run) {
      const token = tokens.get(run);
      tokens.delete(run);
      return token ?? new Promise((resolve) => waiting.set(run, resolve));
    },
  };
};

/** Milliseconds from sending an answer until the next question arrives: over HTTP with the SDK, or in process. */
export const measureCallbacks = async (directory: string, samples: number, overHttp: boolean): Promise<RoundTrip> => {
  const asked = createAsked();
  const engine = await startEngine({
    key: 'k',
    file: join(directory, `callbacks-${overHttp}.sqlite`),
    call: asked.call,
  });
  const client = createSdkClient(engine.endpoint, 'k');
  const stateMachineArn = await create(engine, 'asking', asking);
  await perform(engine, 'StartExecution', { stateMachineArn, name: 'run' });
  let token = await asked.next('run');
  const took: number[] = [];
  for (let index = 0; index < samples; index += 1) {
    const next = asked.next('run');
    const from = performance.now();
    const answer = { taskToken: token, output: '{"more":true}' };
    if (overHttp) await client.send(new SendTaskSuccessCommand(answer));
    else await perform(engine, 'SendTaskSuccess', answer);
    token = await next;
    took.push(performance.now() - from);
  }
  await engine.stop();
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), samples: took.length };
};

/** A round trip with the processor time it took, in milliseconds: the part that waiting for a busy disk cannot blur. */
export interface CostlyRoundTrip extends RoundTrip {
  readonly cpu: number;
}

/** Puts `count` executions to wait for an answer, then measures callbacks of one more run among them. */
export const fillWaiting = async (
  file: string,
  count: number,
  samples: number,
): Promise<{ readonly seconds: number; readonly alone: CostlyRoundTrip; readonly among: CostlyRoundTrip }> => {
  const asked = createAsked();
  const engine = await startEngine({ key: 'k', file, call: asked.call });
  const stateMachineArn = await create(engine, 'asking', asking);
  const probe = async (name: string): Promise<CostlyRoundTrip> => {
    await perform(engine, 'StartExecution', { stateMachineArn, name });
    let token = await asked.next(name);
    const took: number[] = [];
    const spent = process.cpuUsage();
    for (let index = 0; index < samples; index += 1) {
      const next = asked.next(name);
      const from = performance.now();
      await perform(engine, 'SendTaskSuccess', { taskToken: token, output: '{"more":true}' });
      token = await next;
      took.push(performance.now() - from);
    }
    const { user, system } = process.cpuUsage(spent);
    return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), samples, cpu: (user + system) / 1000 / samples };
  };
  // Other work on the machine only ever adds: the calmest of five rounds is the engine's own cost.
  const calmest = async (name: string): Promise<CostlyRoundTrip> => {
    const rounds: CostlyRoundTrip[] = [];
    for (let round = 0; round < 5; round += 1) rounds.push(await probe(`${name}-${round}`));
    return (
      rounds.toSorted((a, b) => a.cpu - b.cpu)[0] ?? { p50: Number.NaN, p99: Number.NaN, samples: 0, cpu: Number.NaN }
    );
  };
  await probe('warm');
  const alone = await calmest('alone');
  const seconds = await timed(count, 64, (index) =>
    perform(engine, 'StartExecution', { stateMachineArn, name: `w${index}` }),
  );
  await engine.engine.idle();
  await pause(50);
  const among = await calmest('among');
  await engine.stop();
  return { seconds, alone, among };
};
