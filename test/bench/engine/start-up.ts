import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'step-functions', 'main.ts');

/** Starts the engine's process on a file; answers how long until it listens (ms) and what memory it holds (MiB). */
export const measureStartUp = async (
  file: string,
): Promise<{ readonly milliseconds: number; readonly mebibytes: number }> => {
  const from = performance.now();
  const child = spawn(process.execPath, [main, '--file', file, '--key', 'k'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const milliseconds = performance.now() - from;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const mebibytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  child.stdin.end();
  await new Promise((resolve) => child.once('exit', resolve));
  return { milliseconds, mebibytes };
};
