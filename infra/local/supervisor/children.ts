import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ChildPlan {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The line on standard output that says that it answers. */
  readonly ready: RegExp;
  /** Arguments of a restart, when they differ from the first start's. */
  readonly restartArgs?: readonly string[];
}

export interface Child {
  readonly name: string;
  readonly pid: () => number | undefined;
  /** The process has told that it answers. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

export interface Watch {
  /** Every line that a child writes. */
  line(name: string, line: string): void;
  restarted(name: string): void;
  /** A child can't be kept alive. */
  gaveUp(name: string): void;
}

const STOP_MILLISECONDS = 6_000;
const PATIENCE = { times: 6, withinMilliseconds: 20_000 } as const;

/**
 * Starts a Node process and starts it again whenever it ends by itself. It is told to end by SIGTERM, and ends by itself when this process
 * is gone, because its standard input ends then.
 */
export function startChild(plan: ChildPlan, watch: Watch): Child {
  let child: ChildProcess | undefined;
  let stopping = false;
  let starts: number[] = [];
  let wasReady = false;
  let failedFirst: (error: Error) => void = () => undefined;
  let becameReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    becameReady = resolve;
    failedFirst = reject;
  });
  ready.catch(() => undefined);

  const launch = (args: readonly string[]): void => {
    const last: string[] = [];
    const started = spawn(process.execPath, [...args], {
      env: { ...plan.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // Ctrl-C reaches the supervisor alone, which ends the parts in their order
    });
    child = started;
    starts = [...starts.filter((at) => performance.now() - at < PATIENCE.withinMilliseconds), performance.now()];
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line);
        if (last.length > 20) last.shift();
        if (plan.ready.test(line)) {
          wasReady = true;
          becameReady();
        } else watch.line(plan.name, line);
      });
    }
    started.stdin.on('error', () => undefined);
    started.once('exit', () => {
      if (stopping) return;
      if (!wasReady || starts.length >= PATIENCE.times) {
        failedFirst(new Error(last.join('\n')));
        watch.gaveUp(plan.name);
        return;
      }
      watch.restarted(plan.name);
      setTimeout(() => launch(plan.restartArgs ?? args), starts.length > 2 ? 300 * starts.length : 20);
    });
  };
  launch(plan.args);

  return {
    name: plan.name,
    pid: () => child?.pid,
    ready,
    async stop() {
      stopping = true;
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      const cut = setTimeout(() => running.kill('SIGKILL'), STOP_MILLISECONDS);
      await ended;
      clearTimeout(cut);
    },
  };
}
