import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildAll } from '../../build/build.ts';
import { writeClock } from '../app/virtual-clock.ts';
import { type Dynoxide, endOrphan, findDynoxide, freePort, startDynoxide } from '../dynoxide.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { migrate } from '../migrations/migration.ts';
import { addressTable } from './address-table.ts';
import { addressesOf } from './addresses.ts';
import { type Child, startChild, type Watch } from './children.ts';
import { checkDatabases, FILES, homeKind, leaveDirectory, resetDirectory, takeDirectory } from './data-directory.ts';
import { keepCopyBeforeMigration } from './keep-copy.ts';
import { logFile } from './log-file.ts';
import type { StartOptions } from './options.ts';
import { planChildren } from './plans.ts';
import { StartProblem } from './sentence.ts';

export interface RunningHome {
  readonly baseUrl: string;
  readonly address: string;
  /** Process ids by name, for tests that end them. */
  pids(): Readonly<Record<string, number | undefined>>;
  /** Resolves when the demo's cases are all there; at once in a home of one's own. */
  readonly complete: Promise<void>;
  /** Resolves with one sentence when a part can't be kept alive. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

/** Rejects with one sentence when nobody may listen there. */
async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentences: Readonly<Record<string, string>> = {
        EADDRINUSE: `Port ${port} jest zajęty przez inny program; wybierz inny, np. npm start -- --port ${port + 1}.`,
        EACCES: `Nie wolno mi otworzyć portu ${port}; wybierz numer od 1024 w górę opcją --port.`,
        EADDRNOTAVAIL: `Adres ${host} nie należy do tego komputera; popraw opcję --host.`,
      };
      reject(
        new StartProblem(sentences[error.code ?? ''] ?? `Nie mogę otworzyć adresu ${host}:${port} (${error.code}).`),
      );
    });
    server.listen(port, host, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

async function openStore(options: StartOptions, given: string | undefined): Promise<Dynoxide | undefined> {
  if (given !== undefined) return undefined;
  const binary = process.env.REINTEGRA_DYNOXIDE ?? findDynoxide();
  if (binary === undefined || !existsSync(binary)) {
    throw new StartProblem(
      'Brak programu dynoxide dla tego systemu; wskaż go zmienną REINTEGRA_DYNOXIDE albo podaj adres bazy w REINTEGRA_DYNAMODB_ENDPOINT.',
    );
  }
  return startDynoxide({
    file: join(options.data, FILES.documents),
    pidFile: join(options.data, FILES.dynoxide),
    binary,
  });
}

/** Starts the whole home; resolves when it answers and the table of addresses was said. Throws `StartProblem` with one sentence. */
export async function startHome(
  options: StartOptions,
  { say }: { readonly say: (text: string) => void },
): Promise<RunningHome> {
  const started = performance.now();
  takeDirectory(options.data);
  const children: Child[] = [];
  let store: Dynoxide | undefined;
  let stopping: Promise<void> | undefined;
  let log: ReturnType<typeof logFile> | undefined;

  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      // The application first: what it has taken in it finishes while store and engine still answer.
      for (const child of [...children].reverse()) await child.stop();
      await store?.stop();
      await log?.end();
      leaveDirectory(options.data);
    })();
    return stopping;
  };

  try {
    await endOrphan(join(options.data, FILES.dynoxide));
    if (options.reset) resetDirectory(options.data);
    await migrate(options.data, MIGRATIONS, (from) => keepCopyBeforeMigration(options.data, from));
    checkDatabases(options.data);
    await checkPort(options.host, options.port);
    const kind = homeKind(options.data, options.empty);
    const clock = join(options.data, FILES.clock);
    if (options.virtualFrom !== undefined) {
      if (!existsSync(clock)) writeClock(clock, Date.parse(options.virtualFrom));
    } else rmSync(clock, { force: true });
    const logs = logFile(join(options.data, FILES.log));
    log = logs;
    const given = process.env.REINTEGRA_DYNAMODB_ENDPOINT;
    const opened = await openStore(options, given);
    store = opened;
    const built = buildAll(); // the engine reads nothing of it and starts meanwhile
    built.catch(() => undefined);

    let fail: (reason: string) => void = () => undefined;
    const failed = new Promise<string>((resolve) => {
      fail = resolve;
    });
    let setupLink: string | undefined;
    let demoLoaded: () => void = () => undefined;
    const complete = new Promise<void>((resolve) => {
      demoLoaded = resolve;
    });
    if (kind === 'own') demoLoaded();
    const watch: Watch = {
      line: (name, line) => {
        const cases = /^demo (\d+)$/.exec(line)?.[1];
        if (cases !== undefined) {
          if (cases !== '0') say(`  Sprawy pokazowe są wczytane (${cases}).\n`);
          demoLoaded();
          return;
        }
        const link = /^setup (\S+)$/.exec(line)?.[1];
        if (link === undefined) logs.write(name, line);
        else setupLink = link; // a secret: said once, never kept
      },
      restarted: (name) => logs.write('supervisor', JSON.stringify({ event: 'restarted', name })),
      gaveUp: (name) =>
        fail(`Część „${name}” nie daje się utrzymać przy życiu; szczegóły w ${join(options.data, FILES.log)}.`),
    };
    const plans = await planChildren(options, {
      dynamodb: given ?? opened?.endpoint ?? '',
      key: `local-${randomBytes(12).toString('hex')}`,
      clock: options.virtualFrom === undefined ? undefined : clock,
      kind,
      freePort,
    });
    if (opened)
      keepStoreAlive(
        opened,
        options,
        logs.write,
        fail,
        () => stopping !== undefined,
        (next) => {
          store = next;
        },
      );
    for (const plan of plans) {
      if (plan.name !== 'engine') await built;
      if (plan.name === 'app') await ready(children.slice(0, 1), failed, options);
      children.push(startChild(plan, watch));
    }
    await ready(children, failed, options);
    const address = `http://${options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host}:${options.port}`;
    say(`\n${addressTable(addressesOf(options, kind === 'demo'))}\n`);
    if (setupLink !== undefined)
      say(`  Pierwsze uruchomienie. Otwórz ten jednorazowy link i załóż konto administratora:\n  ${setupLink}\n`);
    say(
      `  Gotowe po ${((performance.now() - started) / 1000).toFixed(1).replace('.', ',')} s. Dane: ${options.data}. Koniec: Ctrl-C.\n`,
    );
    return {
      baseUrl: options.baseUrl,
      address,
      pids: () => ({
        dynoxide: store?.process.pid,
        ...Object.fromEntries(children.map((child) => [child.name, child.pid()])),
      }),
      complete,
      failed,
      stop,
    };
  } catch (error) {
    await stop();
    if (error instanceof Error && error.message.startsWith('dynoxide ended at start')) {
      throw new StartProblem(
        `Baza dokumentów nie otwiera pliku ${join(options.data, FILES.documents)}; przywróć kopię poleceniem „npm run restore”.`,
      );
    }
    throw error;
  }
}

