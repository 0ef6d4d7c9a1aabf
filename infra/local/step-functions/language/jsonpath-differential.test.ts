import { StateMachine } from 'aws-local-stepfunctions';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Execution, Json, JsonObject } from '../core/model.ts';
import { createVirtualClock } from '../runtime/clock.ts';
import { createEngine } from '../runtime/engine.ts';
import { programOf } from '../runtime/programs.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Machine } from './definition.ts';
import { validateDefinition } from './validate/validate.ts';

const key = fc.constantFrom('a', 'b', 'c');
// Nothing that is falsy: the other engine takes null, 0, '' and false for missing, which AWS's recordings contradict.
const plain = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom('x', 'y', 'xy'), fc.constant(true));
const value: fc.Arbitrary<Json> = fc.oneof(
  plain,
  fc.array(plain, { maxLength: 4 }),
  fc.dictionary(key, plain, { maxKeys: 3 }),
);
// Paths that both libraries read alike: definite ones, and the wildcards of the language's examples.
const path = fc.constantFrom(
  '$',
  '$.a',
  '$.b',
  '$.list',
  '$.list[0]',
  '$.list[1:3]',
  '$.list[*]',
  '$.deep.a',
  '$.deep',
  '$$.Execution.Input.a',
);
const input: fc.Arbitrary<JsonObject> = fc.record({
  a: plain,
  b: value,
  list: fc.array(plain, { minLength: 2, maxLength: 4 }),
  deep: fc.record({ a: value }),
});
const intrinsic = fc.constantFrom(
  "States.Format('{} and {}', $.a, 7)",
  'States.Array($.a, $.b, 3)',
  'States.ArrayLength($.list)',
  'States.ArrayGetItem($.list, 1)',
  'States.ArrayContains($.list, $.a)',
  'States.ArrayPartition($.list, 2)',
  'States.ArrayRange(1, 9, 3)',
  'States.JsonToString($.b)',
  "States.StringSplit('a,b,c', ',')",
  "States.Base64Encode('plain text')",
  "States.Hash('x', 'SHA-256')",
  'States.MathAdd(3, -5)',
);
const template: fc.Arbitrary<JsonObject> = fc.record({
  'from.$': path,
  fixed: value,
  inner: fc.record({ 'made.$': intrinsic }),
});
const optional = <T>(field: string, arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined }).map((each) => (each === undefined ? {} : { [field]: each }));
const keeping = <T extends JsonObject>(part: fc.Arbitrary<T>): fc.Arbitrary<T> => part;

const pass = keeping(
  fc
    .tuple(
      fc.oneof(
        template.map((Parameters) => ({ Parameters })),
        value.map((Result) => ({ Result })),
        fc.constant({}),
      ),
      optional('InputPath', fc.constantFrom('$', '$.deep', null)),
      fc.constantFrom({}, { ResultPath: '$.put' }, { ResultPath: '$.deep.put' }, { ResultPath: null }),
    )
    // InputPath would change what Parameters sees: used only where there are none.
    .map(
      ([made, narrowed, placed]) =>
        ({ Type: 'Pass', ...made, ...('Parameters' in made ? {} : narrowed), ...placed }) as JsonObject,
    ),
);

const test1 = fc.oneof(
  fc.constantFrom<JsonObject>(
    { Variable: '$.a', IsNumeric: true },
    { Variable: '$.a', IsString: true },
    { Variable: '$.a', IsPresent: true },
    { Variable: '$.a', IsBoolean: true },
  ),
  fc.integer({ min: -3, max: 3 }).map(
    (limit): JsonObject => ({
      And: [
        { Variable: '$.a', IsNumeric: true },
        { Variable: '$.a', NumericGreaterThan: limit },
      ],
    }),
  ),
  fc.constantFrom<JsonObject>(
    { Not: { Variable: '$.a', IsNull: true } },
    {
      Or: [
        { Variable: '$.a', IsNull: true },
        { Variable: '$.a', BooleanEquals: true },
      ],
    },
  ),
  fc.constantFrom('x*', '*y', '*').map(
    (StringMatches): JsonObject => ({
      And: [
        { Variable: '$.a', IsString: true },
        { Variable: '$.a', StringMatches },
      ],
    }),
  ),
);

const inner: Machine = {
  StartAt: 'I',
  States: { I: { Type: 'Pass', Parameters: { 'seen.$': '$' }, End: true } },
} as Machine;
const map = fc.record({ ItemsPath: fc.constantFrom('$.list', '$.deep.items'), selected: fc.boolean() }).map(
  ({ selected }): JsonObject => ({
    Type: 'Map',
    ItemsPath: '$.list',
    ...(selected
      ? { ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'a.$': '$.a' } }
      : {}),
    ItemProcessor: inner as unknown as Json,
    ResultPath: '$.mapped',
  }),
);
const parallel = fc.constant<JsonObject>({
  Type: 'Parallel',
  Branches: [inner, { ...inner, StartAt: 'J', States: { J: inner.States.I } }] as unknown as Json,
  ResultPath: '$.both',
});
const choice = test1.map((rule): JsonObject => ({ Type: 'Choice', Choices: [rule] }));
const task = fc
  .record({
    selected: fc.boolean(),
    placed: fc.constantFrom<JsonObject>({ ResultPath: '$.told' }, { ResultPath: null }),
  })
  .map(
    ({ selected, placed }): JsonObject => ({
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-central-1:123456789012:function:f',
      ...(selected ? { ResultSelector: { 'kept.$': '$.answer' } } : {}),
      ...placed,
    }),
  );

