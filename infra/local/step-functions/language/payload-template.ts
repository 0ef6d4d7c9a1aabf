import { runtimeFailure, StateFailure } from '../core/failure.ts';
import type { Scope } from '../core/flow.ts';
import type { Json, JsonObject } from '../core/model.ts';
import { intrinsics } from './intrinsic-functions.ts';
import { type Argument, type IntrinsicCall, parseIntrinsic } from './intrinsic-parser.ts';
import { stateCause } from './jsonata.ts';
import { type Found, findPath, type ParsedPath, parsePath } from './jsonpath.ts';

/** Where `$` starts: the effective input, a task's result, or an error output. */
export interface Place {
  readonly scope: Scope;
  readonly root: Json;
}

/** Finds what a path points at: input, context or variable. */
export const resolvePath = (path: ParsedPath, { scope, root }: Place): Found => {
  if (path.root === '$') return findPath(path, root);
  if (path.root === '$$') return findPath(path, scope.context);
  const value = scope.variables[path.root.variable];
  return value === undefined
    ? { ok: false, why: `The variable '${path.root.variable}' is not assigned` }
    : findPath(path, value);
};

const intrinsicFailure = (scope: Scope, text: string, field: string, why: string): StateFailure =>
  new StateFailure('task', {
    error: 'States.IntrinsicFailure',
    cause: stateCause(scope, `The function '${text}' had the following error: ${why} (field '${field}')`),
  });

const argumentValue = (argument: Argument, text: string, field: string, place: Place): Json => {
  if ('literal' in argument) return argument.literal;
  if ('call' in argument) return runIntrinsic(argument, text, field, place);
  const found = resolvePath(argument.path, place);
  if (!found.ok) throw notFound(argument.path.text, field, place);
  return found.value;
};

const runIntrinsic = (call: IntrinsicCall, text: string, field: string, place: Place): Json => {
  const intrinsic = intrinsics[call.call];
  const values = call.arguments.map((argument) => argumentValue(argument, text, field, place));
  if (intrinsic === undefined)
    throw intrinsicFailure(place.scope, text, field, `${call.call} is not an intrinsic function`);
  try {
    return intrinsic.run(values, place.scope);
  } catch (thrown) {
    throw intrinsicFailure(place.scope, text, field, thrown instanceof Error ? thrown.message : String(thrown));
  }
};

const notFound = (path: string, field: string, { scope, root }: Place): StateFailure =>
  runtimeFailure(
    stateCause(
      scope,
      `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(root)}'`,
    ),
  );

/** The value of a path or intrinsic function that stands at a field; throws when there is none. */
export const pathValue = (text: string, field: string, place: Place): Json => {
  const path = parsePath(text);
  if (path !== undefined) {
    const found = resolvePath(path, place);
    if (!found.ok) throw notFound(text, field, place);
    return found.value;
  }
  const call = parseIntrinsic(text);
  if (call === undefined)
    throw runtimeFailure(stateCause(place.scope, `'${text}' at the field '${field}' is neither a path nor a function`));
  return runIntrinsic(call, text, field, place);
};

/** Fills a payload template: every key that ends in `.$` is replaced by what its path or function gives. */
export const fillTemplate = (template: Json, place: Place): Json => {
  if (Array.isArray(template)) return template.map((item: Json) => fillTemplate(item, place));
  if (typeof template !== 'object' || template === null) return template;
  const filled: Record<string, Json> = {};
  for (const [key, value] of Object.entries(template as JsonObject)) {
    if (key.endsWith('.$') && typeof value === 'string') filled[key.slice(0, -2)] = pathValue(value, key, place);
    else filled[key] = fillTemplate(value, place);
  }
  return filled;
};