/** Waits for all; the first part that can't start ends the waiting with its last words. */
async function ready(children: readonly Child[], failed: Promise<string>, options: StartOptions): Promise<void> {
  const all = Promise.all(children.map((child) => child.ready));
  const why = await Promise.race([all.then(() => undefined), failed]);
  if (why === undefined) return;
  const words = await all.then(
    () => '',
    (error: Error) => error.message,
  );
  const problem = /MasterKeyProblem: (.+)/.exec(words)?.[1];
  if (problem !== undefined) throw new StartProblem(problem);
  throw new StartProblem(`${why}\n${words === '' ? options.data : words}`);
}

/** Starts the store again at the same address when it ends by itself. */
function keepStoreAlive(
  opened: Dynoxide,
  options: StartOptions,
  write: (name: string, line: string) => void,
  fail: (reason: string) => void,
  isStopping: () => boolean,
  changed: (store: Dynoxide) => void,
): void {
  void opened.ended.then(async () => {
    if (isStopping()) return;
    write('supervisor', JSON.stringify({ event: 'restarted', name: 'dynoxide' }));
    try {
      const next = await startDynoxide({
        file: join(options.data, FILES.documents),
        pidFile: join(options.data, FILES.dynoxide),
        port: opened.port,
        ...(process.env.REINTEGRA_DYNOXIDE === undefined ? {} : { binary: process.env.REINTEGRA_DYNOXIDE }),
      });
      changed(next);
      keepStoreAlive(next, options, write, fail, isStopping, changed);
    } catch {
      fail('Baza dokumentów nie daje się uruchomić ponownie.');
    }
  });
}
