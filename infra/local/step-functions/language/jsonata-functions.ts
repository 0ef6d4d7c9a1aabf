import { createHash } from 'node:crypto';
import type { Json } from '../core/model.ts';

interface Chance {
  readonly random: () => number;
  readonly uuid: () => string;
}

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** A number in [0, 1) that the same seed always gives (mulberry32); AWS promises only that a seed repeats. */
export const seededRandom = (seed: number): number => {
  let state = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
};

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Hex digest of a text by one of the five algorithms that AWS names; throws a plain sentence otherwise. */
export const hashText = (value: unknown, algorithm: unknown): string => {
  const name = typeof algorithm === 'string' ? algorithms[algorithm] : undefined;
  if (name === undefined) throw new Error(`Unsupported hash algorithm: ${String(algorithm)}`);
  return createHash(name)
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex');
};

/** Numbers from first to last, both included; at most 1,000 as on AWS. */
export const rangeOf = (first: number, last: number, step: number): number[] => {
  if (step === 0) throw new Error('The step of a range must not be 0');
  const count = Math.floor((last - first) / step) + 1;
  if (count > 1000) throw new Error('A range can hold at most 1000 items');
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index * step);
};

/** Consecutive parts of the given size, the last one shorter. */
export const partition = <T>(items: readonly T[], size: number): T[][] => {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
};

/** Step Functions' additions to JSONata; `eval` is bound to nothing, as on AWS. */
export const jsonataFunctions = (chance: Chance): Record<string, unknown> => ({
  eval: undefined,
  partition: (items: unknown, size: unknown) => {
    if (items === undefined) return undefined;
    if (!isNumber(size) || size < 1) throw new Error('The chunk size of $partition must be a positive number');
    return partition(Array.isArray(items) ? items : [items], Math.trunc(size));
  },
  range: (first: unknown, last: unknown, step: unknown) => {
    if (!isNumber(first) || !isNumber(last) || !isNumber(step)) throw new Error('$range takes three numbers');
    return rangeOf(first, last, step);
  },
  hash: (value: unknown, algorithm: unknown) => (value === undefined ? undefined : hashText(value, algorithm)),
  random: (seed: unknown) => (isNumber(seed) ? seededRandom(seed) : chance.random()),
  uuid: () => chance.uuid(),
  parse: (text: unknown) => {
    if (text === undefined) return undefined;
    if (typeof text !== 'string') throw new Error('$parse takes a string');
    return JSON.parse(text) as Json;
  },
});
