import type { JsonObject, JsonValue } from './definition.ts';

/** Checked answers: plain JSON keyed as Form.io keys a submission's `data`. */
export type Answers = JsonObject;

/** Answers as they came: any JSON, nothing about them is known yet. */
export type RawAnswers = JsonObject;

/** The words of file states: in quarantine, passed the checks, stored for good, or thrown out. */
export type FileState = 'quarantine' | 'checked' | 'kept' | 'refused';

/** What the server knows of an uploaded file; the respondent only ever sends the `id`. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type found by looking at the content. */
  readonly type: string;
  readonly sha256: string;
  readonly state: FileState;
}

/** A file that came with a posted body and was already put into quarantine by the route. */
export type UploadedFile = StoredFile;

/** The answer of a signature field that is not a sign-off of the document. */
export type SignatureAnswer =
  | { readonly kind: 'drawn'; readonly path: string }
  | { readonly kind: 'typed'; readonly name: string }
  | { readonly kind: 'file'; readonly file: StoredFile };

/** Options of REF selects by the name of their register (`people`, `institutions`, ...). */
export type Registers = Readonly<Record<string, readonly { readonly value: string; readonly label: string }[]>>;

/** A page by its number from 0, or one row of a repeated group on a page of its own. */
export type PageRef = number | { readonly page: number; readonly grid: string; readonly row: number };

/** A button pressed on the page: `add:<path>`, `remove:<path>:<row>`. */
export type PageCommand =
  | { readonly kind: 'add'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string; readonly row: number };

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** True for keys that could reach a prototype; no answer may carry them, at any depth. */
export const isForbiddenKey = (key: string): boolean => FORBIDDEN_KEYS.has(key);

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property of a JSON object, or undefined; never one that is inherited. */
export const ownValue = (object: unknown, key: string): JsonValue | undefined =>
  isJsonObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;

/** `goals[0].goal` from the path of its group and its key; also the name of the HTML input. */
export const joinPath = (base: string, key: string): string => (base === '' ? key : `${base}.${key}`);

/** `/goals/0/goal` (RFC 6901) from `goals[0].goal`. */
export const pointerOf = (path: string): string =>
  path === '' ? '' : `/${path.replaceAll('[', '.').replaceAll(']', '').replaceAll('.', '/')}`;

/** `goals[0].goal` from `/goals/0/goal`; a step of digits is a row, since keys begin with a letter. */
export const pathOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : joinPath(path, step)), '');

/** The value at `goals[0].goal`, or undefined. */
export function valueAt(answers: JsonValue | undefined, path: string): JsonValue | undefined {
  let value = answers;
  for (const step of path.split(/[.[\]]+/)) {
    if (step === '') continue;
    value = Array.isArray(value) ? (value as readonly JsonValue[])[Number(step)] : ownValue(value, step);
  }
  return value;
}
