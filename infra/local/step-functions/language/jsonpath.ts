import { JSONPath } from 'jsonpath-plus';
import type { Json, JsonObject } from '../core/model.ts';

/** One step of a definite path. */
export type Step = string | number;

/** A path taken apart: a chain of names and indexes, or (`steps` absent) something that may match many places. */
export interface ParsedPath {
  readonly text: string;
  /** `$` input, `$$` context, or the name of a variable. */
  readonly root: '$' | '$$' | { readonly variable: string };
  readonly steps?: readonly Step[];
  /** The part after the root, with `$` in front: what the library understands. */
  readonly rest: string;
}

const name = /^\.([\p{L}\p{N}_$-][\p{L}\p{N}_$-]*)/u;
const index = /^\[(-?\d+)\]/;
const quoted = /^\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/;

// Only the quote in use and the backslash are escaped; before anything else the backslash stays.
const withoutEscapes = (text: string, quote: string): string =>
  text.replace(/\\(.)/gu, (whole, character: string) =>
    character === quote || character === '\\' ? character : whole,
  );

const stepsOf = (rest: string): readonly Step[] | undefined => {
  const steps: Step[] = [];
  let left = rest;
  while (left !== '') {
    const byName = name.exec(left);
    const byIndex = index.exec(left);
    const byQuote = quoted.exec(left);
    if (byName !== null) steps.push(byName[1] ?? '');
    else if (byIndex !== null) steps.push(Number(byIndex[1]));
    else if (byQuote !== null)
      steps.push(byQuote[1] === undefined ? withoutEscapes(byQuote[2] ?? '', '"') : withoutEscapes(byQuote[1], "'"));
    else return undefined;
    left = left.slice((byName ?? byIndex ?? byQuote)?.[0].length ?? left.length);
  }
  return steps;
};

const plausible = /^(\.\.?([\p{L}\p{N}_$*-]+)|\.?\*|\[[^[\]]*(\[[^[\]]*\][^[\]]*)*\]|\.\.\[[^\]]*\])*$/u;

const isBalanced = (text: string): boolean => text.split('(').length === text.split(')').length;

/** Reads a path; undefined when it is none. */
export const parsePath = (text: string): ParsedPath | undefined => {
  const match = /^(\$\$|\$([A-Za-z_][\w]*)|\$)/.exec(text);
  if (match === null) return undefined;
  const rest = text.slice(match[0].length);
  const root = match[2] !== undefined ? { variable: match[2] } : match[0] === '$$' ? ('$$' as const) : ('$' as const);
  const steps = stepsOf(rest);
  if (steps === undefined && (!plausible.test(rest) || /\(\)/.test(rest) || !isBalanced(rest))) return undefined;
  return { text, root, rest: `$${rest}`, ...(steps === undefined ? {} : { steps }) };
};

/** A reference path: definite, on the input only; what ResultPath needs. */
export const isReferencePath = (text: string): boolean => {
  const path = parsePath(text);
  return path?.root === '$' && path.steps !== undefined;
};

/** Found, or why not in the words of the library that AWS uses. */
export type Found = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

const bracketed = (steps: readonly Step[]): string =>
  `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step}']`)).join('')}`;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const walk = (steps: readonly Step[], from: Json): Found => {
  let at: Json = from;
  for (const [position, step] of steps.entries()) {
    let next: Json | undefined;
    if (typeof step === 'number') next = Array.isArray(at) ? (at as readonly Json[]).at(step) : undefined;
    else if (isObject(at) && Object.hasOwn(at, step)) next = at[step];
    if (next === undefined) {
      const place = bracketed(steps.slice(0, position + 1));
      const last = position === steps.length - 1;
      return { ok: false, why: last ? `No results for path: ${place}` : `Missing property in path ${place}` };
    }
    at = next;
  }
  return { ok: true, value: at };
};

/** Finds what a path points at below `from`; a path that may match many places always finds a list. */
export const findPath = (path: ParsedPath, from: Json): Found => {
  if (path.steps !== undefined) return walk(path.steps, from);
  if (typeof from !== 'object' || from === null) return { ok: true, value: [] };
  try {
    const value = JSONPath({ path: path.rest, json: from as object, eval: 'safe', wrap: true }) as Json;
    return { ok: true, value: value ?? [] };
  } catch {
    return { ok: false, why: `The path cannot be evaluated: ${path.text}` };
  }
};

/** Puts a value at a reference path, building objects on the way; undefined when something in the way is not one. */
export const putAtPath = (steps: readonly Step[], into: Json, value: Json): Json | undefined => {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!Array.isArray(into) || step < 0 || step >= into.length) return undefined;
    const inner = putAtPath(rest, (into as readonly Json[])[step] ?? null, value);
    return inner === undefined ? undefined : (into as readonly Json[]).with(step, inner);
  }
  if (!isObject(into)) return undefined;
  const inner = putAtPath(rest, Object.hasOwn(into, step) ? (into[step] ?? null) : {}, value);
  return inner === undefined ? undefined : { ...into, [step]: inner };
};
