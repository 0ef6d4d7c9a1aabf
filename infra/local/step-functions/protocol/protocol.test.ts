import * as sfn from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningEngine, startEngine } from '../start-engine.ts';
import { createSdkClient } from './sdk-client.ts';

const roleArn = 'arn:aws:iam::000000000000:role/engine';
const pass = (output: unknown): string =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Only',
    States: { Only: { Type: 'Pass', Output: output, End: true } },
  });
const wait = JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 100, End: true } } });

let running: RunningEngine;
let client: sfn.SFNClient;
let answers: (() => string)[] = [];

beforeAll(async () => {
  running = await startEngine({
    key: 'k',
    virtualFrom: Date.UTC(2026, 0, 1),
    call: async () => {
      const answer = answers.shift()?.() ?? '{}';
      return answer.startsWith('!')
        ? { kind: 'failed', failure: { error: answer.slice(1), cause: 'why' } }
        : { kind: 'succeeded', output: answer };
    },
  });
  client = createSdkClient(running.endpoint, 'k');
});
afterAll(() => running.stop());

const create = async (
  name: string,
  definition: string,
  more: Partial<sfn.CreateStateMachineCommandInput> = {},
): Promise<string> => {
  const created = await client.send(new sfn.CreateStateMachineCommand({ name, definition, roleArn, ...more }));
  return created.stateMachineArn ?? '';
};
const start = async (stateMachineArn: string, name?: string, input?: string): Promise<string> => {
  const started = await client.send(new sfn.StartExecutionCommand({ stateMachineArn, name, input }));
  await running.engine.idle();
  return started.executionArn ?? '';
};
const refused = (name: string) => ({ name, $metadata: { httpStatusCode: 400 } });

describe('state machines', () => {
  test('creating the same machine twice gives the same machine, a different one is refused', async () => {
    const arn = await create('same', pass(1));
    expect(await create('same', pass(1))).toBe(arn);
    expect(arn).toBe('arn:aws:states:eu-central-1:000000000000:stateMachine:same');
    await expect(create('same', pass(2))).rejects.toMatchObject({
      ...refused('StateMachineAlreadyExists'),
      message: `State Machine Already Exists: '${arn}'`,
    });
  });

  test.each(['', 'with space', 'a'.repeat(81), 'a/b', 'a:b', 'a*', 'a\u0000'])(
    'the name %j is refused',
    async (name) => {
      await expect(create(name, pass(1))).rejects.toMatchObject({
        name: name === '' ? 'ValidationException' : 'InvalidName',
      });
    },
  );

  test('a definition that would not be honoured is refused with its place and reason', async () => {
    await expect(
      create('bad', '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Colour":1}}}'),
    ).rejects.toMatchObject({
      ...refused('InvalidDefinition'),
      message:
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field is not supported at /States/A/Colour'",
    });
  });

  test('a huge definition is refused', async () => {
    await expect(
      create('huge', JSON.stringify({ Comment: 'x'.repeat(1_100_000), StartAt: 'A', States: {} })),
    ).rejects.toMatchObject(refused('InvalidDefinition'));
  });

  test('an update is described, running executions keep the definition they started with', async () => {
    const arn = await create('updated', wait);
    const execution = await start(arn, 'before');
    const { revisionId } = await client.send(
      new sfn.UpdateStateMachineCommand({ stateMachineArn: arn, definition: pass('new') }),
    );
    expect(await client.send(new sfn.DescribeStateMachineCommand({ stateMachineArn: arn }))).toMatchObject({
      revisionId,
      definition: pass('new'),
      status: 'ACTIVE',
    });
    expect(
      (await client.send(new sfn.DescribeStateMachineForExecutionCommand({ executionArn: execution }))).definition,
    ).toBe(wait);
    await running.advanceTo(running.api.clock.now() + 100_000);
    expect((await client.send(new sfn.DescribeExecutionCommand({ executionArn: execution }))).output).toBe('{}');
    await expect(client.send(new sfn.UpdateStateMachineCommand({ stateMachineArn: arn }))).rejects.toMatchObject(
      refused('MissingRequiredParameter'),
    );
  });

  test('an update that the engine would not honour changes nothing', async () => {
    const arn = await create('unchanged', pass(1));
    await expect(
      client.send(new sfn.UpdateStateMachineCommand({ stateMachineArn: arn, definition: '{}' })),
    ).rejects.toMatchObject(refused('InvalidDefinition'));
    expect((await client.send(new sfn.DescribeStateMachineCommand({ stateMachineArn: arn }))).definition).toBe(pass(1));
  });

  test('lists page by page', async () => {
    for (let index = 0; index < 5; index += 1) await create(`listed-${index}`, pass(index));
    const names: string[] = [];
    for await (const page of sfn.paginateListStateMachines({ client, pageSize: 2 }, {})) {
      expect(page.stateMachines?.length).toBeLessThanOrEqual(2);
      names.push(...(page.stateMachines ?? []).map(({ name }) => name ?? ''));
    }
    expect(names.filter((name) => name.startsWith('listed-'))).toHaveLength(5);
    await expect(client.send(new sfn.ListStateMachinesCommand({ nextToken: 'made-up' }))).rejects.toMatchObject(
      refused('InvalidToken'),
    );
  });

  test('a deleted machine is gone, deleting it again is no error', async () => {
    const arn = await create('deleted', wait);
    const execution = await start(arn);
    await client.send(new sfn.DeleteStateMachineCommand({ stateMachineArn: arn }));
    await client.send(new sfn.DeleteStateMachineCommand({ stateMachineArn: arn }));
    await expect(client.send(new sfn.DescribeStateMachineCommand({ stateMachineArn: arn }))).rejects.toMatchObject(
      refused('StateMachineDoesNotExist'),
    );
    expect((await client.send(new sfn.DescribeExecutionCommand({ executionArn: execution }))).status).toBe('ABORTED');
  });

  test('a definition can be validated without creating it', async () => {
    const good = await client.send(new sfn.ValidateStateMachineDefinitionCommand({ definition: pass(1) }));
    expect([good.result, good.diagnostics]).toEqual(['OK', []]);
    const bad = await client.send(new sfn.ValidateStateMachineDefinitionCommand({ definition: '{"StartAt":"A"}' }));
    expect(bad).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', location: '/' }],
    });
  });

  test('malformed arns and unknown machines are told apart', async () => {
    await expect(start('nonsense')).rejects.toMatchObject(refused('InvalidArn'));
    await expect(start('arn:aws:states:eu-central-1:000000000000:stateMachine:nobody')).rejects.toMatchObject(
      refused('StateMachineDoesNotExist'),
    );
  });
});

