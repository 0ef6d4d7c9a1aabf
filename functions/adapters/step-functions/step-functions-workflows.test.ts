import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { stepFunctionsWorkflows } from './step-functions-workflows.ts';

const MACHINES = 'arn:aws:states:eu-central-1:000000000000:stateMachine:reintegra-';
const EXECUTION = 'arn:aws:states:eu-central-1:000000000000:execution:reintegra-recruitment:case1-recruitment-1';
const sfn = mockClient(SFNClient);
const workflows = stepFunctionsWorkflows(new SFNClient({ region: 'eu-central-1' }), MACHINES);
const named = (name: string): Error => Object.assign(new Error('quotes the input'), { name });

beforeEach(() => {
  sfn.reset();
  sfn.on(DescribeExecutionCommand).resolves({ stateMachineVersionArn: `${MACHINES}recruitment:7` });
});

test('starts through the live alias and tells the pinned version', async () => {
  sfn.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });
  const started = await workflows.start('recruitment', 'case1-recruitment-1', { caseId: 'case1', cycle: 1 });
  expect(started).toEqual({ ok: true, value: { execution: EXECUTION, version: '7' } });
  expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
    stateMachineArn: `${MACHINES}recruitment:live`,
    name: 'case1-recruitment-1',
    input: '{"caseId":"case1","cycle":1}',
  });
});

test('a start that happened before is a success with the same execution', async () => {
  sfn.on(StartExecutionCommand).rejects(named('ExecutionAlreadyExists'));
  expect(await workflows.start('recruitment', 'case1-recruitment-1', {})).toEqual({
    ok: true,
    value: { execution: EXECUTION, version: '7' },
  });
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
  'an answer nobody waits for is gone: %s',
  async (name) => {
    sfn.on(SendTaskSuccessCommand).rejects(named(name));
    sfn.on(SendTaskFailureCommand).rejects(named(name));
    expect(await workflows.succeed('t', { outcome: 'accept' })).toMatchObject({ failure: { code: 'gone' } });
    expect(await workflows.failTask('t', 'e', 'c')).toMatchObject({ failure: { code: 'gone' } });
  },
);

test('an engine that is away is unavailable, a wrong request throws without quoting it', async () => {
  sfn.on(StartExecutionCommand).rejectsOnce(named('TimeoutError')).rejects(named('InvalidExecutionInput'));
  expect(await workflows.start('recruitment', 'n', {})).toMatchObject({ failure: { code: 'unavailable' } });
  await expect(workflows.start('recruitment', 'n', {})).rejects.toThrow(/^start recruitment: InvalidExecutionInput$/);
  sfn.on(StopExecutionCommand).rejectsOnce(named('ECONNREFUSED')).resolves({});
  expect(await workflows.stop(EXECUTION, 'withdrawn')).toMatchObject({ failure: { code: 'unavailable' } });
  expect((await workflows.stop(EXECUTION, 'withdrawn')).ok).toBe(true);
});
