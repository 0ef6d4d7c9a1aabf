import { runtimeFailure } from '../core/failure.ts';
import type { Json, JsonObject } from '../core/model.ts';
import { stateCause } from './jsonata.ts';
import { parsePath } from './jsonpath.ts';
import { type Place, pathValue, resolvePath } from './payload-template.ts';
import { parseTimestamp } from './timestamp.ts';

type Compare = (left: Json, right: Json) => boolean;

const ordered =
  (type: 'string' | 'number', holds: (order: number) => boolean): Compare =>
  (left, right) => {
    if (typeof left !== type || typeof right !== type) return false;
    const [a, b] = [left as string | number, right as string | number];
    return holds(a < b ? -1 : a > b ? 1 : 0);
  };

const timed =
  (holds: (order: number) => boolean): Compare =>
  (left, right) => {
    const [a, b] = [parseTimestamp(left), parseTimestamp(right)];
    return a !== undefined && b !== undefined && holds(Math.sign(a - b));
  };

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** `*` matches any run of characters; `\*` and `\\` stand for themselves. Linear, so that no pattern can hold up the engine. */
export const matchesPattern = (text: string, pattern: string): boolean => {
  const parts: (string | null)[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') parts.push(null);
    else if (character === '\\' && (pattern[at + 1] === '*' || pattern[at + 1] === '\\')) {
      at += 1;
      parts.push(pattern[at] ?? '');
    } else parts.push(character);
  }
  let [t, p, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < parts.length && parts[p] === null) {
      star = p;
      mark = t;
      p += 1;
    } else if (p < parts.length && parts[p] === text[t]) {
      t += 1;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (p < parts.length && parts[p] === null) p += 1;
  return p === parts.length;
};

const comparisons: Readonly<Record<string, Compare>> = {
  ...Object.fromEntries(Object.entries(orders).map(([name, holds]) => [`String${name}`, ordered('string', holds)])),
  ...Object.fromEntries(Object.entries(orders).map(([name, holds]) => [`Numeric${name}`, ordered('number', holds)])),
  ...Object.fromEntries(Object.entries(orders).map(([name, holds]) => [`Timestamp${name}`, timed(holds)])),
  BooleanEquals: (left, right) => typeof left === 'boolean' && left === right,
  StringMatches: (left, right) => typeof left === 'string' && typeof right === 'string' && matchesPattern(left, right),
};

const kinds: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => parseTimestamp(value) !== undefined,
};

/** Every operator of a JSONPath choice rule, for validation. */
export const choiceOperators: ReadonlySet<string> = new Set([
  ...Object.keys(comparisons).flatMap((name) => (name === 'StringMatches' ? [name] : [name, `${name}Path`])),
  ...Object.keys(kinds),
  'IsPresent',
]);

const invalid = (path: string, { scope }: Place): Error =>
  runtimeFailure(
    stateCause(scope, `Invalid path '${path}': The choice state's condition path references an invalid value.`),
  );

/** Whether a choice rule holds; throws a runtime failure when it reads a place that is not there (unless it asks for that). */
export const choiceHolds = (rule: JsonObject, place: Place): boolean => {
  if (Array.isArray(rule.And)) return (rule.And as readonly JsonObject[]).every((each) => choiceHolds(each, place));
  if (Array.isArray(rule.Or)) return (rule.Or as readonly JsonObject[]).some((each) => choiceHolds(each, place));
  if (rule.Not !== undefined) return !choiceHolds(rule.Not as JsonObject, place);
  const text = String(rule.Variable);
  const path = parsePath(text);
  const found = path === undefined ? ({ ok: false, why: 'not a path' } as const) : resolvePath(path, place);
  if (rule.IsPresent !== undefined) return found.ok === (rule.IsPresent === true);
  for (const [name, expected] of Object.entries(rule)) {
    const isKind = kinds[name];
    if (isKind !== undefined) {
      if (!found.ok) throw invalid(text, place);
      return isKind(found.value) === (expected === true);
    }
    const byPath = name.endsWith('Path');
    const compare = comparisons[byPath ? name.slice(0, -4) : name];
    if (compare === undefined || expected === undefined) continue;
    if (!found.ok) throw invalid(text, place);
    return compare(found.value, byPath ? pathValue(String(expected), name, place) : expected);
  }
  return false;
};
