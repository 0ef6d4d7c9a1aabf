import { limits } from '../../core/limits.ts';
import type { Json, JsonObject } from '../../core/model.ts';
import type { QueryLanguage, StateType } from '../definition.ts';
import { expressionIn } from '../jsonata.ts';
import { parseTimestamp } from '../timestamp.ts';
import { checkChoices } from './choices.ts';
import { checkExpressions, checkTemplate, pointer } from './expressions.ts';
import { stateFields } from './field-table.ts';
import { checkFields } from './fields.ts';
import type { Report } from './problem.ts';
import { checkCatch, checkRetry } from './recovery.ts';
import { checkResource } from './resources.ts';
import { assignedIn, checkAssign } from './variables.ts';

/** What a machine is checked against besides itself. */
export interface Surroundings {
  readonly report: Report;
  readonly express: boolean;
  readonly language: QueryLanguage;
  readonly outer: ReadonlySet<string>;
  /** State names met so far: they are unique over the whole definition. */
  readonly names: Set<string>;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const languageOfState = (state: JsonObject, path: string, around: Surroundings): QueryLanguage => {
  const own = state.QueryLanguage;
  if (own === undefined) return around.language;
  const at = pointer(path, 'QueryLanguage');
  if (own !== 'JSONata' && own !== 'JSONPath')
    around.report('field-type', at, 'QueryLanguage must be JSONata or JSONPath');
  else if (own === 'JSONPath' && around.language === 'JSONata')
    around.report(
      'language-override',
      at,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    );
  return own === 'JSONata' ? 'JSONata' : 'JSONPath';
};

const required: Readonly<Record<StateType, readonly (readonly string[])[]>> = {
  Pass: [['Next', 'End']],
  Task: [['Next', 'End']],
  Choice: [['Choices']],
  Wait: [
    ['Next', 'End'],
    ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ],
  Succeed: [],
  Fail: [],
  Parallel: [['Next', 'End'], ['Branches']],
  Map: [
    ['Next', 'End'],
    ['ItemProcessor', 'Iterator'],
  ],
};

const checkTask = (state: JsonObject, path: string, around: Surroundings): void => {
  checkResource(state, around.express, path, around.report);
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
    around.report(
      'heartbeat-longer-than-timeout',
      pointer(path, 'HeartbeatSeconds'),
      'HeartbeatSeconds must be smaller than TimeoutSeconds',
    );
};

const checkMap = (
  state: JsonObject,
  language: QueryLanguage,
  path: string,
  around: Surroundings,
  outer: ReadonlySet<string>,
): void => {
  const name = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor';
  const processor = state[name];
  if (!isObject(processor)) return;
  const at = pointer(path, name);
  const config = isObject(processor.ProcessorConfig) ? processor.ProcessorConfig : {};
  if ((config.Mode !== undefined && config.Mode !== 'INLINE') || config.ExecutionType !== undefined)
    around.report('distributed-map', pointer(at, 'ProcessorConfig'), 'Only the INLINE mode of Map is supported');
  for (const key of Object.keys(config))
    if (key !== 'Mode' && key !== 'ExecutionType')
      around.report('field-unknown', pointer(pointer(at, 'ProcessorConfig'), key), 'Field is not supported');
  if (language === 'JSONata') checkExpressions(state.ItemSelector, pointer(path, 'ItemSelector'), around.report);
  else checkTemplate(state.ItemSelector, pointer(path, 'ItemSelector'), around.report);
  checkMachine(processor, at, 'processor', { ...around, language, outer });
};

const checkState = (state: JsonObject, path: string, around: Surroundings, assigned: ReadonlySet<string>): void => {
  const { report } = around;
  const type = state.Type as StateType;
  if (typeof type !== 'string' || !Object.hasOwn(stateFields, type)) {
    report('state-type-unknown', pointer(path, 'Type'), `Unknown state type: ${JSON.stringify(state.Type ?? null)}`);
    return;
  }
  const language = languageOfState(state, path, around);
  checkFields(state, type, language, path, report);
  for (const group of required[type])
    if (!group.some((name) => name in state))
      report('field-missing', path, `These fields are required: [${group.join(' or ')}]`);
  checkAssign(state.Assign, language, around.outer, path, report);
  for (const list of ['Choices', 'Catch'])
    if (Array.isArray(state[list]))
      for (const [index, item] of (state[list] as readonly Json[]).entries())
        if (isObject(item))
          checkAssign(item.Assign, language, around.outer, pointer(pointer(path, list), index), report);
  checkRetry(state.Retry, pointer(path, 'Retry'), report);
  checkCatch(state.Catch, language, pointer(path, 'Catch'), report);
  const inner = new Set([...around.outer, ...assigned]);
  if (type === 'Task') checkTask(state, path, around);
  if (type === 'Choice') checkChoices(state.Choices, language, pointer(path, 'Choices'), report);
  if (type === 'Map') checkMap(state, language, path, around, inner);
  if (
    type === 'Wait' &&
    typeof state.Timestamp === 'string' &&
    !(language === 'JSONata' && expressionIn(state.Timestamp) !== undefined) &&
    parseTimestamp(state.Timestamp) === undefined
  )
    report('timestamp', pointer(path, 'Timestamp'), 'Value is not a valid ISO-8601 extended offset date-time');
  if (type === 'Parallel' && Array.isArray(state.Branches)) {
    const at = pointer(path, 'Branches');
    if (state.Branches.length === 0) report('field-missing', at, 'At least one branch is required');
    for (const [index, branch] of (state.Branches as readonly Json[]).entries())
      checkMachine(branch, pointer(at, index), 'branch', { ...around, language, outer: inner });
  }
};

const nextOf = (state: JsonObject, path: string): readonly (readonly [string, string])[] => {
  const found: (readonly [string, string])[] = [];
  for (const name of ['Next', 'Default'])
    if (typeof state[name] === 'string') found.push([state[name], pointer(path, name)]);
  for (const list of ['Choices', 'Catch'])
    if (Array.isArray(state[list]))
      for (const [index, item] of (state[list] as readonly Json[]).entries())
        if (isObject(item) && typeof item.Next === 'string')
          found.push([item.Next, pointer(pointer(pointer(path, list), index), 'Next')]);
  return found;
};

const checkTransitions = (startAt: string, states: JsonObject, path: string, report: Report): void => {
  const at = (name: string): string => pointer(pointer(path, 'States'), name);
  const reached = new Set<string>();
  const line = [startAt];
  if (!Object.hasOwn(states, startAt))
    report('start-at-missing', pointer(path, 'StartAt'), `Missing 'StartAt' target: ${startAt}`);
  for (let name = line.pop(); name !== undefined; name = line.pop()) {
    const state = states[name];
    if (reached.has(name) || !isObject(state)) continue;
    reached.add(name);
    line.push(...nextOf(state, '').map(([target]) => target));
  }
  let ends = false;
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    for (const [target, place] of nextOf(state, at(name)))
      if (!Object.hasOwn(states, target)) report('next-missing', place, `Missing 'Next' target: ${target}`);
    if (!reached.has(name)) report('state-unreachable', at(name), `State "${name}" is not reachable.`);
    if (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail') ends = true;
  }
  if (!ends)
    report(
      'no-way-out',
      pointer(path, 'States'),
      'No state ends the machine: one must have End, or be Succeed or Fail',
    );
};

const allowed = {
  machine: ['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage'],
  branch: ['Comment', 'StartAt', 'States', 'QueryLanguage'],
  processor: ['Comment', 'StartAt', 'States', 'QueryLanguage', 'ProcessorConfig'],
} as const;

/** A whole definition, a branch of a Parallel, or the processor of a Map. */
export const checkMachine = (machine: Json, path: string, kind: keyof typeof allowed, around: Surroundings): void => {
  const { report } = around;
  if (!isObject(machine)) {
    report('field-type', path, 'Expected an object');
    return;
  }
  for (const name of Object.keys(machine))
    if (!(allowed[kind] as readonly string[]).includes(name))
      report('field-unknown', pointer(path, name), 'Field is not supported');
  const missing = ['StartAt', 'States'].filter((name) => !(name in machine));
  if (missing.length > 0) {
    report('field-missing', path, `These fields are required: [${missing.join(', ')}]`);
    return;
  }
  if (machine.Version !== undefined && machine.Version !== '1.0')
    report('field-type', pointer(path, 'Version'), 'Version must be "1.0"');
  const timeout = machine.TimeoutSeconds;
  if (
    timeout !== undefined &&
    (typeof timeout !== 'number' || !Number.isInteger(timeout) || timeout < 1 || timeout > 99_999_999)
  )
    report('number-range', pointer(path, 'TimeoutSeconds'), 'TimeoutSeconds must be an integer from 1 to 99999999');
  const { States: states, StartAt: startAt } = machine;
  if (!isObject(states) || typeof startAt !== 'string') {
    report('field-type', path, 'StartAt must be a string and States an object');
    return;
  }
  const language = languageOfState(machine, path, around);
  const assigned = assignedIn(states);
  for (const [name, state] of Object.entries(states)) {
    const at = pointer(pointer(path, 'States'), name);
    if (name.length > limits.nameLength)
      report('state-name-length', at, `A state's name can have at most ${limits.nameLength} characters`);
    if (around.names.has(name)) report('state-name-duplicate', at, `Duplicate State name: ${name}`);
    around.names.add(name);
    if (isObject(state)) checkState(state, at, { ...around, language }, assigned);
    else report('field-type', at, 'Expected an object');
  }
  checkTransitions(startAt, states, path, report);
};
