import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { createSdkClient } from '../../../infra/local/step-functions/protocol/sdk-client.ts';
import { checkHistory } from './check-history.ts';
import { createLedger } from './ledger.ts';
import type { PlantedBug } from './planted-stores.ts';
import { definition, effectsPerRun } from './workload.ts';

export interface KillRunOptions {
  readonly executions: number;
  readonly random: () => number;
  readonly planted?: PlantedBug;
  /** How long to wait for the last run after the last kill, in milliseconds. */
  readonly patience: number;
  readonly kills: number;
}

/** What a run with random kill -9 found; each list names executions or places. */
export interface KillReport {
  readonly executions: number;
  readonly kills: number;
  readonly calls: number;
  readonly repeatedCalls: number;
  readonly lost: readonly string[];
  readonly stuck: readonly string[];
  readonly doubled: readonly string[];
  readonly malformed: readonly string[];
  readonly wrong: readonly string[];
}

const folder = join(import.meta.dirname, '..', '..', '..');
const engineMain = join(folder, 'infra', 'local', 'step-functions', 'main.ts');
const plantedMain = join(import.meta.dirname, 'planted-process.ts');

const boot = async (
  file: string,
  functions: string,
  planted: PlantedBug | undefined,
): Promise<{ readonly process: ChildProcess; readonly endpoint: string }> => {
  const main = planted === undefined ? [engineMain] : [plantedMain, '--planted', planted];
  const child = spawn(process.execPath, [...main, '--file', file, '--functions', functions, '--key', 'k'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(String(data).trim()));
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code} before it listened`)));
  });
  return { process: child, endpoint: `http://${line.split(' ')[1]}` };
};

/** Runs the workload while the engine is killed at random moments, then holds the world's ledger against the engine's word. */
export const killRun = async (options: KillRunOptions): Promise<KillReport> => {
  const { random, executions } = options;
  const directory = mkdtempSync(join(tmpdir(), 'engine-faults-'));
  const file = join(directory, 'engine.sqlite');
  const ledger = createLedger();
  let client: SFNClient | undefined;
  let over = false;

  /** Sends until the engine answers; the engine may be dead in between. */
  const insist = async <T>(send: (to: SFNClient) => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        if (client !== undefined) return await send(client);
      } catch (thrown) {
        const known = (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        if (known !== undefined || over) throw thrown;
      }
      await pause(20 + random() * 30);
    }
  };

  const answered = new Set<string>();
  const answerTask = async (run: string, token: string): Promise<void> => {
    if (answered.has(run)) return;
    answered.add(run);
    await pause(random() * 800);
    // A different answer at each attempt: the one that was acknowledged must be the one that stands.
    for (let attempt = 1; ; attempt += 1) {
      ledger.answering(run, attempt);
      try {
        if (client === undefined) throw new Error('dead');
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: String(attempt) }));
        ledger.acknowledged(run, attempt);
        return;
      } catch (thrown) {
        if ((thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined || over)
          return;
      }
      await pause(20 + random() * 50);
    }
  };

  const functions = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { run, place, token } = JSON.parse(body) as { run: string; place: string; token?: string };
      ledger.called(run, place, String(request.headers['x-reintegra-idempotency-key']));
      if (token !== undefined) void answerTask(run, token);
      // Now and then a call is slow enough for the engine to die under it.
      setTimeout(() => response.end('{}'), random() < 0.15 ? random() * 600 : random() * 20);
    });
  });
  await new Promise<void>((resolve) => functions.listen(0, '127.0.0.1', resolve));
  const functionsUrl = `http://127.0.0.1:${(functions.address() as AddressInfo).port}`;

  let engine = await boot(file, functionsUrl, options.planted);
  client = createSdkClient(engine.endpoint, 'k');
  const created = await insist((to) =>
    to.send(new CreateStateMachineCommand({ name: 'faults', definition, roleArn: 'arn:aws:iam::000000000000:role/x' })),
  );
  const stateMachineArn = created.stateMachineArn ?? '';
  const arnOf = (name: string): string => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

  const names = Array.from({ length: executions }, (_, index) => `run-${index}`);
  let nextName = 0;
  const starter = async (): Promise<void> => {
    for (let name = names[nextName++]; name !== undefined; name = names[nextName++]) {
      const run = name;
      await insist((to) => to.send(new StartExecutionCommand({ stateMachineArn, name: run, input: '{}' }))).catch(
        (thrown: unknown) => {
          // The first attempt was stored and is over before the second asks: that is a start too.
          if ((thrown as Error).name !== 'ExecutionAlreadyExists') throw thrown;
        },
      );
    }
  };
  const starters = Promise.all(Array.from({ length: 16 }, starter));

  let kills = 0;
  let started = false;
  void starters.then(() => {
    started = true;
  });
  while (kills < options.kills || !started) {
    await pause(150 + random() * 900);
    client = undefined;
    engine.process.kill('SIGKILL');
    await new Promise((resolve) => engine.process.once('exit', resolve));
    kills += 1;
    if (random() < 0.3) await pause(random() * 1_500);
    engine = await boot(file, functionsUrl, options.planted);
    client = createSdkClient(engine.endpoint, 'k');
  }
  await starters;

  const lost: string[] = [];
  const malformed: string[] = [];
  const wrong: string[] = [];
  let waiting = names;
  const until = performance.now() + options.patience;
  const ended: string[] = [];
  while (waiting.length > 0 && performance.now() < until) {
    await pause(300);
    const left: string[] = [];
    for (const name of waiting) {
      try {
        const described = await insist((to) => to.send(new DescribeExecutionCommand({ executionArn: arnOf(name) })));
        if (described.status === 'RUNNING') left.push(name);
        else {
          ended.push(name);
          const output = JSON.parse(described.output ?? 'null') as { answer?: unknown; doubled?: unknown } | null;
          const good =
            described.status === 'SUCCEEDED' &&
            JSON.stringify(output?.doubled) === '[2,4,6]' &&
            ledger.answerStands(name, output?.answer);
          if (!good) wrong.push(`${name}: ${described.status} ${described.output ?? described.cause ?? ''}`);
        }
      } catch (thrown) {
        if ((thrown as Error).name !== 'ExecutionDoesNotExist') throw thrown;
        lost.push(name);
      }
    }
    waiting = left;
  }
  for (const name of ended) {
    const { events = [] } = await insist((to) =>
      to.send(new GetExecutionHistoryCommand({ executionArn: arnOf(name), maxResults: 1000 })),
    );
    const seen = events.map((event) => ({
      id: event.id ?? 0,
      previousEventId: event.previousEventId ?? 0,
      type: event.type ?? '',
      at: event.timestamp?.getTime() ?? 0,
    }));
    const found = checkHistory(seen);
    if (found !== undefined) malformed.push(`${name}: ${found}`);
    if (ledger.placesOf(name) !== effectsPerRun)
      wrong.push(`${name}: ${ledger.placesOf(name)} effects of ${effectsPerRun}`);
  }
  over = true;
  engine.process.kill('SIGKILL');
  functions.closeAllConnections();
  functions.close();
  rmSync(directory, { recursive: true, force: true });
  return {
    executions,
    kills,
    calls: ledger.calls(),
    repeatedCalls: ledger.repeated(),
    lost,
    stuck: waiting,
    doubled: ledger.doubled(),
    malformed,
    wrong,
  };
};
