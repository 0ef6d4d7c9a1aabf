import jsonata from 'jsonata';
import { evaluationFailure } from '../core/failure.ts';
import type { Scope } from '../core/flow.ts';
import type { Json, JsonObject } from '../core/model.ts';
import { BoundedRegExp, expressionLimits } from './expression-limits.ts';
import { jsonataFunctions } from './jsonata-functions.ts';

/** What `$states` holds beside input and context: the result or the error output, where there is one. */
export interface StatesExtra {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

type Entry = { readonly expression: jsonata.Expression };
const compiled = new Map<string, Entry>();
const cacheSize = 2_000;

/** Parses one expression (without its delimiters), keeping the last ones; throws jsonata's own error when malformed. */
export const compileJsonata = (source: string): jsonata.Expression => {
  const known = compiled.get(source);
  if (known !== undefined) return known.expression;
  const expression = jsonata(source, { RegexEngine: BoundedRegExp as unknown as RegExp });
  if (compiled.size >= cacheSize) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(source, { expression });
  return expression;
};

/** The expression inside `{% %}`, trimmed, or undefined when the text is literal. */
export const expressionIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}') && value.length >= 4
    ? value.slice(2, -2).trim()
    : undefined;

/** The start of every cause that AWS writes for a failure inside a state. */
export const stateCause = (scope: Scope, rest: string): string =>
  `An error occurred while executing the state '${scope.stateName}' (entered at the event id #${scope.enteredEventId}). ${rest}`;

/** What AWS says of a Choice without a match and without a Default; it is a States.Runtime, not a States.NoChoiceMatched. */
export const noNextState = 'Failed to transition out of the state. The state does not point to a next state.';

const entryHook = Symbol.for('jsonata.__evaluate_entry');
const exitHook = Symbol.for('jsonata.__evaluate_exit');

// jsonata copies bindings by `for in`, which skips symbols: the hooks are assigned to the expression, the budget travels beside.
let budget = { steps: 0, depth: 0, until: 0 };
const guard = (expression: jsonata.Expression): void => {
  const assign = expression.assign as unknown as (name: symbol, value: unknown) => void;
  assign(entryHook, () => {
    budget.steps += 1;
    budget.depth += 1;
    if (budget.depth > expressionLimits.depth) throw new Error('The expression nests too deeply');
    if (budget.steps > expressionLimits.steps) throw new Error('The expression takes too many steps');
    if (budget.steps % 512 === 0 && performance.now() > budget.until) throw new Error('The expression takes too long');
  });
  assign(exitHook, (_node: unknown, _input: unknown, _environment: unknown, result: unknown) => {
    budget.depth -= 1;
    if (Array.isArray(result) && result.length > expressionLimits.items)
      throw new Error('The expression makes too many items');
  });
};
const guarded = new WeakSet<jsonata.Expression>();

// One evaluation at a time: jsonata awaits between steps, and the budget above belongs to one evaluation.
let line: Promise<unknown> = Promise.resolve();
const inLine = <T>(work: () => Promise<T>): Promise<T> => {
  const next = line.then(work, work);
  line = next.catch(() => undefined);
  return next;
};

const messageOf = (thrown: unknown): string => {
  if (typeof thrown === 'object' && thrown !== null) {
    const { code, message } = thrown as { code?: unknown; message?: unknown };
    return [typeof code === 'string' ? `${code}: ` : '', typeof message === 'string' ? message : String(thrown)].join(
      '',
    );
  }
  return String(thrown);
};

const bindingsOf = (scope: Scope, extra: StatesExtra): Record<string, unknown> => ({
  ...jsonataFunctions(scope),
  now: (picture?: string, zone?: string) => formatNow(scope.now, picture, zone),
  millis: () => scope.now,
  ...scope.variables,
  states: { input: scope.input, context: scope.context, ...extra },
});

const formatter = jsonata('$fromMillis($instant, $picture, $zone)');
const formatNow = (instant: number, picture?: string, zone?: string): unknown =>
  picture === undefined && zone === undefined
    ? new Date(instant).toISOString()
    : formatter.evaluate(undefined, { instant, picture, zone });

/** Evaluates one expression at a field (`location`); the result is plain JSON, owned by the caller. */
export const evaluateJsonata = (source: string, location: string, scope: Scope, extra: StatesExtra): Promise<Json> =>
  inLine(async () => {
    const said = `The JSONata expression '${source}' specified for the field '${location}'`;
    let value: unknown;
    try {
      const expression = compileJsonata(source);
      if (!guarded.has(expression)) {
        guard(expression);
        guarded.add(expression);
      }
      budget = { steps: 0, depth: 0, until: performance.now() + expressionLimits.milliseconds };
      value = await expression.evaluate(undefined, bindingsOf(scope, extra));
    } catch (thrown) {
      throw evaluationFailure(
        stateCause(scope, `${said} threw an error during evaluation. ${messageOf(thrown)}`),
        location,
      );
    }
    if (value === undefined)
      throw evaluationFailure(stateCause(scope, `${said} returned nothing (undefined).`), location);
    if (typeof value === 'function' || (typeof value === 'object' && value !== null && '_jsonata_function' in value))
      throw evaluationFailure(stateCause(scope, `${said} returned an unsupported result type.`), location);
    // Round trip: drops jsonata's sequence flags and functions, and keeps no reference to the caller's data.
    return JSON.parse(JSON.stringify(value)) as Json;
  });

/** Replaces every `{% %}` in a template, keeping everything else as written. */
export const fillJsonata = async (
  template: Json,
  location: string,
  scope: Scope,
  extra: StatesExtra,
): Promise<Json> => {
  if (typeof template === 'string') {
    const source = expressionIn(template);
    return source === undefined ? template : evaluateJsonata(source, location, scope, extra);
  }
  if (Array.isArray(template)) {
    const filled: Json[] = [];
    for (const [index, item] of template.entries())
      filled.push(await fillJsonata(item as Json, `${location}[${index}]`, scope, extra));
    return filled;
  }
  if (typeof template === 'object' && template !== null) {
    const filled: Record<string, Json> = {};
    for (const [key, value] of Object.entries(template as JsonObject))
      filled[key] = await fillJsonata(value, `${location}/${key}`, scope, extra);
    return filled;
  }
  return template;
};
