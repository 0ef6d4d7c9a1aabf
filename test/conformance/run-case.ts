import { randomUUID } from 'node:crypto';
import type { Execution, HistoryEvent, Json } from '../../infra/local/step-functions/core/model.ts';
import { parseResource } from '../../infra/local/step-functions/language/resource.ts';
import { validateDefinition } from '../../infra/local/step-functions/language/validate/validate.ts';
import { detailsName } from '../../infra/local/step-functions/protocol/event-names.ts';
import { createVirtualClock } from '../../infra/local/step-functions/runtime/clock.ts';
import { type CallOutcome, createEngine } from '../../infra/local/step-functions/runtime/engine.ts';
import { invokeEnvelope } from '../../infra/local/step-functions/runtime/integrations/envelope.ts';
import { programOf } from '../../infra/local/step-functions/runtime/programs.ts';
import { createMemoryStore } from '../../infra/local/step-functions/store/memory.ts';
import type { CaseFile, RecordedAnswer, RecordedEvent } from './case-file.ts';
import { differHistory } from './compare.ts';

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

const outcomeOf = (answer: RecordedAnswer | undefined, byArn: boolean): CallOutcome => {
  // The run calls more often than the recording answers: the history will differ where that happens.
  if (answer === undefined) return { kind: 'failed', failure: { error: 'NoAnswerRecorded' } };
  if (answer.silent === true) return { kind: 'silent' };
  if (answer.fails !== undefined) {
    const { error, cause } = answer.fails;
    return {
      kind: 'failed',
      failure: { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause: textOf(cause) }) },
    };
  }
  // A function called by its arn answers a text, recorded as such unless it is an object.
  if (byArn) return { kind: 'succeeded', output: textOf(answer.returns) };
  return { kind: 'succeeded', output: invokeEnvelope(JSON.stringify(answer.returns ?? null), randomUUID()) };
};

/** An event in the shape of GetExecutionHistory, dates left out. */
const recordedShape = (event: HistoryEvent): RecordedEvent => ({
  id: event.id,
  previousEventId: event.previousEventId,
  type: event.type,
  ...(event.details === undefined ? {} : { [detailsName(event.type)]: event.details }),
});

/** Runs a case on the in-memory engine under a virtual clock, calls answered as recorded. */
const historyOf = async (
  file: CaseFile,
): Promise<{ readonly status: string; readonly history: readonly RecordedEvent[] }> => {
  const store = createMemoryStore();
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const program = programOf(JSON.stringify(file.definition));
  const answers = [...(file.answers ?? [])];
  const machineArn = 'arn:aws:states:us-east-1:111111111111:stateMachine:recorded';
  const execution: Execution = {
    arn: 'arn:aws:states:us-east-1:111111111111:execution:recorded:run',
    name: 'run',
    machineArn,
    machineName: 'recorded',
    machineType: 'STANDARD',
    revision: 'recorded',
    roleArn: 'arn:aws:iam::111111111111:role/recorded',
    input: JSON.stringify(file.input),
    startedAt: clock.now(),
    status: 'RUNNING',
    redriveCount: 0,
    lastEventId: 0,
    lastEventAt: clock.now(),
    nextFrame: 0,
    version: 0,
  };
  const engine = createEngine({
    store,
    clock,
    world: {
      now: clock.now,
      random: Math.random,
      uuid: randomUUID,
      token: randomUUID,
      region: 'us-east-1',
      account: '111111111111',
    },
    call: async (task) => {
      // Branches side by side may call in another order than on AWS: each state gets its own next answer.
      const own = answers.findIndex((answer) => answer.state === task.state);
      const [answer] = answers.splice(Math.max(own, 0), 1);
      return outcomeOf(answer, parseResource(task.resource)?.kind === 'function');
    },
    program: () => program,
    owner: 'conformance',
    log: (line) => {
      if (line.event === 'execution-poisoned') console.error(line);
    },
  });
  await engine.create(execution);
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    await engine.idle();
    if (store.execution(execution.arn)?.status !== 'RUNNING') break;
    const due = store.nextDue();
    if (due === undefined) break;
    clock.set(due);
    await engine.fireDue();
  }
  return {
    status: store.execution(execution.arn)?.status ?? 'none',
    history: store.history(execution.arn, { reverse: false, limit: 25_000 }).map(recordedShape),
  };
};

/** Runs one recorded case; answers the first difference, or undefined when the histories are equal. */
export const runCase = async (file: CaseFile): Promise<string | undefined> => {
  const refused = validateDefinition(JSON.stringify(file.definition)).find(({ severity }) => severity === 'ERROR');
  if (refused !== undefined) return `refused at creation: ${refused.reason} at ${refused.path}`;
  const { status, history } = await historyOf(file);
  const found = differHistory(file, history);
  if (found !== undefined) return found;
  return status === file.expected.status ? undefined : `status: expected ${file.expected.status}, got ${status}`;
};
