import { runtimeFailure, StateFailure } from '../core/failure.ts';
import type { DataFlow, Outcome, Scope } from '../core/flow.ts';
import type { Json, JsonObject } from '../core/model.ts';
import { choiceHolds } from './choice-tests.ts';
import type { AnyState, Catcher, ChoiceRule } from './definition.ts';
import { noNextState, stateCause } from './jsonata.ts';
import { parsePath, putAtPath } from './jsonpath.ts';
import { fillTemplate, type Place, pathValue, resolvePath } from './payload-template.ts';
import { parseTimestamp } from './timestamp.ts';

/** InputPath and OutputPath: null empties, absent keeps. */
const applyPath = (text: string | null | undefined, place: Place): Json => {
  if (text === undefined || text === '$') return place.root;
  if (text === null) return {};
  const path = parsePath(text);
  if (path === undefined) return pathValue(text, 'Path', place);
  const found = resolvePath(path, place);
  if (!found.ok) throw runtimeFailure(stateCause(place.scope, `Invalid path '${text}' : ${found.why}`));
  return found.value;
};

const effectiveInput = (state: AnyState, scope: Scope): Json =>
  applyPath(state.InputPath, { scope, root: scope.input });

/** What a Task sends or a Pass starts from: the effective input through Parameters. */
const parametersOf = (state: AnyState, scope: Scope): Json => {
  const root = effectiveInput(state, scope);
  return state.Parameters === undefined || state.Type === 'Map'
    ? root
    : fillTemplate(state.Parameters, { scope, root });
};

const textOf = (value: Json, scope: Scope): string => (value === scope.input ? scope.inputText : JSON.stringify(value));

const applyResultPath = (resultPath: string | null | undefined, scope: Scope, result: Json): Json => {
  if (resultPath === null) return scope.input;
  if (resultPath === undefined || resultPath === '$') return result;
  const steps = parsePath(resultPath)?.steps ?? [];
  const merged = putAtPath(steps, scope.input, result);
  if (merged !== undefined) return merged;
  throw new StateFailure('task', {
    error: 'States.ResultPathMatchFailure',
    cause: stateCause(scope, `Unable to apply the result path '${resultPath}' to the input '${scope.inputText}'`),
  });
};

const assignedBy = (assign: JsonObject | undefined, place: Place): JsonObject | undefined =>
  assign === undefined ? undefined : (fillTemplate(assign, place) as JsonObject);

const integerAt = (text: string, field: string, place: Place): number => {
  const value = pathValue(text, field, place);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw runtimeFailure(
    stateCause(place.scope, `The ${field} field refers to value "${shown}" which is not a valid integer: ${text}`),
  );
};

/** A number that stands in the definition, or at the place that `fieldPath` names. */
const integerOf = (
  plain: number | string | undefined,
  path: string | undefined,
  field: string,
  place: Place,
): number | undefined =>
  path === undefined ? (plain === undefined ? undefined : Number(plain)) : integerAt(path, `${field}Path`, place);

const resultOf = (state: AnyState, scope: Scope, result: Json | undefined): Json => {
  if (state.Type === 'Pass') return state.Result === undefined ? parametersOf(state, scope) : state.Result;
  if (result === undefined) return effectiveInput(state, scope);
  return state.ResultSelector === undefined ? result : fillTemplate(state.ResultSelector, { scope, root: result });
};

const failureText = (
  plain: string | undefined,
  path: string | undefined,
  field: string,
  scope: Scope,
): string | undefined => {
  if (path === undefined) return plain;
  const value = pathValue(path, field, { scope, root: scope.input });
  if (typeof value === 'string') return value;
  throw runtimeFailure(
    stateCause(scope, `The ${field} field must refer to a string but refers to: ${JSON.stringify(value)}`),
  );
};

const waitSeconds = (path: string, scope: Scope, root: Json): number => {
  const value = pathValue(path, 'SecondsPath', { scope, root });
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const seconds = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isInteger(seconds))
    throw runtimeFailure(
      stateCause(scope, `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${shown}`),
    );
  if (seconds < 0)
    throw runtimeFailure(
      stateCause(scope, `The SecondsPath parameter references a negative value: ${path} == ${shown}`),
    );
  return seconds;
};

