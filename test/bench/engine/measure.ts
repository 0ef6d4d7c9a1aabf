import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The value below which the given share of the samples lies. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** Runs `work` in a directory of its own and removes it. */
export const inDirectory = async <T>(work: (directory: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Runs `count` pieces of work, at most `width` at a time; answers the seconds it took. */
export const timed = async (
  count: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> => {
  const from = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let index = next++; index < count; index = next++) await work(index);
    }),
  );
  return (performance.now() - from) / 1000;
};

/** What one contender did with the same work. */
export interface Throughput {
  readonly stepsPerSecond: number;
  readonly runs: number;
}

export interface RoundTrip {
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

/** Every contender does this: five steps one after the other, none of which does anything. */
export const stepsPerRun = 5;
