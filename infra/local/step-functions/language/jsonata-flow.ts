import { evaluationFailure, runtimeFailure, StateFailure } from '../core/failure.ts';
import type { DataFlow, MapPlan, Outcome, Scope, WaitPlan } from '../core/flow.ts';
import type { Json, JsonObject } from '../core/model.ts';
import type { AnyState, Catcher } from './definition.ts';
import { evaluateJsonata, expressionIn, fillJsonata, noNextState, type StatesExtra, stateCause } from './jsonata.ts';
import { parseTimestamp } from './timestamp.ts';

const kindOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const wrongType = (scope: Scope, source: string, location: string, expected: string, value: Json): StateFailure =>
  evaluationFailure(
    stateCause(
      scope,
      `The JSONata expression '${source}' specified for the field '${location}' returned an unexpected result type. ` +
        `Expected '${expected}', but was '${kindOf(value)}' for value: ${JSON.stringify(value)}`,
    ),
    location,
  );

const expressionOf = async (
  field: unknown,
  location: string,
  expected: string,
  scope: Scope,
): Promise<Json | undefined> => {
  if (field === undefined) return undefined;
  const source = expressionIn(field);
  if (source === undefined) return field as Json;
  const value = await evaluateJsonata(source, location, scope, {});
  if (kindOf(value) !== expected) throw wrongType(scope, source, location, expected, value);
  return value;
};

const numberOf = async (
  field: unknown,
  location: string,
  scope: Scope,
  lowest: number,
  highest: number,
): Promise<number | undefined> => {
  const value = await expressionOf(field, location, 'number', scope);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < lowest || value > highest)
    throw evaluationFailure(
      stateCause(
        scope,
        `The ${location} field must be an integer between ${lowest} and ${highest} but was: ${JSON.stringify(value)}`,
      ),
      location,
    );
  return value;
};

const assignedBy = async (
  assign: JsonObject | undefined,
  scope: Scope,
  extra: StatesExtra,
): Promise<JsonObject | undefined> => {
  if (assign === undefined) return undefined;
  const filled: Record<string, Json> = {};
  for (const [name, value] of Object.entries(assign))
    filled[name] = await fillJsonata(value, `Assign/${name}`, scope, extra);
  return filled;
};

const outcomeOf = async (
  holder: { readonly Output?: Json; readonly Assign?: JsonObject },
  scope: Scope,
  extra: StatesExtra,
  otherwise: string,
): Promise<Outcome> => {
  // Both see the variables as they were: what Assign sets is not visible to Output.
  const assigned = await assignedBy(holder.Assign, scope, extra);
  const output =
    holder.Output === undefined ? otherwise : JSON.stringify(await fillJsonata(holder.Output, 'Output', scope, extra));
  return { output, ...(assigned === undefined ? {} : { assigned }) };
};

const itemsOf = async (state: AnyState, scope: Scope): Promise<readonly Json[]> => {
  if (state.Items === undefined) {
    if (Array.isArray(scope.input)) return scope.input as readonly Json[];
    throw evaluationFailure(stateCause(scope, `Map state input must be an array but was: ${scope.inputText}`));
  }
  const source = expressionIn(state.Items);
  if (source === undefined) return (await fillJsonata(state.Items, 'Items', scope, {})) as readonly Json[];
  const value = await evaluateJsonata(source, 'Items', scope, {});
  if (Array.isArray(value)) return value as readonly Json[];
  throw wrongType(scope, source, 'Items', 'array', value);
};

/** The data flow of states written in JSONata: Arguments in; Output and Assign out. */
export const jsonataFlow: DataFlow = {
  async argumentsOf(state, scope) {
    if (state.Arguments !== undefined) return fillJsonata(state.Arguments, 'Arguments', scope, {});
    return scope.input;
  },

  outcome: (state, scope, result) =>
    outcomeOf(
      state,
      scope,
      result === undefined ? {} : { result },
      result === undefined ? scope.inputText : JSON.stringify(result),
    ),

  caught: (catcher, scope, errorOutput) =>
    outcomeOf(catcher as Catcher, scope, { errorOutput }, JSON.stringify(errorOutput)),

  async choose(state, scope) {
    for (const [index, rule] of (state.Choices ?? []).entries()) {
      const location = `Choices[${index}]/Condition`;
      const value =
        typeof rule.Condition === 'boolean'
          ? rule.Condition
          : await expressionOf(rule.Condition, location, 'boolean', scope);
      if (value === true) {
        const outcome = await outcomeOf(rule, scope, {}, scope.inputText);
        return { rule, ...(rule.Next === undefined ? {} : { next: rule.Next }), outcome };
      }
    }
    if (state.Default === undefined) throw runtimeFailure(stateCause(scope, noNextState));
    return { next: state.Default, outcome: await outcomeOf(state, scope, {}, scope.inputText) };
  },

  async timeouts(state, scope) {
    const timeoutSeconds = await numberOf(state.TimeoutSeconds, 'TimeoutSeconds', scope, 1, 99_999_999);
    const heartbeatSeconds = await numberOf(state.HeartbeatSeconds, 'HeartbeatSeconds', scope, 1, 99_999_999);
    return {
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    };
  },

  async wait(state, scope): Promise<WaitPlan> {
    if (state.Timestamp !== undefined) {
      const text = await expressionOf(state.Timestamp, 'Timestamp', 'string', scope);
      const until = parseTimestamp(text);
      if (until !== undefined) return { until };
      throw new StateFailure(
        'evaluation',
        {
          error: 'States.QueryEvaluationError',
          cause: stateCause(
            scope,
            `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${String(text)}`,
          ),
        },
        'Timestamp',
      );
    }
    return { seconds: (await numberOf(state.Seconds, 'Seconds', scope, 0, 99_999_999)) ?? 0 };
  },

  async failure(state, scope) {
    const error = await expressionOf(state.Error, 'Error', 'string', scope);
    const cause = await expressionOf(state.Cause, 'Cause', 'string', scope);
    return {
      ...(error === undefined ? {} : { error: String(error) }),
      ...(cause === undefined ? {} : { cause: String(cause) }),
    };
  },

  async mapPlan(state, scope): Promise<MapPlan> {
    const items = await itemsOf(state, scope);
    return {
      items,
      concurrency: (await numberOf(state.MaxConcurrency, 'MaxConcurrency', scope, 0, 10_000_000)) ?? 0,
      toleratedCount: (await numberOf(state.ToleratedFailureCount, 'ToleratedFailureCount', scope, 0, 10_000_000)) ?? 0,
      toleratedPercentage:
        (await numberOf(state.ToleratedFailurePercentage, 'ToleratedFailurePercentage', scope, 0, 100)) ?? 0,
    };
  },

  async itemInput(state, scope, item) {
    if (state.ItemSelector === undefined) return JSON.stringify(item);
    return JSON.stringify(await fillJsonata(state.ItemSelector, 'ItemSelector', scope, {}));
  },
};
