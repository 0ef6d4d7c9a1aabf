import { type CaseFile, isOldRecording, type RecordedEvent } from './case-file.ts';

const fixedWords = new Set(['timestamp', 'date', 'snf_role_arn']);

/** Things that a recording cannot fix: masked words, arns, function names. */
const isMasked = (key: string, text: string): boolean =>
  fixedWords.has(text) ||
  text.startsWith('arn:') ||
  /^<[^<>]*>$/.test(text) ||
  key === 'FunctionName' ||
  key === 'region';

const wildcard = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(/<[^<>]*>/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[\\s\\S]*')}$`,
  );

const parsed = (text: unknown): unknown => {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const addedSince = new Set([
  'inputDetails',
  'outputDetails',
  'redriveCount',
  'RedriveCount',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** The first difference as a readable line, or undefined; `old` recordings may lack later fields. */
const differ = (expected: unknown, actual: unknown, at: string, key: string, old: boolean): string | undefined => {
  if (typeof expected === 'string') {
    if (isMasked(key, expected)) return undefined;
    if (expected === actual) return undefined;
    const [left, right] = [parsed(expected), parsed(actual)];
    const bothJson = left !== expected && (right !== actual || typeof actual !== 'string');
    if (bothJson) return differ(left, right, at, key, old);
    if (/<[^<>]*>/.test(expected) && typeof actual === 'string' && wildcard(expected).test(actual)) return undefined;
    return `${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
  }
  if (isObject(expected)) {
    const value = parsed(actual);
    if (!isObject(value)) return `${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
    const invokeResult = 'SdkHttpMetadata' in expected;
    const names = invokeResult
      ? Object.keys(expected).filter((name) => !/^(Sdk|ExecutedVersion)/.test(name))
      : Object.keys(expected);
    for (const name of names) {
      if (!(name in value)) return `${at}/${name}: missing`;
      const found = differ(expected[name], value[name], `${at}/${name}`, name, old);
      if (found !== undefined) return found;
    }
    for (const name of Object.keys(value)) {
      const excused = invokeResult || (old && addedSince.has(name));
      if (!(name in expected) && !excused) return `${at}/${name}: not in the recording: ${JSON.stringify(value[name])}`;
    }
    return undefined;
  }
  if (Array.isArray(expected)) {
    const value = parsed(actual);
    if (!Array.isArray(value) || value.length !== expected.length)
      return `${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
    for (const [index, item] of expected.entries()) {
      const found = differ(item, value[index], `${at}/${index}`, '', old);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return Object.is(expected, actual)
    ? undefined
    : `${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
};

const differEvent = (
  expected: RecordedEvent,
  actual: RecordedEvent,
  ids: boolean,
  old: boolean,
): string | undefined => {
  const left: Record<string, unknown> = { ...expected };
  const right: Record<string, unknown> = { ...actual };
  for (const side of [left, right]) {
    delete side.timestamp;
    if (!ids) {
      delete side.id;
      delete side.previousEventId;
    }
  }
  return differ(left, right, `#${JSON.stringify(expected.id)} ${expected.type}`, '', old);
};

/** Every recorded event must be matched by one of ours of its own, in any order. */
const differUnordered = (
  expected: readonly RecordedEvent[],
  actual: readonly RecordedEvent[],
  old: boolean,
): string | undefined => {
  const free = [...actual];
  for (const event of expected) {
    const fixed = typeof event.id === 'number' && event.id > 0;
    const index = free.findIndex((ours) => differEvent(event, ours, fixed, old) === undefined);
    const anywhere = index >= 0 ? index : free.findIndex((ours) => differEvent(event, ours, false, old) === undefined);
    if (anywhere < 0) return `no event like ${JSON.stringify(event)}`;
    free.splice(anywhere, 1);
  }
  const kinds = new Set(expected.map((event) => event.type));
  // Sorting lost some of the structural events of AWS's parallel recordings; anything else of ours is one too many.
  const surplus = free.find((event) => !/^(Parallel|Map)/.test(event.type) && !kinds.has(event.type));
  return surplus === undefined ? undefined : `not in the recording: ${JSON.stringify(surplus)}`;
};

const structural = /^(Map|Parallel)/;
const branchNames = (events: readonly RecordedEvent[]): readonly (RecordedEvent & { readonly after: unknown })[] => {
  const byId = new Map(events.map((event) => [event.id, event]));
  return events.map((event) => {
    const before = byId.get(event.previousEventId);
    const after =
      structural.test(event.type) || before === undefined || structural.test(before.type) ? null : before.type;
    return { ...event, id: 0, previousEventId: 0, after };
  });
};

const runsSideBySide = (definition: unknown): boolean =>
  JSON.stringify(definition).includes('"Parallel"') ||
  JSON.stringify(definition, (_key, value: unknown) =>
    isObject(value) && value.Type === 'Map' && value.MaxConcurrency !== 1 ? 'side-by-side' : value,
  ).includes('side-by-side');

/** The first difference between a recording and our history of the same run, or undefined when they agree. */
export const differHistory = (file: CaseFile, actual: readonly RecordedEvent[]): string | undefined => {
  const expected = file.expected.history;
  const old = isOldRecording(file.recorded);
  if (file.expected.order === 'unordered') return differUnordered(expected, actual, old);
  let found =
    expected.length === actual.length ? undefined : `${expected.length} events expected, got ${actual.length}`;
  for (const [index, event] of expected.entries()) {
    const ours = actual[index];
    const difference = ours === undefined ? 'missing' : differEvent(event, ours, true, old);
    if (difference !== undefined) {
      found = difference;
      break;
    }
  }
  if (found === undefined || !runsSideBySide(file.definition)) return found;
  // Branches may interleave differently: compare each event with what it follows inside its branch.
  if (expected.length !== actual.length) return found;
  return differUnordered(branchNames(expected), branchNames(actual), old) === undefined ? undefined : found;
};
