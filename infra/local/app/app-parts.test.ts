import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeStateMachineAliasCommand, DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../functions/adapters/table/memory.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { startEngine } from '../step-functions/start-engine.ts';
import { callerAddress, proxyList } from './caller-address.ts';
import { deployWorkflows } from './deploy-workflows.ts';
import { lambdaEndpoint } from './lambda-endpoint.ts';
import { pokingStore, pump } from './pump.ts';
import { serveAssets } from './static-files.ts';

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the functions that workflows call', () => {
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=secret/20260101/eu-central-1/lambda/aws4_request' };
  const invoke = async (
    name: string,
    headers: Record<string, string> = signed,
    body = '{"a":1}',
  ): Promise<Response> => {
    const server = lambdaEndpoint(
      {
        Echo: async (event: object) => ({ got: event }),
        Refuse: async () => {
          throw Object.assign(new Error('stands elsewhere'), { name: 'wrong-state' });
        },
      },
      'secret',
      { clock: async (asked) => ({ now: asked.advanceTo }) },
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const path = name.startsWith('/') ? name : `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
    server.close();
    return answer;
  };

  test('answer by name and by ARN', async () => {
    for (const name of ['Echo', 'arn:aws:lambda:eu-central-1:000000000000:function:Echo', 'Echo:live']) {
      expect(await (await invoke(name)).json()).toEqual({ got: { a: 1 } });
    }
  });

  test('a thrown error is an answer whose type Catch can match', async () => {
    const answer = await invoke('Refuse');
    expect([answer.status, answer.headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
    expect(await answer.json()).toEqual({ errorType: 'wrong-state', errorMessage: 'stands elsewhere' });
  });

  test('nobody without the key of this start is answered, and nothing but own functions is called', async () => {
    expect((await invoke('Echo', {})).status).toBe(403);
    expect((await invoke('Echo', { authorization: 'AWS4-HMAC-SHA256 Credential=other/x' })).status).toBe(403);
    for (const name of ['Nobody', 'constructor', '__proto__', '/_home/nothing'])
      expect((await invoke(name)).status).toBe(404);
    expect(await (await invoke('/_home/clock', signed, '{"advanceTo":"x"}')).json()).toEqual({ now: 'x' });
  });
});

describe('a pump', () => {
  test('waits for its start, never runs twice at once, runs again when poked meanwhile, and stops', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const one = pump(
      async () => {
        running += 1;
        most = Math.max(most, running);
        runs += 1;
        await wait(5);
        running -= 1;
      },
      10_000,
      () => undefined,
    );
    one.poke();
    await wait(10);
    expect(runs).toBe(0);
    one.start();
    for (let times = 0; times < 5; times += 1) one.poke();
    await one.drain();
    expect(most).toBe(1);
    expect(runs).toBeGreaterThanOrEqual(2);
    await one.stop();
    const before = runs;
    one.poke();
    await wait(10);
    expect(runs).toBe(before);
  });

  test('goes on after a failure', async () => {
    const failures: unknown[] = [];
    let runs = 0;
    const one = pump(
      async () => {
        runs += 1;
        if (runs === 1) throw new Error('away');
      },
      5,
      (error) => failures.push(error),
    );
    one.start();
    await wait(40);
    expect(failures).toHaveLength(1);
    expect(runs).toBeGreaterThan(1);
    await one.stop();
  });

  test('is poked by commits that queue something, and by no other', async () => {
    let poked = 0;
    const at = '2026-04-03T07:00:00.000Z' as Instant;
    const store = pokingStore(memoryStore({ now: () => at }), () => {
      poked += 1;
    });
    await store.commit([{ put: 'counter', record: { counterKey: 'a', value: 1, version: 1 } }]);
    expect(poked).toBe(0);
    const row = {
      outboxId: 'o',
      shard: 0,
      message: { type: 'mail-queued', mailId: 'm' },
      at,
      tries: 0,
      version: 1,
    } as const;
    await store.commit([{ put: 'outbox', record: row }]);
    expect(poked).toBe(1);
    await store.commit([{ put: 'outbox', record: row }]);
    expect(poked).toBe(1);
  });
});

describe('the caller’s address', () => {
  const request = (forwarded?: string): Request =>
    new Request('http://x/', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } });
  const from = (address: string) => ({
    incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' } },
  });

  test('is the connection’s own unless a trusted proxy speaks for somebody', () => {
    expect(callerAddress(undefined)(request('1.2.3.4'), from('::ffff:127.0.0.1'))).toBe('127.0.0.1');
    const trusting = callerAddress(proxyList('127.0.0.1, 10.0.0.0/8'));
    expect(trusting(request('1.2.3.4'), from('9.9.9.9'))).toBe('9.9.9.9');
    expect(trusting(request('6.6.6.6, 1.2.3.4, 10.1.1.1'), from('127.0.0.1'))).toBe('1.2.3.4');
    expect(trusting(request('rubbish'), from('127.0.0.1'))).toBe('127.0.0.1');
    expect(trusting(request(), from('127.0.0.1'))).toBe('127.0.0.1');
    expect(() => proxyList('proxy.local')).toThrow(TypeError);
  });
});

test('assets with a hashed name are kept for ever; nothing else of the disk is served', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(folder, 'main-ABCD1234.js'), 'export {}');
  writeFileSync(join(folder, 'secret.js'), 'x');
  const app = new Hono();
  serveAssets(app, folder);
  const found = await app.request('/assets/main-ABCD1234.js');
  expect([found.status, found.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  for (const path of ['secret.js', 'main-ABCD1235.js', '..%2Fsecret.js', '%2e%2e%2f%2e%2e%2fpackage.json']) {
    expect((await app.request(`/assets/${path}`)).status, path).toBe(404);
  }
  rmSync(folder, { recursive: true });
});

test('state machines are created, published and pointed at once; a changed one moves its alias, an equal one does not', async () => {
  const engine = await startEngine({
    key: 'k',
    call: async () => ({ kind: 'succeeded', output: {} }) as never,
    log: () => undefined,
  });
  const client = new SFNClient({
    endpoint: engine.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'k', secretAccessKey: 'x' },
    disableHostPrefix: true,
  });
  const machines = 'arn:aws:states:eu-central-1:000000000000:stateMachine:reintegra-';
  const machine = (comment: string) => ({
    one: {
      Comment: comment,
      QueryLanguage: 'JSONata',
      TimeoutSeconds: 60,
      StartAt: 'Open',
      States: {
        Open: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the substitution mark of a definition
          Arguments: { FunctionName: '${OpenTask}' },
          End: true,
        },
      },
    },
  });
  try {
    expect(await deployWorkflows(client, machines, machine('a'))).toEqual(['one']);
    expect(await deployWorkflows(client, machines, machine('a'))).toEqual([]);
    expect(await deployWorkflows(client, machines, machine('b'))).toEqual(['one']);
    const { definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: `${machines}one` }));
    expect(definition).toContain('arn:aws:lambda:eu-central-1:000000000000:function:OpenTask');
    const alias = await client.send(
      new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${machines}one:live` }),
    );
    expect(alias.routingConfiguration?.[0]?.stateMachineVersionArn).toBe(`${machines}one:2`);
  } finally {
    client.destroy();
    await engine.stop();
  }
});
