import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A started product, as `npm start` starts it. */
export interface StartedHome {
  readonly url: string;
  readonly data: string;
  /** What it printed so far. */
  output(): string;
  /** Milliseconds from the start of the process to its "Gotowe". */
  readonly readyMilliseconds: number;
  /** Ctrl-C, and waits for the end. Resolves to the exit code. */
  stop(): Promise<number | null>;
  /** kill -9 of the supervisor alone: what a power cut looks like to its children. */
  kill(): Promise<void>;
}

export interface HomeOptions {
  readonly data?: string;
  readonly port?: number;
  readonly flags?: readonly string[];
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `reintegra-${name}-`));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Runs the start command and gives what it printed and its exit code, for starts that must fail. */
export async function failToStart(
  options: HomeOptions,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { child, output } = await spawnHome(options);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output: output() };
}

/** Starts the product and waits until it says that it is ready. */
export async function startHome(options: HomeOptions = {}): Promise<StartedHome> {
  const began = performance.now();
  const data = options.data ?? temporaryFolder('home');
  const { child, output, port } = await spawnHome({ ...options, data });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after 60 s:\n${output()}`)), 60_000);
    child.stdout?.on('data', () => {
      if (!output().includes('Gotowe')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output()}`)));
  });
  return {
    url: `http://localhost:${port}`,
    data,
    output,
    readyMilliseconds: performance.now() - began,
    stop: () => ended(child, () => child.kill('SIGINT')),
    kill: async () => {
      await ended(child, () => child.kill('SIGKILL'));
    },
  };
}

async function spawnHome(options: HomeOptions) {
  const port = options.port ?? (await freePort());
  const flags = [
    '--port',
    String(port),
    ...(options.data === undefined ? [] : ['--data', options.data]),
    ...(options.flags ?? []),
  ];
  const child = spawn(process.execPath, [join(ROOT, 'infra/local/start.mjs'), ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const collect = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child: child as ChildProcess, output: () => text, port };
}

const ended = (child: ChildProcess, end: () => void): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(child.exitCode);
      return;
    }
    child.once('exit', (code) => resolve(code));
    end();
  });
