import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Execution, JsonObject } from '../../core/model.ts';
import { operations } from '../../protocol/operations.ts';
import { type RunningEngine, startEngine } from '../../start-engine.ts';

interface Heard {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}
let heard: Heard[];
let answer: (call: Heard) => {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
};
let server: Server;
let running: RunningEngine;

beforeEach(async () => {
  heard = [];
  answer = () => ({ body: '{}' });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const call = { url: request.url ?? '', headers: request.headers, body: JSON.parse(body) as unknown };
      heard.push(call);
      const { status = 200, headers = {}, body: text } = answer(call);
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running = await startEngine({
    key: 'k',
    functions: endpoint,
    dynamodb: endpoint,
    virtualFrom: Date.UTC(2026, 0, 1),
    log: () => undefined,
    retryDelay: () => 5,
  });
});
afterEach(async () => {
  await running.stop();
  server.closeAllConnections();
  server.close();
});

const perform = (name: string, input: JsonObject): Promise<object> =>
  operations[name]?.(running.api, input) ?? Promise.reject(new Error(name));
let machines = 0;
const run = async (state: JsonObject, input = '{}'): Promise<Execution> => {
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Only',
    States: { Only: { Type: 'Task', End: true, ...state } },
  });
  const created = (await perform('CreateStateMachine', {
    name: `m${machines++}`,
    definition,
    roleArn: 'arn:aws:iam::0:role/x',
  })) as { stateMachineArn: string };
  const started = (await perform('StartExecution', { stateMachineArn: created.stateMachineArn, input })) as {
    executionArn: string;
  };
  return running.engine.ended(started.executionArn);
};
const invoke = {
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'greet', Payload: { name: 'Ala' } },
};

