import type { Json, JsonObject } from '../core/model.ts';
import { hashText, partition, rangeOf, seededRandom } from './jsonata-functions.ts';

interface Chance {
  readonly random: () => number;
  readonly uuid: () => string;
}

type Intrinsic = {
  readonly least: number;
  readonly most: number;
  /** Throws an Error whose message says what is wrong; the caller makes it a States.IntrinsicFailure. */
  readonly run: (values: readonly Json[], chance: Chance) => Json;
};

const textAt = (values: readonly Json[], at: number): string => {
  const value = values[at];
  if (typeof value !== 'string') throw new Error(`argument ${at + 1} must be a string`);
  return value;
};

const numberAt = (values: readonly Json[], at: number): number => {
  const value = values[at];
  if (typeof value !== 'number') throw new Error(`argument ${at + 1} must be a number`);
  // AWS rounds where it wants integers.
  return Math.round(value);
};

const arrayAt = (values: readonly Json[], at: number): readonly Json[] => {
  const value = values[at];
  if (!Array.isArray(value)) throw new Error(`argument ${at + 1} must be an array`);
  return value as readonly Json[];
};

const objectAt = (values: readonly Json[], at: number): JsonObject => {
  const value = values[at];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`argument ${at + 1} must be an object`);
  return value as JsonObject;
};

const bounded = (text: string, what: string): string => {
  if (text.length > 10_000) throw new Error(`${what} must not be longer than 10000 characters`);
  return text;
};

const canonical = (value: Json): string =>
  JSON.stringify(value, (_key, each: Json) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

const format = (values: readonly Json[]): string => {
  let used = 0;
  const text = textAt(values, 0).replace(/\\([{}\\])|\{\}/g, (place, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    used += 1;
    const value = values[used];
    if (value === undefined) throw new Error(`the template has more places than there are values: ${place}`);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  if (used !== values.length - 1) throw new Error('the template has fewer places than there are values');
  return text;
};

/** AWS's intrinsic functions, with how many arguments each takes. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  'States.Format': { least: 1, most: 100, run: format },
  'States.StringToJson': { least: 1, most: 1, run: (values) => JSON.parse(textAt(values, 0)) as Json },
  'States.JsonToString': { least: 1, most: 1, run: (values) => JSON.stringify(values[0]) },
  'States.Array': { least: 0, most: 1000, run: (values) => values },
  'States.ArrayPartition': {
    least: 2,
    most: 2,
    run: (values) => {
      const size = numberAt(values, 1);
      if (size < 1) throw new Error('the chunk size must be positive');
      return partition(arrayAt(values, 0), size);
    },
  },
  'States.ArrayContains': {
    least: 2,
    most: 2,
    run: (values) => arrayAt(values, 0).some((item) => canonical(item) === canonical(values[1] ?? null)),
  },
  'States.ArrayRange': {
    least: 3,
    most: 3,
    run: (values) => rangeOf(numberAt(values, 0), numberAt(values, 1), numberAt(values, 2)),
  },
  'States.ArrayGetItem': {
    least: 2,
    most: 2,
    run: (values) => {
      const item = arrayAt(values, 0)[numberAt(values, 1)];
      if (item === undefined) throw new Error(`there is no item at index ${JSON.stringify(values[1])}`);
      return item;
    },
  },
  'States.ArrayLength': { least: 1, most: 1, run: (values) => arrayAt(values, 0).length },
  'States.ArrayUnique': {
    least: 1,
    most: 1,
    run: (values) => [...new Map(arrayAt(values, 0).map((item) => [canonical(item), item])).values()],
  },
  'States.Base64Encode': {
    least: 1,
    most: 1,
    run: (values) => Buffer.from(bounded(textAt(values, 0), 'the text'), 'utf8').toString('base64'),
  },
  'States.Base64Decode': {
    least: 1,
    most: 1,
    run: (values) => Buffer.from(bounded(textAt(values, 0), 'the text'), 'base64').toString('utf8'),
  },
  'States.Hash': { least: 2, most: 2, run: (values) => hashText(values[0], values[1]) },
  'States.JsonMerge': {
    least: 3,
    most: 3,
    run: (values) => {
      if (values[2] !== false) throw new Error('only a shallow merge (false) is supported');
      return { ...objectAt(values, 0), ...objectAt(values, 1) };
    },
  },
  'States.MathRandom': {
    least: 2,
    most: 3,
    run: (values, chance) => {
      const [from, to] = [numberAt(values, 0), numberAt(values, 1)];
      const drawn = values.length === 3 ? seededRandom(numberAt(values, 2)) : chance.random();
      return from + Math.floor(drawn * (to - from));
    },
  },
  'States.MathAdd': { least: 2, most: 2, run: (values) => numberAt(values, 0) + numberAt(values, 1) },
  'States.StringSplit': {
    least: 2,
    most: 2,
    // Each character of the second argument splits, and empty parts vanish, as on AWS.
    run: (values) => {
      const splitters = new Set(textAt(values, 1));
      const parts: string[] = [''];
      for (const character of textAt(values, 0)) {
        if (splitters.has(character)) parts.push('');
        else parts[parts.length - 1] += character;
      }
      return parts.filter((part) => part !== '');
    },
  },
  'States.UUID': { least: 0, most: 0, run: (_values, chance) => chance.uuid() },
};