describe('versions and aliases', () => {
  test('publishing is idempotent per revision, an alias routes by weight and guards its versions', async () => {
    const arn = await create('routed', pass('one'));
    const first = await client.send(new sfn.PublishStateMachineVersionCommand({ stateMachineArn: arn }));
    expect(await client.send(new sfn.PublishStateMachineVersionCommand({ stateMachineArn: arn }))).toMatchObject({
      stateMachineVersionArn: `${arn}:1`,
    });
    const updated = await client.send(
      new sfn.UpdateStateMachineCommand({ stateMachineArn: arn, definition: pass('two'), publish: true }),
    );
    expect(updated.stateMachineVersionArn).toBe(`${arn}:2`);
    await expect(
      client.send(new sfn.PublishStateMachineVersionCommand({ stateMachineArn: arn, revisionId: 'old' })),
    ).rejects.toMatchObject(refused('ConflictException'));
    const versions = await client.send(new sfn.ListStateMachineVersionsCommand({ stateMachineArn: arn }));
    expect(versions.stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([
      `${arn}:2`,
      `${arn}:1`,
    ]);

    const one = { stateMachineVersionArn: first.stateMachineVersionArn, weight: 100 };
    const alias = await client.send(
      new sfn.CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: [one] }),
    );
    expect(alias.stateMachineAliasArn).toBe(`${arn}:live`);
    expect(
      await client.send(new sfn.CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: [one] })),
    ).toMatchObject({ stateMachineAliasArn: `${arn}:live` });
    await expect(
      client.send(
        new sfn.CreateStateMachineAliasCommand({
          name: 'live',
          routingConfiguration: [{ ...one, stateMachineVersionArn: `${arn}:2` }],
        }),
      ),
    ).rejects.toMatchObject(refused('ConflictException'));
    await expect(
      client.send(
        new sfn.CreateStateMachineAliasCommand({ name: 'half', routingConfiguration: [{ ...one, weight: 50 }] }),
      ),
    ).rejects.toMatchObject(refused('ValidationException'));

    const throughAlias = await start(`${arn}:live`, 'through-alias');
    expect(await client.send(new sfn.DescribeExecutionCommand({ executionArn: throughAlias }))).toMatchObject({
      output: '"one"',
      stateMachineArn: arn,
      stateMachineVersionArn: `${arn}:1`,
      stateMachineAliasArn: `${arn}:live`,
    });
    await expect(
      client.send(new sfn.DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` })),
    ).rejects.toMatchObject(refused('ConflictException'));
    await client.send(
      new sfn.UpdateStateMachineAliasCommand({
        stateMachineAliasArn: `${arn}:live`,
        routingConfiguration: [{ stateMachineVersionArn: `${arn}:2`, weight: 100 }],
      }),
    );
    const again = await start(`${arn}:live`, 'through-alias-2');
    expect((await client.send(new sfn.DescribeExecutionCommand({ executionArn: again }))).output).toBe('"two"');
    await client.send(new sfn.DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` }));
    await expect(start(`${arn}:1`)).rejects.toMatchObject(refused('StateMachineDoesNotExist'));
    expect(
      (await client.send(new sfn.DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` })))
        .routingConfiguration,
    ).toEqual([{ stateMachineVersionArn: `${arn}:2`, weight: 100 }]);
    expect(
      (await client.send(new sfn.ListStateMachineAliasesCommand({ stateMachineArn: arn }))).stateMachineAliases,
    ).toHaveLength(1);
    expect(
      (await client.send(new sfn.ListExecutionsCommand({ stateMachineArn: `${arn}:live` }))).executions,
    ).toHaveLength(2);
    await client.send(new sfn.DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` }));
    await expect(
      client.send(new sfn.DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` })),
    ).rejects.toMatchObject(refused('ResourceNotFound'));
  });

  test('the number of a deleted version is not given again', async () => {
    const arn = await create('renumbered', pass(1), { publish: true });
    await client.send(new sfn.DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` }));
    const next = await client.send(new sfn.PublishStateMachineVersionCommand({ stateMachineArn: arn }));
    expect(next.stateMachineVersionArn).toBe(`${arn}:2`);
  });
});

