import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningEngine, startEngine } from '../start-engine.ts';

const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  TimeoutSeconds: 86_400,
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'open-task', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 3_600,
      HeartbeatSeconds: 600,
      Output: '{% $states.result %}',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      End: true,
    },
    Late: { Type: 'Pass', Output: 'late', End: true },
  },
});

const calls: { name: string; key: string; payload: { token: string } }[] = [];
let functions: Server;
let running: RunningEngine;
let client: SFNClient;
let machine: string;

beforeAll(async () => {
  functions = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const name = decodeURIComponent(request.url?.split('/')[3] ?? '');
      calls.push({
        name,
        key: String(request.headers['x-reintegra-idempotency-key']),
        payload: JSON.parse(body) as { token: string },
      });
      response.end('null');
    });
  });
  await new Promise<void>((resolve) => functions.listen(0, '127.0.0.1', resolve));
  running = await startEngine({
    key: 'secret',
    functions: `http://127.0.0.1:${(functions.address() as AddressInfo).port}`,
    virtualFrom: Date.UTC(2026, 0, 1),
  });
  client = new SFNClient({
    endpoint: running.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'secret', secretAccessKey: 'x' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  const created = await client.send(
    new CreateStateMachineCommand({ name: 'ask', definition, roleArn: 'arn:aws:iam::000000000000:role/engine' }),
  );
  machine = created.stateMachineArn ?? '';
});

afterAll(async () => {
  await running.stop();
  functions.close();
});

const start = async (name: string): Promise<{ arn: string; token: string }> => {
  const { executionArn: arn = '' } = await client.send(
    new StartExecutionCommand({ stateMachineArn: machine, name, input: '{"case":"c1"}' }),
  );
  await running.engine.idle();
  return { arn, token: calls.at(-1)?.payload.token ?? '' };
};

describe('a task that waits for its token', () => {
  test('goes on with the answer, once', async () => {
    const { arn, token } = await start('answered');
    expect(calls.at(-1)?.key).toMatch(/answered\/Ask@\d+\/0$/);
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"decision":"yes"}' }));
    await running.engine.idle();
    const done = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
    expect(done.status).toBe('SUCCEEDED');
    expect(JSON.parse(done.output ?? '')).toEqual({ decision: 'yes' });
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('fails with the error that was sent', async () => {
    const { arn, token } = await start('refused');
    await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'Refused', cause: 'because' }));
    await running.engine.idle();
    const done = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
    expect([done.status, done.error, done.cause]).toEqual(['FAILED', 'Refused', 'because']);
  });

  test('times out under the virtual clock, heartbeats put that off only until TimeoutSeconds', async () => {
    const { arn, token } = await start('silent');
    const from = running.api.clock.now();
    for (let minute = 5; minute < 60; minute += 5) {
      await running.advanceTo(from + minute * 60_000);
      await client.send(new SendTaskHeartbeatCommand({ taskToken: token }));
    }
    expect((await client.send(new DescribeExecutionCommand({ executionArn: arn }))).status).toBe('RUNNING');
    await running.advanceTo(from + 3_600_000);
    expect((await client.send(new DescribeExecutionCommand({ executionArn: arn }))).output).toBe('"late"');
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: token }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('misses a heartbeat', async () => {
    const { arn } = await start('missed');
    await running.advanceTo(running.api.clock.now() + 601_000);
    expect((await client.send(new DescribeExecutionCommand({ executionArn: arn }))).output).toBe('"late"');
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn: arn }));
    expect(events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskTimedOut',
      'TaskStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('is closed when the run is stopped', async () => {
    const { arn, token } = await start('stopped');
    await client.send(new StopExecutionCommand({ executionArn: arn, error: 'Withdrawn' }));
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
    expect((await client.send(new DescribeExecutionCommand({ executionArn: arn }))).status).toBe('ABORTED');
  });

  test('does not know a token that nobody got', async () => {
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: 'nobody', output: '{}' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});

test('a start with the same name and input finds the running execution, anything else is refused', async () => {
  const { arn } = await start('twice');
  const again = await client.send(
    new StartExecutionCommand({ stateMachineArn: machine, name: 'twice', input: '{"case":"c1"}' }),
  );
  expect(again.executionArn).toBe(arn);
  await expect(
    client.send(new StartExecutionCommand({ stateMachineArn: machine, name: 'twice', input: '{}' })),
  ).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
  });
});

test('a caller with another key is turned away', async () => {
  const stranger = new SFNClient({
    endpoint: running.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'guess', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  await expect(stranger.send(new DescribeExecutionCommand({ executionArn: 'x' }))).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    $metadata: { httpStatusCode: 403 },
  });
});
