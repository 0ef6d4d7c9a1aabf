import { isJsonObject, ownValue, type StoredFile } from '../answers.ts';
import type { Component, JsonValue } from '../definition.ts';
import type { FormNode } from '../form.ts';
import { formatBytes, word } from '../words.ts';
import {
  type CheckContext,
  noValue,
  type Parsed,
  type Problem,
  parsed,
  refused,
  type ValueField,
} from './field-type.ts';

const DEFAULT_MAX_BYTES = 10_000_000;
const MAX_FILES = 10;
const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1000, MB: 1_000_000, GB: 1_000_000_000 };

/** Bytes from Form.io's `5MB`, `300KB`; undefined when it is none. */
export function asBytes(text: string | undefined): number | undefined {
  const parts = /^(\d{1,6}(?:\.\d{1,3})?)\s*(B|KB|MB|GB)$/i.exec(text?.trim() ?? '');
  return parts ? Math.round(Number(parts[1]) * (UNITS[(parts[2] ?? '').toUpperCase()] ?? 1)) : undefined;
}

const list = (raw: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(raw) ? raw : raw === undefined || raw === null || raw === '' ? [] : [raw];

const FILE_STATES: readonly unknown[] = ['quarantine', 'checked', 'kept', 'refused'];

/** A whole record of a stored file, or undefined; only our own six facts are kept. */
export function asStoredFile(raw: JsonValue | undefined): StoredFile | undefined {
  if (!isJsonObject(raw)) return undefined;
  const { id, name, size, type, sha256, state } = raw;
  const whole =
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof size === 'number' &&
    typeof type === 'string' &&
    typeof sha256 === 'string' &&
    FILE_STATES.includes(state);
  return whole ? { id, name, size, type, sha256, state: state as StoredFile['state'] } : undefined;
}

/** What the server knows of the file that an answer names; whatever else the answer claims is ignored. */
export function findFile(raw: JsonValue | undefined, context: CheckContext): StoredFile | undefined {
  if (context.trustFiles) return asStoredFile(raw);
  const id = typeof raw === 'string' ? raw : ownValue(raw, 'id');
  return typeof id === 'string' ? context.files.get(id) : undefined;
}

const asJson = (file: StoredFile): JsonValue => ({ ...file });

function parseFiles(raw: JsonValue, context: CheckContext): Parsed {
  const files = new Map<string, StoredFile>();
  const all = list(raw);
  if (all.length > MAX_FILES * 10) return refused('too-many-files', { max: MAX_FILES });
  for (const item of all) {
    if (typeof item !== 'string' && !isJsonObject(item)) return refused('not-a-file');
    const file = findFile(item, context);
    if (!file) return refused('unknown-file');
    files.set(file.id, file);
  }
  return files.size === 0 ? noValue : parsed([...files.values()].map(asJson));
}

/** True when a file is of an allowed kind: `.pdf`, `image/*`, `application/pdf`, separated by commas; `*` allows all. */
export function fitsPattern(file: Pick<StoredFile, 'name' | 'type'>, pattern: string | undefined): boolean {
  const kinds = (pattern ?? '')
    .split(/[,;]/)
    .map((kind) => kind.trim().toLowerCase())
    .filter(Boolean);
  return (
    kinds.length === 0 ||
    kinds.some(
      (kind) =>
        kind === '*' ||
        kind === file.type ||
        (kind.endsWith('/*') && file.type.startsWith(kind.slice(0, -1))) ||
        (/^\*?\./.test(kind) && file.name.toLowerCase().endsWith(kind.replace('*', ''))),
    )
  );
}

const maxFilesOf = (component: Component): number =>
  component.multiple ? Math.min(Number(component.properties?.maxFiles) || MAX_FILES, 100) : 1;

function checkFiles(value: JsonValue, node: FormNode): readonly Problem[] {
  const { component } = node;
  const files = list(value)
    .map(asStoredFile)
    .filter((file) => file !== undefined);
  const [min, max] = [asBytes(component.fileMinSize) ?? 0, asBytes(component.fileMaxSize) ?? DEFAULT_MAX_BYTES];
  const most = maxFilesOf(component);
  const problems: Problem[] = files.length > most ? [{ code: 'too-many-files', params: { max: most } }] : [];
  for (const file of files) {
    const { name } = file;
    if (file.state === 'refused') problems.push({ code: 'file-refused', params: { name } });
    else if (!fitsPattern(file, component.filePattern))
      problems.push({ code: 'file-type', params: { name, types: component.filePattern ?? '' } });
    else if (file.size > max) problems.push({ code: 'file-too-large', params: { name, max: formatBytes(max, 'pl') } });
    else if (file.size < min) problems.push({ code: 'file-too-small', params: { name, min: formatBytes(min, 'pl') } });
  }
  return problems;
}

/** Uploaded files: the answer names them by id, all other facts are the server's own. */
export const file: ValueField = {
  type: 'file',
  requiredKind: 'file',
  empty: () => undefined,
  read: (posted, path) => [...posted.texts(path).filter((id) => id !== ''), ...posted.files(path).map(asJson)],
  parse: (raw, _node, context) => parseFiles(raw, context),
  check: checkFiles,
  view: (_raw, value, node, base, { language }) => {
    const maxBytes = asBytes(node.component.fileMaxSize) ?? DEFAULT_MAX_BYTES;
    return {
      ...base,
      component: 'file',
      files: list(value)
        .map(asStoredFile)
        .filter((known) => known !== undefined)
        .map((known, at) => ({
          ...known,
          sizeText: formatBytes(known.size, language),
          stateText: word(language, known.state),
          keepName: base.name,
          removeCommand: `remove:${base.name}:${at}`,
        })),
      multiple: node.component.multiple === true,
      ...(node.component.filePattern && { accept: node.component.filePattern }),
      maxBytes,
      maxSizeText: formatBytes(maxBytes, language),
    };
  },
  summary: (value, _node, { language }) =>
    list(value)
      .map(asStoredFile)
      .filter((known) => known !== undefined)
      .map((known) => `${known.name} (${formatBytes(known.size, language)})`),
  columns: () => [
    {
      kind: 'text',
      cell: (value) =>
        value === undefined
          ? null
          : list(value)
              .map((item) => asStoredFile(item)?.name)
              .filter(Boolean)
              .join('; '),
    },
  ],
};
