import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { signedAnchorFile } from '../../../functions/adapters/audit/signed-file.ts';
import { application } from '../../../functions/http/application.ts';
import type { Dependencies } from '../../../functions/http/dependencies.ts';
import type { MachineSettings } from '../../../functions/settings.ts';
import { anchorHeads } from '../../../functions/use-cases/audit/verify-chains.ts';
import type { Ports } from '../../../functions/use-cases/ports.ts';

import { dependenciesOf, type Wired } from '../../../functions/wiring.ts';
import type { PortsOfCase } from '../demo/case-driver.ts';
import { outboxSince } from '../demo/outbox-since.ts';
import { mountProvider } from '../openid/mount.ts';
import { FILES } from '../supervisor/data-directory.ts';
import { localClient } from '../tables.ts';
import { callerAddress, proxyList } from './caller-address.ts';
import { drainOutbox, drainWakeUps, workflowFunctions } from './effects.ts';
import { type HomeCommand, lambdaEndpoint } from './lambda-endpoint.ts';
import { isAtThisMachine, serveOutbox } from './outbox-page.ts';
import { type Pump, pokingStore, pump } from './pump.ts';
import { serveAssets } from './static-files.ts';
import { SURFACES } from './surfaces.ts';
import { sweepExpired } from './sweep.ts';
import { virtualClock } from './virtual-clock.ts';

export interface AppOptions {
  readonly host: string;
  readonly port: number;
  readonly functionsPort: number;
  /** Runs when workflows can already call functions, before people can reach anything. */
  readonly beforeListening?: (ports: Ports) => Promise<void>;
  /** Runs when people can reach everything; what it queues in the past it delivers itself, and wake-ups begin afterwards. */
  readonly afterListening?: (ports: Ports, portsOfCase: PortsOfCase) => Promise<void>;
  /** Addresses of proxies, comma-separated. */
  readonly trustedProxy?: string;
}

export interface RunningApp {
  readonly address: string;
  readonly functionsAddress: string;
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 5_000;
const OUTBOX_MILLISECONDS = 1_000;
const WAKE_UP_MILLISECONDS = 5_000;
const SWEEP_MILLISECONDS = 6 * 3_600_000;
/** Between two anchorings the newest events could still be rewritten by whoever holds the table: the horizon of ADR 0054. */
const ANCHOR_MILLISECONDS = 3_600_000;

const listening = (server: Server | ServerType): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => resolve(server.address() as AddressInfo));
  });

const closed = (server: Server | ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });

