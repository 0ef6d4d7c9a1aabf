import { randomUUID } from 'node:crypto';
import type { Execution, HistoryEvent, Json, JsonObject } from '../core/model.ts';
import type { AnyState, Machine } from '../language/definition.ts';
import { validateDefinition } from '../language/validate/validate.ts';
import { createVirtualClock } from '../runtime/clock.ts';
import { type CallOutcome, createEngine } from '../runtime/engine.ts';
import { programOf } from '../runtime/programs.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Api, Operation } from './api.ts';
import { apiErrors } from './api-error.ts';
import { optionalText, optionalWord, textOf } from './fields.ts';

const parse = (text: string, at: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {}
  throw apiErrors.validation(`The ${at} must be a JSON object`);
};

const targetsOf = (state: AnyState): readonly string[] =>
  [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map((rule) => rule.Next),
    ...(state.Catch ?? []).map((catcher) => catcher.Next),
  ].filter((name) => name !== undefined);

const first = '__variables';

/** The state alone, with a stub behind every transition and its variables assigned before it. */
const harness = (
  state: AnyState,
  name: string,
  variables: JsonObject,
  language: Machine['QueryLanguage'],
): Machine => ({
  StartAt: first,
  States: {
    [first]: { Type: 'Pass', QueryLanguage: 'JSONPath', Assign: variables, Next: name },
    [name]: { ...state, QueryLanguage: state.QueryLanguage ?? language ?? 'JSONPath' },
    ...Object.fromEntries(targetsOf(state).map((target) => [target, { Type: 'Succeed' as const }])),
  },
});

const mockOf = (input: JsonObject): CallOutcome | undefined => {
  const mock = input.mock as JsonObject | undefined;
  if (mock === undefined) return undefined;
  const { result, errorOutput } = mock as {
    readonly result?: string;
    readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  };
  if ((result === undefined) === (errorOutput === undefined))
    throw apiErrors.validation('A mock gives either a result or an errorOutput');
  return result === undefined ? { kind: 'failed', failure: errorOutput ?? {} } : { kind: 'succeeded', output: result };
};

const detail = (events: readonly HistoryEvent[], type: RegExp, field: string): Json | undefined =>
  events.findLast((event) => type.test(event.type))?.details?.[field];

const inspectionOf = (events: readonly HistoryEvent[], state: AnyState, jsonata: boolean): object => {
  const sent = detail(events, /Scheduled$/, 'parameters') ?? detail(events, /^LambdaFunctionScheduled$/, 'input');
  const result = detail(events, /(Task|LambdaFunction)Succeeded$/, 'output');
  return {
    ...(sent === undefined ? {} : { [jsonata ? 'afterArguments' : 'afterParameters']: sent }),
    ...(result === undefined ? {} : { result }),
    ...(state.Type === 'Pass' && state.Result !== undefined ? { result: JSON.stringify(state.Result) } : {}),
  };
};

