import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';

export interface Dynoxide {
  readonly endpoint: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface DynoxideOptions {
  /** The SQLite file; absent: in memory (tests). */
  readonly file?: string;
  readonly pidFile?: string;
  /** Keeps the address of a restarted process; default: a free port. */
  readonly port?: number;
  readonly binary?: string;
}

const READY_MILLISECONDS = 10_000;

/** The static binary of `@dynoxide/linux-x64`, or undefined on other platforms. */
export function findDynoxide(): string | undefined {
  try {
    const packageFile = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    const binary = packageFile.replace(/package\.json$/, 'dynoxide');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** True when the process is one of ours: a pid may have been given to somebody else since. */
function isDynoxide(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dynoxide');
  } catch {
    return false;
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends a dynoxide that outlived its parent, so that two never write one file. */
export async function endOrphan(pidFile: string): Promise<boolean> {
  if (!existsSync(pidFile)) return false;
  const pid = Number(readFileSync(pidFile, 'utf8').trim());
  const found = Number.isSafeInteger(pid) && pid > 1 && isDynoxide(pid);
  if (found) {
    process.kill(pid, 'SIGKILL');
    for (let tries = 0; tries < 200 && isDynoxide(pid); tries += 1) await wait(5);
  }
  rmSync(pidFile, { force: true });
  return found;
}

async function answersAsDynoxide(endpoint: string): Promise<boolean> {
  try {
    const answer = await fetch(endpoint, { method: 'GET', signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return answer.headers.has('x-dynoxide-version');
  } catch {
    return false;
  }
}

/**
 * Starts the embedded DynamoDB on loopback and waits for its "listening" line and its own header: a foreign listener on the port
 * fools either check alone. Throws an Error with one plain sentence.
 */
export async function startDynoxide(options: DynoxideOptions = {}): Promise<Dynoxide> {
  const binary = options.binary ?? findDynoxide();
  if (!binary) throw new Error('no dynoxide binary for this platform');
  if (options.pidFile) await endOrphan(options.pidFile);
  const port = options.port ?? (await freePort());
  const endpoint = `http://127.0.0.1:${port}`;
  const file = options.file ? ['--db-path', options.file] : [];
  const child = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port), ...file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C reaches the supervisor alone
  });
  let said = '';
  let listening = false;
  let over = false;
  const hear = (chunk: Buffer): void => {
    if (listening) return;
    said = (said + chunk.toString()).slice(-4_000);
    listening = /listening/i.test(said);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((resolve) => {
    const finish = (): void => {
      over = true;
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });
  if (options.pidFile && child.pid) writeFileSync(options.pidFile, String(child.pid));
  const giveUpAt = performance.now() + READY_MILLISECONDS;
  while (!over && !(listening && (await answersAsDynoxide(endpoint)))) {
    if (performance.now() > giveUpAt) {
      child.kill('SIGKILL');
      throw new Error('dynoxide did not start in time');
    }
    await wait(3);
  }
  if (over) throw new Error(`dynoxide ended at start: ${said.trim().split('\n').at(-1) ?? ''}`);
  return {
    endpoint,
    port,
    process: child,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(killer);
      if (options.pidFile) rmSync(options.pidFile, { force: true });
    },
  };
}
