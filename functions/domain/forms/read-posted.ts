import {
  isJsonObject,
  joinPath,
  ownValue,
  type PageCommand,
  type PageRef,
  type RawAnswers,
  type UploadedFile,
} from './answers.ts';
import type { JsonValue } from './definition.ts';
import { emptyGroup } from './empty-answers.ts';
import type { Posted } from './fields/field-type.ts';
import { hasFixedRows, ROW_CAP, rowLimits } from './fields/rows.ts';
import { valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import type { MutableGroup } from './settled.ts';

/** The name of the buttons that add or remove; their value is the command. */
export const COMMAND_NAME = 'command';
/** Entries of a body that are looked at; routes refuse larger bodies long before. */
const ENTRY_CAP = 50_000;

/** Answers of a posted page over the previous ones, as they were typed; rows already added or removed when a button says so. */
export interface ReadPosted {
  readonly raw: RawAnswers;
  readonly command?: PageCommand;
}

class PostedBody implements Posted {
  readonly #texts = new Map<string, string[]>();
  readonly #files = new Map<string, UploadedFile[]>();
  readonly #rows = new Map<string, Set<number>>();
  command: PageCommand | undefined;

  constructor(entries: Iterable<readonly [string, string | UploadedFile]>) {
    let count = 0;
    for (const [name, value] of entries) {
      count += 1;
      if (count > ENTRY_CAP) break;
      this.#noteRows(name, value);
      if (typeof value !== 'string') append(this.#files, name, value);
      else {
        append(this.#texts, name, value);
        this.command ??= readCommand(name === COMMAND_NAME ? value : name);
      }
    }
  }

  texts(name: string): readonly string[] {
    return this.#texts.get(name) ?? [];
  }

  files(name: string): readonly UploadedFile[] {
    return this.#files.get(name) ?? [];
  }

  /** Row numbers posted for a group, ascending; undefined when the group wasn't on the page. */
  rows(path: string): readonly number[] | undefined {
    const rows = this.#rows.get(path);
    return rows && [...rows].sort((a, b) => a - b);
  }

  /** `goals[2].goal` shows that row 2 was there; `goals[]` = 2 says so even when all its boxes are empty. */
  #noteRows(name: string, value: string | UploadedFile): void {
    for (const found of name.slice(0, 500).matchAll(/\[(\d{0,4})\]/g)) {
      const path = name.slice(0, found.index);
      const rows = this.#rows.get(path) ?? new Set<number>();
      this.#rows.set(path, rows);
      const number = found[1] === '' ? value : found[1];
      if (typeof number === 'string' && /^\d{1,4}$/.test(number)) rows.add(Number(number));
    }
  }
}

function append<T>(map: Map<string, T[]>, name: string, value: T): void {
  const known = map.get(name);
  if (known) known.push(value);
  else map.set(name, [value]);
}

/** `add:<path>` or `remove:<path>:<row>`, as the value of `command` or as a button's own name. */
export function readCommand(text: string): PageCommand | undefined {
  const [kind, path, row, ...rest] = text.split(':');
  if (!path || rest.length > 0) return undefined;
  if (kind === 'add' && row === undefined) return { kind: 'add', path };
  if (kind === 'remove' && row !== undefined && /^\d{1,4}$/.test(row))
    return { kind: 'remove', path, row: Number(row) };
  return undefined;
}

/** Reads a posted page; fields of other pages, and what only the server sets, stay as they were. */
export function readPosted(
  form: Form,
  page: PageRef,
  entries: Iterable<readonly [string, string | UploadedFile]>,
  previous: RawAnswers,
): ReadPosted {
  const posted = new PostedBody(entries);
  const raw: MutableGroup = { ...previous };
  if (typeof page === 'number') readNodes(throughLayout(form.pages[page]?.nodes ?? []), raw, '', posted);
  else readOneRow(form, page, raw, posted);
  const { command } = posted;
  if (command) applyCommand(form, raw, command);
  return { raw, ...(command && { command }) };
}

const throughLayout = (nodes: readonly FormNode[]): readonly FormNode[] =>
  nodes.flatMap((node) => (node.holds === 'nothing' ? node.answerChildren : [node]));

function readNodes(nodes: readonly FormNode[], group: MutableGroup, scopePath: string, posted: PostedBody): void {
  for (const node of nodes) {
    const { key } = node.component;
    const path = joinPath(scopePath, key);
    const before = ownValue(group, key);
    const value = readNode(node, before, path, posted);
    if (value === undefined) delete group[key];
    else group[key] = value;
  }
}

function readNode(
  node: FormNode,
  before: JsonValue | undefined,
  path: string,
  posted: PostedBody,
): JsonValue | undefined {
  if (node.holds === 'group') {
    const inside: MutableGroup = isJsonObject(before) ? { ...before } : {};
    readNodes(node.answerChildren, inside, path, posted);
    return inside;
  }
  if (node.holds === 'rows') return readRows(node, before, path, posted);
  if (node.serverSet) return before;
  return valueField(node.component.type)?.read(posted, path, node.component);
}

function readRows(
  node: FormNode,
  before: JsonValue | undefined,
  path: string,
  posted: PostedBody,
): JsonValue | undefined {
  const known: readonly JsonValue[] = Array.isArray(before) ? before : [];
  const numbers = posted.rows(path);
  if (numbers === undefined) return before;
  const preset: readonly JsonValue[] = Array.isArray(node.component.defaultValue) ? node.component.defaultValue : [];
  const wanted = hasFixedRows(node)
    ? Array.from({ length: Math.max(known.length, preset.length) }, (_, at) => at)
    : numbers.slice(0, ROW_CAP);
  return wanted.map((number) => readRow(node, known[number] ?? preset[number], `${path}[${number}]`, posted));
}

function readRow(node: FormNode, before: JsonValue | undefined, path: string, posted: PostedBody): JsonValue {
  const row: MutableGroup = isJsonObject(before) ? { ...before } : {};
  readNodes(node.answerChildren, row, path, posted);
  return row;
}

/** On the page of one row only that row is read; it may be the next one after the last. */
function readOneRow(form: Form, page: Exclude<PageRef, number>, raw: MutableGroup, posted: PostedBody): void {
  const place = findPlace(form, raw, page.grid);
  if (place?.node.holds !== 'rows' || page.row >= rowLimits(place.node).max) return;
  const { node, group } = place;
  const before = ownValue(group, node.component.key);
  const rows: JsonValue[] = Array.isArray(before) ? [...before] : [];
  if (page.row > rows.length || (page.row === rows.length && hasFixedRows(node))) return;
  rows[page.row] = readRow(node, rows[page.row], `${page.grid}[${page.row}]`, posted);
  group[node.component.key] = rows;
}

function applyCommand(form: Form, raw: MutableGroup, command: PageCommand): void {
  const place = findPlace(form, raw, command.path);
  if (!place) return;
  const { node, group } = place;
  const { key } = node.component;
  const value = ownValue(group, key);
  const items: JsonValue[] = Array.isArray(value) ? [...value] : [];
  const isGrid = node.holds === 'rows' && !hasFixedRows(node);
  if (command.kind === 'add' && isGrid && items.length < rowLimits(node).max) {
    group[key] = [...items, emptyGroup(node.answerChildren)];
  } else if (command.kind === 'remove' && (isGrid || node.component.type === 'file')) {
    group[key] = items.toSpliced(command.row, 1);
  }
}

/** Finds a repeated group or a file field by its path with row numbers, copying what lies above it so that the previous answers stay untouched. */
function findPlace(form: Form, raw: MutableGroup, path: string): { node: FormNode; group: MutableGroup } | undefined {
  const node = form.byPath.get(path.replace(/\[\d+\]/g, ''));
  if (!node) return undefined;
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  let group: MutableGroup | JsonValue[] = raw;
  for (const step of steps.slice(0, -1)) {
    const inside: JsonValue | undefined = Array.isArray(group) ? group[Number(step)] : ownValue(group, step);
    if (typeof inside !== 'object' || inside === null) return undefined;
    const copy: MutableGroup | JsonValue[] = Array.isArray(inside) ? [...inside] : { ...(inside as MutableGroup) };
    if (Array.isArray(group)) group[Number(step)] = copy;
    else group[step] = copy;
    group = copy;
  }
  return Array.isArray(group) ? undefined : { node, group };
}
