import { isJsonObject, joinPath, ownValue } from './answers.ts';
import type { JsonValue } from './definition.ts';
import type { CheckContext, Problem } from './fields/field-type.ts';
import { hasFixedRows, ROW_CAP } from './fields/rows.ts';
import { valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import type { MutableGroup } from './settled.ts';

interface Parsing {
  readonly context: CheckContext;
  readonly problems: Map<string, Problem>;
  /** True where the answers come from the server itself and carry its own values. */
  readonly trustAll: boolean;
}

/** Keeps what the definition knows and what is of the right type; every other value is dropped, with its problem by path. */
export function parseAnswers(
  form: Form,
  raw: JsonValue | undefined,
  trusted: JsonValue | undefined,
  context: CheckContext,
  trustAll: boolean,
): { answers: MutableGroup; problems: Map<string, Problem> } {
  const parsing: Parsing = { context, problems: new Map(), trustAll };
  const answers = parseGroup(form.answerRoots, raw, trustAll ? raw : trusted, '', parsing);
  return { answers, problems: parsing.problems };
}

function parseGroup(
  nodes: readonly FormNode[],
  raw: JsonValue | undefined,
  trusted: JsonValue | undefined,
  path: string,
  parsing: Parsing,
): MutableGroup {
  const group: MutableGroup = {};
  for (const node of nodes) {
    const { key } = node.component;
    const value = parseNode(node, ownValue(raw, key), ownValue(trusted, key), joinPath(path, key), parsing);
    if (value !== undefined) group[key] = value;
  }
  return group;
}

function parseNode(
  node: FormNode,
  raw: JsonValue | undefined,
  trusted: JsonValue | undefined,
  path: string,
  parsing: Parsing,
): JsonValue | undefined {
  if (node.retired) return undefined;
  if (node.holds === 'group') {
    if (raw !== undefined && raw !== null && raw !== '' && !isJsonObject(raw))
      parsing.problems.set(path, { code: 'not-a-group' });
    return parseGroup(node.answerChildren, raw, trusted, path, parsing);
  }
  if (node.holds === 'rows') return parseRows(node, raw, trusted, path, parsing);
  if (node.serverSet) return parseServerValue(node, trusted, parsing);
  if (raw === undefined || raw === null) return undefined;
  const { value, problem } = valueField(node.component.type)?.parse(raw, node, parsing.context) ?? { value: undefined };
  if (problem) parsing.problems.set(path, problem);
  return value;
}

/** A value that only the server sets: the trusted one, else the default; of the right type or not at all. */
function parseServerValue(node: FormNode, trusted: JsonValue | undefined, parsing: Parsing): JsonValue | undefined {
  const value = trusted ?? node.component.defaultValue;
  if (value === undefined || value === null) return undefined;
  return valueField(node.component.type)?.parse(value, node, { ...parsing.context, trustFiles: true }).value;
}

function parseRows(
  node: FormNode,
  raw: JsonValue | undefined,
  trusted: JsonValue | undefined,
  path: string,
  parsing: Parsing,
): JsonValue | undefined {
  const given = raw === undefined || raw === null || raw === '' ? [] : raw;
  if (!Array.isArray(given)) parsing.problems.set(path, { code: 'not-rows' });
  const rows: readonly JsonValue[] = Array.isArray(given) ? given : [];
  const known: readonly JsonValue[] = Array.isArray(trusted) ? trusted : [];
  if (rows.length > ROW_CAP)
    parsing.problems.set(path, { code: 'too-many-rows', params: { max: ROW_CAP, count: rows.length } });
  if (hasFixedRows(node)) return parseFixedRows(node, rows, known, path, parsing);
  const trustedRow = trustRows(node, known, parsing.trustAll);
  return rows.slice(0, ROW_CAP).map((row, at) => parseRow(node, row, trustedRow(row, at), `${path}[${at}]`, parsing));
}

function parseRow(
  node: FormNode,
  row: JsonValue,
  trusted: JsonValue | undefined,
  path: string,
  parsing: Parsing,
): JsonValue {
  if (!isJsonObject(row) && row !== null) parsing.problems.set(path, { code: 'not-a-group' });
  return parseGroup(node.answerChildren, row, trusted, path, parsing);
}

/** Rows that the definition (or the server) gives: as many as those, matched by their place. */
function parseFixedRows(
  node: FormNode,
  rows: readonly JsonValue[],
  known: readonly JsonValue[],
  path: string,
  parsing: Parsing,
): JsonValue {
  const preset: readonly JsonValue[] = Array.isArray(node.component.defaultValue) ? node.component.defaultValue : [];
  const base = known.length > 0 ? known : preset;
  return base.slice(0, ROW_CAP).map((row, at) => parseRow(node, rows[at] ?? {}, row, `${path}[${at}]`, parsing));
}

/**
 * Which server-set values a row of a growing group may carry. Rows come and go, so their places prove nothing: a value
 * counts as the server's when it stands in the trusted row of the same place or in any other one.
 */
function trustRows(
  node: FormNode,
  known: readonly JsonValue[],
  trustAll: boolean,
): (row: JsonValue, at: number) => JsonValue | undefined {
  const serverSet = node.answerChildren.filter((child) => child.holds === 'value' && child.serverSet);
  if (trustAll || serverSet.length === 0) return (row, at) => (trustAll ? row : known[at]);
  const seen = new Map(
    serverSet.map((child) => [
      child.component.key,
      new Set(known.map((row) => JSON.stringify(ownValue(row, child.component.key)))),
    ]),
  );
  return (row, at) => {
    const same = known[at];
    const claimed = [...seen].flatMap(([key, values]): [string, JsonValue][] => {
      const value = ownValue(row, key);
      if (value !== undefined && values.has(JSON.stringify(value))) return [[key, value]];
      return [];
    });
    return { ...(isJsonObject(same) ? withoutKeys(same, seen) : {}), ...Object.fromEntries(claimed) };
  };
}

const withoutKeys = (row: JsonValue, keys: ReadonlyMap<string, unknown>): Record<string, JsonValue> =>
  isJsonObject(row) ? Object.fromEntries(Object.entries(row).filter(([key]) => !keys.has(key))) : {};