test('tags are set, replaced and removed', async () => {
  const resourceArn = await create('tagged', pass(1), { tags: [{ key: 'club', value: 'KIS' }] });
  await client.send(
    new sfn.TagResourceCommand({
      resourceArn,
      tags: [
        { key: 'club', value: 'CIS' },
        { key: 'town', value: 'Łódź' },
      ],
    }),
  );
  await client.send(new sfn.UntagResourceCommand({ resourceArn, tagKeys: ['club'] }));
  expect((await client.send(new sfn.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([
    { key: 'town', value: 'Łódź' },
  ]);
  await expect(
    client.send(new sfn.ListTagsForResourceCommand({ resourceArn: 'arn:aws:states:eu-central-1:0:stateMachine:x' })),
  ).rejects.toMatchObject(refused('ResourceNotFound'));
  const many = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
  await expect(client.send(new sfn.TagResourceCommand({ resourceArn, tags: many }))).rejects.toMatchObject(
    refused('TooManyTags'),
  );
});

describe('executions', () => {
  test('list by status, newest first, page by page', async () => {
    const arn = await create('list-runs', wait);
    for (let index = 0; index < 5; index += 1) {
      await start(arn, `run-${index}`);
      await running.advanceTo(running.api.clock.now() + 1_000);
    }
    await client.send(
      new sfn.StopExecutionCommand({ executionArn: arn.replace('stateMachine', 'execution').concat(':run-2') }),
    );
    const names: (string | undefined)[] = [];
    for await (const page of sfn.paginateListExecutions({ client, pageSize: 2 }, { stateMachineArn: arn }))
      names.push(...(page.executions ?? []).map(({ name }) => name));
    expect(names).toEqual(['run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
    const aborted = await client.send(new sfn.ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'ABORTED' }));
    expect(aborted.executions?.map(({ name }) => name)).toEqual(['run-2']);
  });

  test('the history pages forwards and backwards and can leave data out', async () => {
    const executionArn = await start(await create('paged', pass({ secret: 1 })), 'x', '{"in":1}');
    const forwards: (number | undefined)[] = [];
    for await (const page of sfn.paginateGetExecutionHistory({ client, pageSize: 1 }, { executionArn }))
      forwards.push(...(page.events ?? []).map(({ id }) => id));
    expect(forwards).toEqual([1, 2, 3, 4]);
    const backwards = await client.send(
      new sfn.GetExecutionHistoryCommand({ executionArn, reverseOrder: true, includeExecutionData: false }),
    );
    expect(backwards.events?.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(backwards.events?.[1]?.stateExitedEventDetails).toEqual({ name: 'Only' });
    expect(backwards.events?.[0]?.timestamp).toBeInstanceOf(Date);
  });

  test.each([
    ['not json', '{', 'InvalidExecutionInput'],
    ['empty', '', 'InvalidExecutionInput'],
    ['too large', JSON.stringify('x'.repeat(262_143)), 'ValidationException'],
  ])('an input that is %s is refused', async (_what, input, error) => {
    await expect(start(await create('inputs', pass(1)), undefined, input)).rejects.toMatchObject(refused(error));
  });

  test('an unknown execution is not found', async () => {
    const executionArn = 'arn:aws:states:eu-central-1:000000000000:execution:same:nobody';
    await expect(client.send(new sfn.DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject(
      refused('ExecutionDoesNotExist'),
    );
    await expect(client.send(new sfn.DescribeExecutionCommand({ executionArn: 'nonsense' }))).rejects.toMatchObject(
      refused('InvalidArn'),
    );
  });

  test('a failed run is redriven from where it failed, for fourteen days', async () => {
    const arn = await create(
      'redriven',
      JSON.stringify({
        StartAt: 'Before',
        States: {
          Before: { Type: 'Pass', Result: 'kept', Next: 'Call' },
          Call: { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:f', End: true },
        },
      }),
    );
    answers = [() => '!Broken'];
    const executionArn = await start(arn, 'broken');
    expect(await client.send(new sfn.DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      redriveStatus: 'REDRIVABLE',
    });
    answers = [() => '"mended"'];
    await client.send(new sfn.RedriveExecutionCommand({ executionArn }));
    await running.engine.idle();
    expect(await client.send(new sfn.DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '"mended"',
      redriveCount: 1,
    });
    const { events } = await client.send(new sfn.GetExecutionHistoryCommand({ executionArn }));
    expect(events?.filter(({ type }) => type === 'PassStateEntered')).toHaveLength(1);
    expect(events?.map(({ type }) => type)).toContain('ExecutionRedriven');
    await expect(client.send(new sfn.RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject(
      refused('ExecutionNotRedrivable'),
    );

    answers = [() => '!Broken'];
    const late = await start(arn, 'late');
    await running.advanceTo(running.api.clock.now() + 15 * 86_400_000);
    await expect(client.send(new sfn.RedriveExecutionCommand({ executionArn: late }))).rejects.toMatchObject(
      refused('ExecutionNotRedrivable'),
    );
  });

  test('an express machine answers synchronously and has no list', async () => {
    const arn = await create('express', pass('quick'), { type: 'EXPRESS' });
    const done = await client.send(new sfn.StartSyncExecutionCommand({ stateMachineArn: arn, input: '{"a":1}' }));
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: '"quick"', input: '{"a":1}' });
    await expect(client.send(new sfn.ListExecutionsCommand({ stateMachineArn: arn }))).rejects.toMatchObject(
      refused('StateMachineTypeNotSupported'),
    );
    await expect(
      client.send(new sfn.StartSyncExecutionCommand({ stateMachineArn: await create('standard', pass(1)) })),
    ).rejects.toMatchObject(refused('StateMachineTypeNotSupported'));
  });
});

describe('a single state', () => {
  const testState = (state: object, more: Partial<sfn.TestStateCommandInput> = {}) =>
    client.send(new sfn.TestStateCommand({ definition: JSON.stringify(state), roleArn, ...more }));

  test('is tested alone, with variables', async () => {
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $n + $states.input.m %}', Next: 'After' };
    expect(await testState(state, { input: '{"m":2}', variables: '{"n":40}' })).toMatchObject({
      status: 'SUCCEEDED',
      output: '42',
      nextState: 'After',
    });
  });

  test('tells a caught error from a failure and from one that would be retried', async () => {
    const task = { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:f', End: true };
    const mock = { errorOutput: { error: 'Busy', cause: 'full' } };
    expect(await testState(task, { mock })).toMatchObject({ status: 'FAILED', error: 'Busy', cause: 'full' });
    expect(await testState({ ...task, Retry: [{ ErrorEquals: ['Busy'] }] }, { mock })).toMatchObject({
      status: 'RETRIABLE',
      error: 'Busy',
    });
    expect(await testState({ ...task, Catch: [{ ErrorEquals: ['Busy'], Next: 'Sorry' }] }, { mock })).toMatchObject({
      status: 'CAUGHT_ERROR',
      nextState: 'Sorry',
    });
  });

  test('is refused when it would not be honoured', async () => {
    await expect(testState({ Type: 'Pass' })).rejects.toMatchObject(refused('InvalidDefinition'));
  });
});

test('an operation that AWS has and this engine lacks is refused by name', async () => {
  await expect(client.send(new sfn.CreateActivityCommand({ name: 'a' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
  await expect(client.send(new sfn.ListMapRunsCommand({ executionArn: 'a' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});
