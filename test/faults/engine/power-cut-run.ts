import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject, Task } from '../../../infra/local/step-functions/core/model.ts';
import { hashToken } from '../../../infra/local/step-functions/core/tasks.ts';
import { operations } from '../../../infra/local/step-functions/protocol/operations.ts';
import type { CallOutcome } from '../../../infra/local/step-functions/runtime/engine.ts';
import { type RunningEngine, startEngine } from '../../../infra/local/step-functions/start-engine.ts';
import { checkHistory } from './check-history.ts';
import { createLedger } from './ledger.ts';
import { createDisk } from './power-cut-store.ts';
import { definition, effectsPerRun } from './workload.ts';

export interface PowerCutReport {
  readonly executions: number;
  readonly cuts: number;
  readonly droppedWrites: number;
  readonly calls: number;
  readonly lost: readonly string[];
  readonly stuck: readonly string[];
  readonly doubled: readonly string[];
  readonly malformed: readonly string[];
  readonly wrong: readonly string[];
}

/** Runs the workload in process on a disk that loses unsynced writes at every power cut. */
export const powerCutRun = async (options: {
  readonly executions: number;
  readonly cuts: number;
  readonly random: () => number;
  readonly liesAboutSync: boolean;
}): Promise<PowerCutReport> => {
  const { random } = options;
  const disk = createDisk(random, options.liesAboutSync);
  const ledger = createLedger();
  const promised = new Set<string>();
  const malformed: string[] = [];
  const wrong: string[] = [];
  let current: RunningEngine | undefined;
  let generation = 0;
  let now = Date.UTC(2026, 0, 1);

  const perform = async (name: string, input: JsonObject): Promise<object> => {
    const operation = operations[name];
    if (current === undefined || operation === undefined) throw new Error('dead');
    const mine = generation;
    const result = await operation(current.api, input);
    if (mine !== generation) throw new Error('dead');
    return result;
  };

  const tokens = new Map<string, string>();
  const call = async (task: Task): Promise<CallOutcome> => {
    const { Payload: payload } = JSON.parse(task.request) as {
      Payload: { run: string; place: string; token?: string };
    };
    ledger.called(payload.run, payload.place, task.key);
    if (payload.token !== undefined) tokens.set(payload.run, payload.token);
    await pause(random() * 3);
    return payload.token === undefined ? { kind: 'succeeded', output: '{}' } : { kind: 'submitted', output: '{}' };
  };

  const boot = async (): Promise<void> => {
    generation += 1;
    current = await startEngine({
      key: 'k',
      store: await disk.open(),
      virtualFrom: now,
      call,
      log: () => undefined,
      random,
      isAlive: () => false,
    });
    generation += 1;
  };

  await boot();
  await perform('CreateStateMachine', { name: 'faults', definition, roleArn: 'arn:aws:iam::000000000000:role/x' });
  // The machine itself is on the disk before the lights go out.
  await pause(60);
  const stateMachineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:faults';
  const arnOf = (name: string): string => `arn:aws:states:eu-central-1:000000000000:execution:faults:${name}`;
  const names = Array.from({ length: options.executions }, (_, index) => `run-${index}`);
  let cuts = 0;
  let droppedWrites = 0;

  const start = (name: string): void => {
    perform('StartExecution', { stateMachineArn, name, input: '{}' }).then(
      () => promised.add(name),
      () => undefined,
    );
  };
  let attempt = 0;
  const answer = (name: string): void => {
    const token = tokens.get(name);
    if (token === undefined || current?.api.store.token(hashToken(token))?.open !== true) return;
    attempt += 1;
    const mine = attempt;
    ledger.answering(name, mine);
    perform('SendTaskSuccess', { taskToken: token, output: String(mine) }).then(
      () => ledger.acknowledged(name, mine),
      () => undefined,
    );
  };

  const running = (): readonly string[] =>
    names.filter((name) => current?.api.store.execution(arnOf(name))?.status === 'RUNNING');
  const step = async (): Promise<void> => {
    for (const name of names) if (!promised.has(name) && random() < 0.03) start(name);
    for (const name of running()) if (random() < 0.3) answer(name);
    await pause(random() * 6);
    now += 1_000;
    // Not awaited to the end: the cut may come in the middle.
    const moved = current?.advanceTo(now).catch(() => undefined);
    await Promise.race([moved, pause(random() * 12)]);
  };

  while (cuts < options.cuts) {
    await step();
    if (random() < 0.5) continue;
    cuts += 1;
    droppedWrites += disk.cut();
    const dead = current;
    current = undefined;
    // A dead machine does not go on calling; its promises hang for ever.
    void dead?.engine.stop();
    await boot();
  }
  for (let rounds = 0; rounds < 1_000 && (promised.size < names.length || running().length > 0); rounds += 1)
    await step();

  const lost = [...promised].filter((name) => current?.api.store.execution(arnOf(name)) === undefined);
  const stuck = running();
  for (const name of promised) {
    const execution = current?.api.store.execution(arnOf(name));
    if (execution === undefined || execution.status === 'RUNNING') continue;
    const output = JSON.parse(execution.output ?? 'null') as { answer?: unknown } | null;
    if (execution.status !== 'SUCCEEDED' || !ledger.answerStands(name, output?.answer))
      wrong.push(`${name}: ${execution.status} ${execution.output ?? ''}`);
    if (ledger.placesOf(name) !== effectsPerRun)
      wrong.push(`${name}: ${ledger.placesOf(name)} effects of ${effectsPerRun}`);
    const events = current?.api.store.history(execution.arn, { reverse: false, limit: 25_000 }) ?? [];
    const found = checkHistory(events.map((event) => ({ ...event, at: event.timestamp })));
    if (found !== undefined) malformed.push(`${name}: ${found}`);
  }
  await current?.stop();
  return {
    executions: promised.size,
    cuts,
    droppedWrites,
    calls: ledger.calls(),
    lost,
    stuck,
    doubled: ledger.doubled(),
    malformed,
    wrong,
  };
};
