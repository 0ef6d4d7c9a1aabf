import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { JsonObject } from './core/model.ts';
import { parseResource } from './language/resource.ts';
import type { Api, RevisionRow } from './protocol/api.ts';
import { ApiError } from './protocol/api-error.ts';
import { createProtocolServer } from './protocol/server.ts';
import { type Clock, createRealClock, createVirtualClock, type VirtualClock } from './runtime/clock.ts';
import { type CallService, createEngine, type Engine } from './runtime/engine.ts';
import { callJsonService, type JsonService } from './runtime/integrations/json-service.ts';
import { callLambda } from './runtime/integrations/lambda.ts';
import { callStepFunctions } from './runtime/integrations/step-functions.ts';
import { createPrograms } from './runtime/programs.ts';
import { type WatchdogReport, watch } from './runtime/watchdog.ts';
import { createMemoryStore } from './store/memory.ts';
import { createSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export interface StartOptions {
  /** The engine's own SQLite file; left out, everything is kept in memory. */
  readonly file?: string;
  /** A ready store instead of `file` (tests). */
  readonly store?: Store;
  /** 0 picks a free port. */
  readonly port?: number;
  /** Where functions answer the Lambda Invoke protocol; `call` replaces it in tests. */
  readonly functions?: string;
  readonly dynamodb?: string;
  readonly events?: string;
  /** The access key id that clients must sign with. */
  readonly key: string;
  readonly region?: string;
  readonly account?: string;
  /** An instant (epoch milliseconds) to stand still at; left out, the machine's clock is used. */
  readonly virtualFrom?: number;
  readonly log?: (line: Record<string, unknown>) => void;
  /** Stands in for every service that tasks call (tests), or only for functions. */
  readonly call?: CallService;
  readonly callFunctions?: CallService;
  readonly random?: () => number;
  /** Whether the process behind a lease still runs; a dead one's tasks are taken over at once. */
  readonly isAlive?: (owner: string) => boolean;
  /** Milliseconds between tries when the store or a service is away. */
  readonly retryDelay?: (attempt: number) => number;
}

export interface RunningEngine {
  readonly endpoint: string;
  readonly port: number;
  readonly engine: Engine;
  readonly api: Api;
  /** Looks for orphans both ways over the whole store; runs by itself at start and once a day. */
  watch(repair: boolean): Promise<WatchdogReport>;
  /** Only with a virtual clock: moves to `instant`, firing every timer on the way in order; answers where it stands. */
  advanceTo(instant: number): Promise<number>;
  /** Only with a virtual clock: moves to the next timer, if there is one; answers where it stands. */
  advanceToNextTimer(): Promise<number>;
  stop(): Promise<void>;
}

const ownerRuns = (owner: string): boolean => {
  const [host, pid] = owner.split(' ');
  // A lease from another machine is waited out; one from a dead process of this machine is taken at once.
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};

/** How long AWS keeps the history of an ended run. */
const keptDays = 90;

const isVirtual = (clock: Clock): clock is VirtualClock => 'set' in clock;

const callsOf = (options: StartOptions, api: () => Api, region: string): CallService => {
  const service = (
    endpoint: string | undefined,
    rest: Pick<JsonService, 'label' | 'signedAs' | 'targetPrefix' | 'contentType'>,
  ): JsonService => ({
    endpoint: endpoint === undefined ? undefined : new URL(endpoint),
    key: options.key,
    region,
    requestId: randomUUID,
    ...rest,
  });
  const dynamodb = service(options.dynamodb, {
    label: 'DynamoDB',
    signedAs: 'dynamodb',
    targetPrefix: 'DynamoDB_20120810',
    contentType: 'application/x-amz-json-1.0',
  });
  const events = service(options.events, {
    label: 'EventBridge',
    signedAs: 'events',
    targetPrefix: 'AWSEvents',
    contentType: 'application/x-amz-json-1.1',
  });
  const functions = options.functions === undefined ? undefined : new URL(options.functions);
  return async (task, execution, signal) => {
    const resource = parseResource(task.resource);
    if (resource === undefined) throw new Error(`a task with resource ${task.resource} was stored`);
    const called = resource.kind === 'function' ? 'lambda' : resource.service.replace('aws-sdk:', '');
    if (called === 'states' || called === 'sfn') return callStepFunctions(api(), task, resource);
    if (called === 'dynamodb') return callJsonService(dynamodb, task, resource, signal);
    if (called === 'events' || called === 'eventbridge') return callJsonService(events, task, resource, signal);
    if (options.callFunctions !== undefined) return options.callFunctions(task, execution, signal);
    if (functions === undefined)
      return {
        kind: 'failed',
        failure: { error: 'States.TaskFailed', cause: 'No endpoint is configured for functions' },
      };
    return callLambda({ endpoint: functions, key: options.key, region, uuid: randomUUID }, task, resource, signal);
  };
};

/** Starts an engine and its HTTP endpoint on 127.0.0.1; resolves once it answers. Rejects when file or port cannot be opened. */
export const startEngine = async (options: StartOptions): Promise<RunningEngine> => {
  const region = options.region ?? 'eu-central-1';
  const account = options.account ?? '000000000000';
  const log = options.log ?? ((line) => console.error(JSON.stringify(line)));
  const store = options.store ?? (options.file === undefined ? createMemoryStore() : createSqliteStore(options.file));
  const clock: Clock = options.virtualFrom === undefined ? createRealClock() : createVirtualClock(options.virtualFrom);
  const random = options.random ?? Math.random;
  const programs = createPrograms((revision) => {
    const row = store.document<RevisionRow>('revision', revision);
    if (row === undefined) throw new Error(`no revision ${revision}`);
    return row.definition;
  });
  const call = options.call ?? callsOf(options, () => api, region);
  const engine = createEngine({
    store,
    clock,
    world: {
      now: clock.now,
      random,
      uuid: randomUUID,
      token: () => randomBytes(48).toString('base64url'),
      region,
      account,
    },
    call,
    program: programs,
    owner: `${hostname()} ${process.pid} ${randomUUID()}`,
    log,
    ...(options.retryDelay === undefined ? {} : { retryDelay: options.retryDelay }),
  });
  const api: Api = { store, engine, call, clock, region, account, uuid: randomUUID, random };

  const advanceToNextTimer = async (limit = Number.POSITIVE_INFINITY): Promise<number | undefined> => {
    if (!isVirtual(clock)) throw new Error('the clock of this engine is real');
    await engine.idle();
    const due = engine.nextDue();
    if (due === undefined || due > limit) return undefined;
    clock.set(due);
    const fired = await engine.fireDue();
    await engine.idle();
    return fired === 0 ? undefined : clock.now();
  };
  const advanceTo = async (instant: number): Promise<number> => {
    while ((await advanceToNextTimer(instant)) !== undefined);
    if (isVirtual(clock)) clock.set(instant);
    return clock.now();
  };

  const isAlive = options.isAlive ?? ownerRuns;
  const look = (repair: boolean): Promise<WatchdogReport> => watch({ store, engine, clock, isAlive, repair });
  const care = async (): Promise<void> => {
    const report = await look(true);
    const forgotten = await store.purge(clock.now() - keptDays * 86_400_000);
    if (report.findings.length > 0 || forgotten > 0) log({ event: 'watchdog', forgotten, ...report });
  };

  const admin = async (path: string, body: JsonObject): Promise<object | undefined> => {
    if (path === '/_engine/watchdog') return look(body.repair === true);
    if (path !== '/_engine/clock') return undefined;
    if (!isVirtual(clock)) throw new ApiError('AccessDeniedException', 'The clock of this engine is real', 403);
    const to = body.advanceTo;
    if (typeof to === 'string') {
      const instant = Date.parse(to);
      if (Number.isNaN(instant)) throw new ApiError('ValidationException', 'advanceTo must be an ISO 8601 instant');
      await advanceTo(instant);
    } else if (body.advanceToNextTimer === true) await advanceToNextTimer();
    const next = engine.nextDue();
    return {
      now: new Date(clock.now()).toISOString(),
      ...(next === undefined ? {} : { nextTimer: new Date(next).toISOString() }),
    };
  };

  const server = createProtocolServer({ api, key: options.key, log, admin });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  await engine.recover(isAlive);
  void engine.fireDue();
  // Real time whatever the clock: leases and abandoned work belong to processes, not to cases.
  const failed = (event: string) => (thrown: unknown) =>
    log({ event, error: thrown instanceof Error ? thrown.name : typeof thrown });
  // Timers too: the process that set them may be gone.
  const recovering = setInterval(() => {
    engine.recover(isAlive).catch(failed('recover-failed'));
    engine.fireDue().catch(failed('due-failed'));
  }, 15_000);
  const caring = setInterval(() => void care().catch(failed('watchdog-failed')), 86_400_000);
  for (const timer of [recovering, caring]) timer.unref();
  void care().catch(failed('watchdog-failed'));

  let stopped: Promise<void> | undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    engine,
    api,
    watch: look,
    advanceTo,
    advanceToNextTimer: async () => (await advanceToNextTimer()) ?? clock.now(),
    stop: () => {
      stopped ??= (async () => {
        clearInterval(recovering);
        clearInterval(caring);
        server.close();
        server.closeIdleConnections();
        await engine.stop();
        server.closeAllConnections();
        store.close();
      })();
      return stopped;
    },
  };
};
