import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Printer } from '../../domain/printing/printing.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

const TIMEOUT_MILLISECONDS = 45_000; // the first page on a slow machine unpacks the browser
const WAITING_AT_MOST = 20;

interface Answer {
  readonly id: number;
  readonly pdf?: Uint8Array;
  readonly error?: string;
}

/** A printer in a child process that is started at the first page and again when it has died; `directory` keeps the unpacked browser. */
export function childPrinter(directory: string): Printer & { close(): void } {
  let child: ChildProcess | undefined;
  let sequence = 0;
  const waiting = new Map<number, (result: Result<Uint8Array>) => void>();

  const giveUpAll = (): void => {
    child = undefined;
    for (const settle of waiting.values()) settle(fail('unavailable'));
    waiting.clear();
  };

  const startChild = (): ChildProcess => {
    const started = fork(join(import.meta.dirname, 'printer-process.ts'), [directory], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', ({ id, pdf }: Answer) => {
      waiting.get(id)?.(pdf ? ok(new Uint8Array(pdf)) : fail('unavailable'));
      waiting.delete(id);
    });
    started.once('exit', () => {
      if (child === started) giveUpAll();
    });
    started.once('error', () => {
      if (child === started) giveUpAll();
    });
    started.unref();
    started.channel?.unref();
    return started;
  };

  return {
    print(html) {
      if (waiting.size >= WAITING_AT_MOST) return Promise.resolve(fail('too-many', { retryAfterSeconds: 5 }));
      child ??= startChild();
      const id = ++sequence;
      const target = child;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          target.kill('SIGKILL'); // a page that hangs the browser must not hang the next one
          resolve(fail('unavailable'));
        }, TIMEOUT_MILLISECONDS);
        waiting.set(id, (result) => {
          clearTimeout(timer);
          resolve(result);
        });
        target.send({ id, html }, (error) => {
          if (error && child === target) giveUpAll();
        });
      });
    },
    close() {
      child?.disconnect();
    },
  };
}