/** Starts the application over wired ports; resolves once both addresses answer. Rejects when a port cannot be opened. */
export async function startApp(wired: Wired, options: AppOptions): Promise<RunningApp> {
  const { settings } = wired;
  if (settings.REINTEGRA_HOME !== 'machine') throw new Error('this is the application of one machine');
  const failed = (what: string) => (error: unknown) =>
    ports.log(`${what}-failed`, { error: error instanceof Error ? error.name : 'unknown' });
  const outbox: Pump = pump(() => drainOutbox(complete ? ports : livePorts), OUTBOX_MILLISECONDS, failed('outbox'));
  const wakeUps: Pump = pump(() => drainWakeUps(ports), WAKE_UP_MILLISECONDS, failed('wake-ups'));
  const anchors = signedAnchorFile(
    join(settings.REINTEGRA_DATA, FILES.anchors),
    join(settings.REINTEGRA_DATA, FILES.anchorKey),
  );
  const anchoring: Pump = pump(() => anchorHeads(ports, anchors), ANCHOR_MILLISECONDS, failed('anchoring'));
  const table = localClient(settings.REINTEGRA_DYNAMODB_ENDPOINT);
  const sweep: Pump = pump(
    async () => ports.log('swept', { removed: await sweepExpired(table, settings.REINTEGRA_TABLE, ports.now) }),
    SWEEP_MILLISECONDS,
    failed('sweep'),
  );
  const ports: Ports = { ...wired.ports, store: pokingStore(wired.ports.store, outbox.poke) };

  const proxies = options.trustedProxy === undefined ? undefined : proxyList(options.trustedProxy);
  const portsOfCase: PortsOfCase = new Map();
  const livePorts: Ports = { ...ports, store: outboxSince(ports.store, ports.now()) };
  let complete = false; // the demo's cases are all there
  const app = new Hono();
  app.get('/health', (context) => context.json({ live: true }));
  app.get('/ready', async (context) => {
    const missing = await wired.ready();
    return context.json({ ready: missing.length === 0, missing, complete }, missing.length === 0 ? 200 : 503);
  });
  serveAssets(app, join(import.meta.dirname, '../../../.build/assets'));
  if (settings.REINTEGRA_OIDC_INTERNAL !== undefined) {
    const provider = mountProvider(Number(new URL(settings.REINTEGRA_OIDC_INTERNAL).port));
    app.all('/oidc/*', (context) => provider(context.req.raw));
  }
  const dependencies = dependenciesOf(ports, callerAddress(proxies));
  if (settings.REINTEGRA_SMTP_URL === undefined) serveOutbox(app, dependencies);
  const commands = clockCommand(settings, ports, [outbox, wakeUps]);
  if (commands.clock !== undefined) serveClock(app, dependencies, commands.clock);
  const surfaces = application(SURFACES, dependencies);
  app.all('*', (context) => surfaces.fetch(context.req.raw, context.env)); // keeps the surfaces' own 404 and 500

  const functions = lambdaEndpoint(
    workflowFunctions((caseId) => portsOfCase.get(caseId) ?? ports),
    settings.REINTEGRA_WORKFLOWS_KEY,
    commands,
  );
  functions.listen(options.functionsPort, '127.0.0.1');
  const functionsAt = await listening(functions);
  await options.beforeListening?.(ports);
  const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port });
  const at = await listening(server);
  outbox.start();
  const begin = async (): Promise<void> => {
    try {
      await options.afterListening?.(ports, portsOfCase);
    } finally {
      complete = true;
      outbox.poke();
      wakeUps.start();
      sweep.start();
      anchoring.start();
    }
  };
  const begun = begin();
  return {
    address: `http://${options.host}:${at.port}`,
    functionsAddress: `http://127.0.0.1:${functionsAt.port}`,
    async stop() {
      const cut = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        functions.closeAllConnections();
      }, STOP_MILLISECONDS);
      await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, STOP_MILLISECONDS).unref())]);
      void sweep.stop(); // going on at the next start is as good
      await Promise.all([outbox.stop(), wakeUps.stop(), anchoring.stop()]);
      await Promise.all([closed(server), closed(functions)]);
      clearTimeout(cut);
      table.destroy();
      await wired.close();
    },
  };
}

/** Only a home with a virtual clock can be told the time. */
function clockCommand(settings: MachineSettings, ports: Ports, pumps: readonly Pump[]): Record<string, HomeCommand> {
  if (settings.REINTEGRA_CLOCK === undefined) return {};
  const clock = virtualClock({
    file: settings.REINTEGRA_CLOCK,
    now: ports.now,
    engine: settings.REINTEGRA_WORKFLOWS_ENDPOINT,
    engineKey: settings.REINTEGRA_WORKFLOWS_KEY,
    pumps,
  });
  return { clock: async (body) => ({ now: await clock.advanceTo(String(body.advanceTo)) }) };
}

/** `POST /zegar {"advanceTo": instant}`: moves the virtual clock, from this machine alone. */
function serveClock(app: Hono, dependencies: Dependencies, clock: HomeCommand): void {
  app.post('/zegar', async (context, next) => {
    const isJson = context.req.header('content-type')?.startsWith('application/json') === true;
    if (!isAtThisMachine(context, dependencies) || !isJson) return next();
    return context.json(await clock((await context.req.json()) as Record<string, unknown>));
  });
}
