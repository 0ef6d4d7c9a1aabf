import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const START = join(import.meta.dirname, '../../../infra/local/start.mjs');
const READY_MILLISECONDS = 60_000;

export const PARTS = ['app', 'engine', 'dynoxide'] as const;
export type Part = (typeof PARTS)[number];

const MARKS: Readonly<Record<Part, string>> = {
  app: 'local/app/main.ts',
  engine: 'local/step-functions/main.ts',
  dynoxide: 'dynoxide',
};

/** A home started as a person starts it, in a process of its own, so that even its supervisor can be killed. */
export interface HomeProcess {
  readonly address: string;
  readonly supervisor: ChildProcess;
  pidOf(part: Part): number | undefined;
  /** Where the home's store speaks its protocol. */
  storeEndpoint(): string;
  /** Resolves when the home answers that everything behind it is there; gives the milliseconds waited. */
  ready(): Promise<number>;
  /** Ctrl-C, and the exit code. */
  stop(): Promise<number | null>;
  /** kill -9 on the supervisor; resolves when its parts have ended by themselves (the store may stay, for the next start to end). */
  killAll(): Promise<void>;
  said(): string;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function parentOf(pid: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

const childrenOf = (parent: number): readonly string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === parent);

const runs = (pid: string): boolean => commandOf(pid) !== '';

/** Starts `npm start -- <options>` on a data directory and a port; resolves at once, `ready` waits. */
export function startHomeProcess(data: string, port: number, options: readonly string[] = []): HomeProcess {
  const supervisor = spawn(process.execPath, [START, '--data', data, '--port', String(port), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => supervisor.once('exit', resolve));
  const address = `http://127.0.0.1:${port}`;
  const isReady = async (): Promise<boolean> => {
    try {
      const answer = await fetch(`${address}/ready`, { signal: AbortSignal.timeout(2_000) });
      const { ready, complete } = (await answer.json()) as { ready: boolean; complete: boolean };
      return answer.ok && ready && complete;
    } catch {
      return false;
    }
  };
  return {
    address,
    supervisor,
    said: () => said,
    pidOf: (part) => {
      const pid = childrenOf(supervisor.pid ?? 0).find((one) => commandOf(one).includes(MARKS[part]));
      return pid === undefined ? undefined : Number(pid);
    },
    storeEndpoint: () => {
      const store = childrenOf(supervisor.pid ?? 0).find((one) => commandOf(one).includes(MARKS.dynoxide)) ?? '';
      return `http://127.0.0.1:${/--port (\d+)/.exec(commandOf(store))?.[1]}`;
    },
    async ready() {
      const started = performance.now();
      while (!(await isReady())) {
        if (supervisor.exitCode !== null) throw new Error(`the home ended: ${said}`);
        if (performance.now() - started > READY_MILLISECONDS) throw new Error(`the home is not ready: ${said}`);
        await wait(10);
      }
      return performance.now() - started;
    },
    async stop() {
      supervisor.kill('SIGINT');
      return ended;
    },
    async killAll() {
      const children = childrenOf(supervisor.pid ?? 0).filter((pid) => !commandOf(pid).includes(MARKS.dynoxide));
      supervisor.kill('SIGKILL');
      await ended;
      const giveUpAt = performance.now() + 10_000;
      while (children.some(runs)) {
        if (performance.now() > giveUpAt) throw new Error('a part outlived its killed supervisor');
        await wait(20);
      }
    },
  };
}