const testState: Operation = async (api: Api, input) => {
  const given = parse(textOf(input, 'definition', 4 * 1_048_576), 'definition');
  const wanted = optionalText(input, 'stateName', 80);
  const whole = given.States === undefined ? undefined : (given as unknown as Machine);
  const name = wanted ?? 'State';
  const state = whole === undefined ? (given as unknown as AnyState) : whole.States[name];
  if (state === undefined) throw apiErrors.validation(`State not found in definition: ${name}`);
  const level = optionalWord(input, 'inspectionLevel', ['INFO', 'DEBUG', 'TRACE'] as const) ?? 'INFO';
  for (const field of ['context', 'stateConfiguration'])
    if (input[field] !== undefined) throw apiErrors.validation(`${field} is not supported by TestState here`);
  const stateInput = optionalText(input, 'input', 262_144) ?? '{}';
  const variables = parse(optionalText(input, 'variables', 262_144) ?? '{}', 'variables');
  const mock = mockOf(input);
  if ((state.Type === 'Map' || state.Type === 'Parallel') && mock === undefined)
    throw apiErrors.validation(`State type '${state.Type}' is only supported with a mock`);
  if (state.Type === 'Task' && mock === undefined && /\.(sync|sync:2|waitForTaskToken)$/.test(state.Resource ?? ''))
    throw apiErrors.validation('Resources that wait are only supported with a mock');
  const tested: AnyState =
    mock !== undefined && (state.Type === 'Map' || state.Type === 'Parallel') ? asTask(state) : state;
  const machine = harness(tested, name, variables, whole?.QueryLanguage);
  const problem = validateDefinition(JSON.stringify(machine)).find(({ severity }) => severity === 'ERROR');
  if (problem !== undefined)
    throw apiErrors.invalidDefinition(
      `${problem.code}: ${problem.reason} at ${problem.path.replace(`/States/${name}`, '') || '/'}`,
    );

  const store = createMemoryStore();
  const clock = createVirtualClock(api.clock.now());
  const engine = createEngine({
    store,
    clock,
    world: {
      now: clock.now,
      random: api.random,
      uuid: api.uuid,
      token: randomUUID,
      region: api.region,
      account: api.account,
    },
    call: async (task, execution, signal) => mock ?? api.call(task, execution, signal),
    program: () => programOf(JSON.stringify(machine)),
    owner: 'test-state',
    log: () => undefined,
  });
  const arn = `arn:aws:states:${api.region}:${api.account}:execution:test-state:${api.uuid()}`;
  const execution: Execution = {
    arn,
    name: 'test-state',
    machineArn: `arn:aws:states:${api.region}:${api.account}:stateMachine:test-state`,
    machineName: 'test-state',
    machineType: 'STANDARD',
    revision: 'test-state',
    roleArn: optionalText(input, 'roleArn', 256) ?? '',
    input: stateInput,
    startedAt: clock.now(),
    status: 'RUNNING',
    redriveCount: 0,
    lastEventId: 0,
    lastEventAt: clock.now(),
    nextFrame: 0,
    version: 0,
  };
  await engine.create(execution);
  await engine.idle();
  // A Wait is tested for what it hands on, not for how long it waits.
  if (state.Type === 'Wait') {
    const due = store.nextDue();
    if (due !== undefined) clock.set(due);
    await engine.fireDue();
    await engine.idle();
  }
  const snapshot = store.load(arn);
  const events = store.history(arn, { reverse: false, limit: 1000 }).filter((event) => event.details?.name !== first);
  const left = events.findIndex((event) => event.type.endsWith('StateExited') && event.details?.name === name);
  const failedBefore = events.some((event) => /Failed$|TimedOut$/.test(event.type) && event.type !== 'ExecutionFailed');
  const inspectionData =
    level === 'INFO'
      ? {}
      : {
          inspectionData: {
            input: stateInput,
            ...inspectionOf(events, state, machine.States[name]?.QueryLanguage === 'JSONata'),
          },
        };
  if (left >= 0) {
    const output = events[left]?.details?.output;
    const next = events[left + 1]?.type.endsWith('StateEntered') ? events[left + 1]?.details?.name : undefined;
    const failure = failedBefore ? lastFailure(events) : {};
    return {
      status: failedBefore ? 'CAUGHT_ERROR' : 'SUCCEEDED',
      output,
      ...failure,
      ...(next === undefined ? {} : { nextState: next }),
      ...inspectionData,
    };
  }
  const retrying = [...(snapshot?.frames.values() ?? [])].some((frame) => frame.phase === 'retry');
  return {
    status: retrying ? 'RETRIABLE' : 'FAILED',
    ...(retrying ? lastFailure(events) : (snapshot?.execution.failure ?? {})),
    ...inspectionData,
  };
};

const asTask = (state: AnyState): AnyState => {
  const kept = [
    'Next',
    'End',
    'Output',
    'Assign',
    'Retry',
    'Catch',
    'InputPath',
    'OutputPath',
    'ResultPath',
    'ResultSelector',
    'QueryLanguage',
  ] as const;
  const copied = Object.fromEntries(
    kept.flatMap((field) => (state[field] === undefined ? [] : [[field, state[field]]])),
  );
  return { ...copied, Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:mock' };
};

const lastFailure = (events: readonly HistoryEvent[]): object => {
  const failed = events.findLast((event) => /Failed$|TimedOut$/.test(event.type));
  const { error, cause } = failed?.details ?? {};
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
};

/** TestState: one state, run alone in memory against the real services or a mock. */
export const testStateOperations: Readonly<Record<string, Operation>> = { TestState: testState };
