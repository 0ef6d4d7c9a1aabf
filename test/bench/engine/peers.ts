import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { OpenWorkflow } from 'openworkflow';
import { BackendSqlite } from 'openworkflow/sqlite';
import { percentile, type RoundTrip, stepsPerRun, type Throughput, timed } from './measure.ts';
import { stepsDefinition } from './ours.ts';

/** openworkflow on its SQLite backend: the durable peer, five steps that do nothing. */
export const measureOpenWorkflow = async (directory: string, runs: number, width: number): Promise<Throughput> => {
  const backend = BackendSqlite.connect(join(directory, 'openworkflow.sqlite'));
  const client = new OpenWorkflow({ backend });
  const workflow = client.defineWorkflow({ name: 'steps' }, async ({ step }) => {
    for (let index = 0; index < stepsPerRun; index += 1) await step.run({ name: `step-${index}` }, async () => ({}));
    return {};
  });
  const worker = client.newWorker({ concurrency: width });
  await worker.start();
  const seconds = await timed(runs, width, async () => {
    const handle = await workflow.run({});
    await handle.result();
  });
  await worker.stop();
  await backend.stop();
  return { stepsPerSecond: (runs * stepsPerRun) / seconds, runs };
};

/** openworkflow's signals: from sending one until the workflow asks for the next. */
export const measureOpenWorkflowSignals = async (directory: string, samples: number): Promise<RoundTrip> => {
  const backend = BackendSqlite.connect(join(directory, 'openworkflow-signals.sqlite'));
  const client = new OpenWorkflow({ backend });
  let asked: (() => void) | undefined;
  const workflow = client.defineWorkflow({ name: 'asking' }, async ({ step }) => {
    for (let index = 0; index < samples; index += 1) {
      await step.run({ name: `ask-${index}` }, async () => {
        asked?.();
        return {};
      });
      await step.waitForSignal({ name: `wait-${index}`, signal: `answer-${index}`, timeout: '1d' });
    }
    return {};
  });
  const worker = client.newWorker({ concurrency: 4 });
  await worker.start();
  let question = new Promise<void>((resolve) => {
    asked = resolve;
  });
  await workflow.run({});
  await question;
  const took: number[] = [];
  for (let index = 0; index < samples - 1; index += 1) {
    question = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const from = performance.now();
    // The signal may come before the workflow waits for it: send until somebody took it, as a caller would have to.
    while ((await client.sendSignal({ signal: `answer-${index}`, data: {} })).workflowRunIds.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 1));
    await question;
    took.push(performance.now() - from);
  }
  await worker.stop();
  await backend.stop();
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), samples: took.length };
};

/** aws-local-stepfunctions: in memory, nothing kept; how fast an interpreter of the same definition can be. */
export const measureInMemory = async (runs: number, width: number): Promise<Throughput> => {
  const machine = new StateMachine(stepsDefinition as unknown as ConstructorParameters<typeof StateMachine>[0]);
  const handlers = Object.fromEntries(Object.keys(stepsDefinition.States).map((name) => [name, async () => ({})]));
  const seconds = await timed(runs, width, async () => {
    await machine.run({}, { overrides: { taskResourceLocalHandlers: handlers } }).result;
  });
  return { stepsPerSecond: (runs * stepsPerRun) / seconds, runs };
};