describe('lambda:invoke', () => {
  test('sends the payload alone, under a key, and hands on the envelope', async () => {
    answer = () => ({ body: '{"hello":"Ala"}' });
    const done = await run(invoke);
    expect(heard[0]).toMatchObject({ url: '/2015-03-31/functions/greet/invocations', body: { name: 'Ala' } });
    expect(heard[0]?.headers['x-reintegra-idempotency-key']).toMatch(/\/Only@3\/0$/);
    expect(JSON.parse(done.output ?? '')).toMatchObject({
      Payload: { hello: 'Ala' },
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
    });
  });

  test('a function by its arn gets the whole input and answers for itself', async () => {
    answer = () => ({ body: '7' });
    const done = await run({ Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:greet' }, '{"a":1}');
    expect(heard[0]?.url).toContain(encodeURIComponent('arn:aws:lambda'));
    expect([heard[0]?.body, done.output]).toEqual([{ a: 1 }, '7']);
  });

  test('a function error becomes the error of its name, with the whole envelope as cause', async () => {
    answer = () => ({
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: '{"errorType":"not-allowed","errorMessage":"no"}',
    });
    const done = await run(invoke);
    expect(done.failure).toEqual({ error: 'not-allowed', cause: '{"errorType":"not-allowed","errorMessage":"no"}' });
  });

  test('an unknown function is Lambda.ResourceNotFoundException, which States.TaskFailed catches', async () => {
    answer = () => ({
      status: 404,
      headers: { 'x-amzn-errortype': 'ResourceNotFoundException:http://x' },
      body: '{"Message":"Function not found"}',
    });
    expect((await run(invoke)).failure?.error).toBe('Lambda.ResourceNotFoundException');
  });

  test('an answer over 256 KiB is States.DataLimitExceeded', async () => {
    answer = () => ({ body: JSON.stringify('ą'.repeat(140_000)) });
    expect((await run(invoke)).failure).toEqual({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  test('a host that is restarting is tried again under the same key', async () => {
    let failures = 3;
    answer = () => (failures-- > 0 ? { status: 503, body: '' } : { body: '{}' });
    expect((await run(invoke)).status).toBe('SUCCEEDED');
    expect(new Set(heard.map(({ headers }) => headers['x-reintegra-idempotency-key'])).size).toBe(1);
    expect(heard).toHaveLength(4);
  });

  test('something that is not JSON fails the task, not the engine', async () => {
    answer = () => ({ body: 'oops' });
    expect((await run(invoke)).failure?.error).toBe('Lambda.Unknown');
  });
});

describe('other services', () => {
  test('dynamodb gets the arguments as they stand and answers as it is', async () => {
    answer = () => ({ body: '{"Item":{"id":{"S":"1"}}}' });
    const done = await run({
      Resource: 'arn:aws:states:::dynamodb:getItem',
      Arguments: { TableName: 't', Key: { id: { S: '1' } } },
    });
    expect(heard[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.GetItem');
    expect(JSON.parse(done.output ?? '')).toMatchObject({
      Item: { id: { S: '1' } },
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  test('a refused condition keeps the name that AWS gives it', async () => {
    answer = () => ({
      status: 400,
      body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}',
    });
    const done = await run({ Resource: 'arn:aws:states:::dynamodb:putItem', Arguments: { TableName: 't', Item: {} } });
    expect(done.failure?.error).toBe('DynamoDB.ConditionalCheckFailedException');
  });

  test('a service without an endpoint fails with a plain sentence', async () => {
    const done = await run({ Resource: 'arn:aws:states:::events:putEvents', Arguments: { Entries: [] } });
    expect(done.failure).toEqual({
      error: 'States.TaskFailed',
      cause: 'No endpoint is configured for EventBridge: the engine cannot perform events:putEvents',
    });
  });
});

describe('states:startExecution', () => {
  const child = async (definition: object): Promise<string> => {
    const created = (await perform('CreateStateMachine', {
      name: `c${machines++}`,
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::0:role/x',
    })) as { stateMachineArn: string };
    return created.stateMachineArn;
  };
  const ok = { StartAt: 'P', States: { P: { Type: 'Pass', Result: { grown: true }, End: true } } };
  const bad = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Spoilt', Cause: 'sour' } } };

  test('plain goes on at once', async () => {
    const StateMachineArn = await child(ok);
    const done = await run({
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn, Input: { a: 1 }, Name: 'kid' },
    });
    expect(JSON.parse(done.output ?? '')).toMatchObject({
      ExecutionArn: `${StateMachineArn.replace('stateMachine', 'execution')}:kid`,
    });
  });

  test('.sync:2 waits for the child and hands on its parsed output', async () => {
    const StateMachineArn = await child(ok);
    const done = await run({
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn, Input: { a: 1 } },
    });
    expect(JSON.parse(done.output ?? '')).toMatchObject({
      Status: 'SUCCEEDED',
      Output: { grown: true },
      Input: { a: 1 },
    });
  });

  test('.sync hands the output on as text, as it always did', async () => {
    const StateMachineArn = await child(ok);
    const done = await run({ Resource: 'arn:aws:states:::states:startExecution.sync', Arguments: { StateMachineArn } });
    expect(JSON.parse(done.output ?? '')).toMatchObject({ Status: 'SUCCEEDED', Output: '{"grown":true}', Input: '{}' });
  });

  test('.sync:2 fails as States.TaskFailed with the description of the child', async () => {
    const StateMachineArn = await child(bad);
    const done = await run({
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn },
    });
    expect(done.failure?.error).toBe('States.TaskFailed');
    expect(JSON.parse(done.failure?.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'Spoilt', Cause: 'sour' });
  });

  test('an unknown machine fails the task with the error of Step Functions', async () => {
    const done = await run({
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: 'arn:aws:states:eu-central-1:000000000000:stateMachine:nobody' },
    });
    expect(done.failure?.error).toBe('StepFunctions.StateMachineDoesNotExistException');
  });

  test('aws-sdk:sfn describes another run', async () => {
    const StateMachineArn = await child(ok);
    const started = (await perform('StartExecution', { stateMachineArn: StateMachineArn, name: 'seen' })) as {
      executionArn: string;
    };
    await running.engine.ended(started.executionArn);
    const done = await run({
      Resource: 'arn:aws:states:::aws-sdk:sfn:describeExecution',
      Arguments: { ExecutionArn: started.executionArn },
    });
    expect(JSON.parse(done.output ?? '')).toMatchObject({ Name: 'seen', Status: 'SUCCEEDED' });
  });
});