/** A chain of states; a Choice goes on to the next state either way, leaving its mark on the way that matched. */
const machine = fc.array(fc.oneof(pass, choice, map, parallel, task), { minLength: 1, maxLength: 4 }).map((list) => {
  const states: Record<string, JsonObject> = {};
  for (const [index, state] of list.entries()) {
    const next = index === list.length - 1 ? 'Last' : `S${index + 1}`;
    if (state.Type === 'Choice') {
      const [rule] = state.Choices as readonly JsonObject[];
      states[`S${index}`] = { Type: 'Choice', Choices: [{ ...rule, Next: `Mark${index}` }], Default: next };
      states[`Mark${index}`] = { Type: 'Pass', Result: `matched ${index}`, ResultPath: '$.mark', Next: next };
    } else {
      // What a chain passes on must keep what the next paths read.
      const whole = state.Type === 'Pass' && state.ResultPath === undefined ? { ...state, ResultPath: '$.put' } : state;
      states[`S${index}`] = { ...renamed(whole, index), Next: next };
    }
  }
  states.Last = { Type: 'Succeed' };
  return { StartAt: 'S0', States: states };
});

/** State names are unique over a whole definition. */
const renamed = (state: JsonObject, index: number): JsonObject =>
  JSON.parse(JSON.stringify(state).replaceAll(/"(I|J)"/g, (_whole, name: string) => `"${name}${index}"`)) as JsonObject;

const answer = { answer: 42, rest: ['a'] };

const ours = async (
  definition: object,
  given: JsonObject,
): Promise<{ readonly output?: Json; readonly failed?: string }> => {
  const store = createMemoryStore();
  const clock = createVirtualClock(0);
  const program = programOf(JSON.stringify(definition));
  const execution: Execution = {
    arn: 'arn:aws:states:eu-central-1:1:execution:d:run',
    name: 'run',
    machineArn: 'arn:aws:states:eu-central-1:1:stateMachine:d',
    machineName: 'd',
    machineType: 'STANDARD',
    revision: 'r',
    roleArn: '',
    input: JSON.stringify(given),
    startedAt: 0,
    status: 'RUNNING',
    redriveCount: 0,
    lastEventId: 0,
    lastEventAt: 0,
    nextFrame: 0,
    version: 0,
  };
  const engine = createEngine({
    store,
    clock,
    world: { now: clock.now, random: () => 0, uuid: () => 'u', token: () => 't', region: 'eu-central-1', account: '1' },
    call: async () => ({ kind: 'succeeded', output: JSON.stringify(answer) }),
    program: () => program,
    owner: 'd',
    log: () => undefined,
  });
  await engine.create(execution);
  const ended = await engine.ended(execution.arn);
  return ended.status === 'SUCCEEDED'
    ? { output: JSON.parse(ended.output ?? 'null') as Json }
    : { failed: ended.failure?.error ?? 'no name' };
};

const theirs = async (
  definition: { States: Record<string, JsonObject> },
  given: JsonObject,
): Promise<{ readonly output?: Json; readonly failed?: string }> => {
  const handlers = Object.fromEntries(
    Object.keys(definition.States).map((name) => [name, async () => structuredClone(answer)]),
  );
  const local = new StateMachine(
    structuredClone(definition) as unknown as ConstructorParameters<typeof StateMachine>[0],
    {
      validationOptions: { noValidate: true },
    },
  );
  try {
    const run = local.run(structuredClone(given) as never, {
      overrides: { taskResourceLocalHandlers: handlers as never },
      context: { Execution: { Input: given } } as never,
    });
    return { output: (await run.result) as Json };
  } catch (thrown) {
    return { failed: thrown instanceof Error ? thrown.message : String(thrown) };
  }
};

test('JSONPath definitions end as they do in aws-local-stepfunctions', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(machine, input, async (definition, given) => {
      expect(validateDefinition(JSON.stringify(definition))).toEqual([]);
      const [left, right] = [await ours(definition, given), await theirs(definition, given)];
      // Messages differ between the two; whether it fails, and every value, must not.
      expect(left.failed === undefined, JSON.stringify([left, right])).toBe(right.failed === undefined);
      if (left.failed === undefined) {
        expect(left.output).toEqual(right.output);
        compared += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(50);
});