/** The data flow of states written in JSONPath: InputPath, Parameters, ResultSelector, ResultPath, OutputPath. */
export const jsonpathFlow: DataFlow = {
  argumentsOf: async (state, scope) => parametersOf(state, scope),

  async outcome(state, scope, result): Promise<Outcome> {
    const own = resultOf(state, scope, result);
    const assigned = assignedBy(state.Assign, { scope, root: own });
    const hasResult = state.Type === 'Pass' || result !== undefined;
    const merged = hasResult ? applyResultPath(state.ResultPath, scope, own) : own;
    const output = applyPath(state.OutputPath, { scope, root: merged });
    return { output: textOf(output, scope), ...(assigned === undefined ? {} : { assigned }) };
  },

  async caught(given, scope, errorOutput): Promise<Outcome> {
    const catcher = given as Catcher;
    const assigned = assignedBy(catcher.Assign, { scope, root: errorOutput });
    const output = applyResultPath(catcher.ResultPath, scope, errorOutput);
    return { output: textOf(output, scope), ...(assigned === undefined ? {} : { assigned }) };
  },

  async choose(state, scope) {
    const root = effectiveInput(state, scope);
    const place = { scope, root };
    const outcomeWith = (assign: JsonObject | undefined): Outcome => {
      const assigned = assignedBy(assign, place);
      return {
        output: textOf(applyPath(state.OutputPath, place), scope),
        ...(assigned === undefined ? {} : { assigned }),
      };
    };
    const rule = (state.Choices ?? []).find((each: ChoiceRule) => choiceHolds(each as JsonObject, place));
    if (rule !== undefined)
      return { rule, ...(rule.Next === undefined ? {} : { next: rule.Next }), outcome: outcomeWith(rule.Assign) };
    if (state.Default === undefined) throw runtimeFailure(stateCause(scope, noNextState));
    return { next: state.Default, outcome: outcomeWith(state.Assign) };
  },

  async timeouts(state, scope) {
    const place = { scope, root: effectiveInput(state, scope) };
    const timeoutSeconds = integerOf(state.TimeoutSeconds, state.TimeoutSecondsPath, 'TimeoutSeconds', place);
    const heartbeatSeconds = integerOf(state.HeartbeatSeconds, state.HeartbeatSecondsPath, 'HeartbeatSeconds', place);
    return {
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    };
  },

  async wait(state, scope) {
    const root = effectiveInput(state, scope);
    if (state.SecondsPath !== undefined) return { seconds: waitSeconds(state.SecondsPath, scope, root) };
    if (state.Seconds !== undefined) return { seconds: Number(state.Seconds) };
    const path = state.TimestampPath;
    const text = path === undefined ? state.Timestamp : pathValue(path, 'TimestampPath', { scope, root });
    const until = parseTimestamp(text);
    if (until !== undefined) return { until };
    const shown = typeof text === 'string' ? text : JSON.stringify(text);
    throw runtimeFailure(
      stateCause(
        scope,
        `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${shown}`,
      ),
    );
  },

  async failure(state, scope) {
    const error = failureText(state.Error, state.ErrorPath, 'ErrorPath', scope);
    const cause = failureText(state.Cause, state.CausePath, 'CausePath', scope);
    return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  },

  async mapPlan(state, scope) {
    const root = effectiveInput(state, scope);
    const place = { scope, root };
    const items = state.ItemsPath === undefined ? root : pathValue(state.ItemsPath, 'ItemsPath', place);
    if (!Array.isArray(items))
      throw runtimeFailure(stateCause(scope, `Reference path "${state.ItemsPath ?? '$'}" must point to array.`));
    return {
      items: items as readonly Json[],
      concurrency: integerOf(state.MaxConcurrency, state.MaxConcurrencyPath, 'MaxConcurrency', place) ?? 0,
      toleratedCount:
        integerOf(state.ToleratedFailureCount, state.ToleratedFailureCountPath, 'ToleratedFailureCount', place) ?? 0,
      toleratedPercentage:
        integerOf(
          state.ToleratedFailurePercentage,
          state.ToleratedFailurePercentagePath,
          'ToleratedFailurePercentage',
          place,
        ) ?? 0,
    };
  },

  async itemInput(state, scope, item) {
    const selector = state.ItemSelector ?? state.Parameters;
    return JSON.stringify(
      selector === undefined ? item : fillTemplate(selector, { scope, root: effectiveInput(state, scope) }),
    );
  },
};
