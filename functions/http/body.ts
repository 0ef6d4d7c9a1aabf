import { isForbiddenKey } from '../domain/forms/answers.ts';
import type { Result } from '../domain/result.ts';
import { fail, ok } from '../domain/result.ts';
import type { BodyLimits } from './route.ts';

/** A file as it came in a form: nothing about it is believed yet. */
interface PostedFile {
  readonly name: string;
  /** What the browser claims. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

type PostedEntry = readonly [name: string, value: string | PostedFile];

/** A body inside its limits. */
export type PostedBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly entries: readonly PostedEntry[] }
  | { readonly kind: 'json'; readonly json: unknown };

/** Enough for the longest form of the catalogue; routes that take files say more. */
export const STANDARD_LIMITS: BodyLimits = { bytes: 512 * 1024, depth: 24, count: 5000 };

/** Reads a body without ever holding more than the limit, and parses it only when its shape is harmless. */
export async function readBody(request: Request, limits: BodyLimits): Promise<Result<PostedBody>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const announced = Number(request.headers.get('content-length') ?? '0');
  if (announced > limits.bytes) return fail('too-large');
  const bytes = await readUpTo(request, limits.bytes);
  if (bytes === undefined) return fail('too-large');
  if (bytes.byteLength === 0) return ok({ kind: 'none' });
  if (type === 'application/json') return readJson(bytes, limits);
  if (type === 'application/x-www-form-urlencoded') return readUrlEncoded(bytes, limits);
  if (type === 'multipart/form-data') return readMultipart(bytes, request.headers.get('content-type') ?? '', limits);
  return fail('invalid-input', { reason: 'malformed' });
}

async function readUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

function readJson(bytes: Uint8Array, limits: BodyLimits): Result<PostedBody> {
  const text = decode(bytes);
  if (text === undefined) return fail('invalid-input', { reason: 'malformed' });
  const json = parseHarmlessJson(text, limits);
  return json.ok ? ok({ kind: 'json', json: json.value }) : json;
}

/** Parses JSON whose depth, size and keys are harmless; else says which of them is not. */
export function parseHarmlessJson(text: string, limits: Pick<BodyLimits, 'depth' | 'count'>): Result<unknown> {
  const { depth, count } = measureJson(text);
  if (depth > limits.depth) return fail('invalid-input', { reason: 'too-deep' });
  if (count > limits.count) return fail('invalid-input', { reason: 'too-many-values' });
  let forbidden = false;
  try {
    const json: unknown = JSON.parse(text, (key, value: unknown) => {
      if (isForbiddenKey(key)) forbidden = true;
      return value;
    });
    return forbidden ? fail('invalid-input', { reason: 'forbidden-key' }) : ok(json);
  } catch {
    return fail('invalid-input', { reason: 'malformed' });
  }
}

/** Nesting and number of values of a JSON text, counted over its characters, before a parser sees it. */
function measureJson(text: string): { readonly depth: number; readonly count: number } {
  let depth = 0;
  let deepest = 0;
  let count = 1;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === '}' || character === ']') depth -= 1;
    else if (character === ',') count += 1;
  }
  return { depth: deepest, count };
}

const reachesPrototype = (name: string): boolean => name.split(/[.[\]]+/).some(isForbiddenKey);

function checkEntries(entries: readonly PostedEntry[], limits: BodyLimits): Result<PostedBody> {
  if (entries.length > limits.count) return fail('invalid-input', { reason: 'too-many-values' });
  if (entries.some(([name]) => reachesPrototype(name))) return fail('invalid-input', { reason: 'forbidden-key' });
  if (entries.some(([name]) => name.length > 500 || name.split(/[.[]/).length > limits.depth)) {
    return fail('invalid-input', { reason: 'too-deep' });
  }
  return ok({ kind: 'form', entries });
}

function readUrlEncoded(bytes: Uint8Array, limits: BodyLimits): Result<PostedBody> {
  const text = decode(bytes);
  if (text === undefined) return fail('invalid-input', { reason: 'malformed' });
  let pairs = 1;
  for (const character of text) if (character === '&') pairs += 1;
  if (pairs > limits.count) return fail('invalid-input', { reason: 'too-many-values' });
  return checkEntries([...new URLSearchParams(text)], limits);
}

async function readMultipart(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  limits: BodyLimits,
): Promise<Result<PostedBody>> {
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    const entries: PostedEntry[] = [];
    for (const [name, value] of form) {
      entries.push([
        name,
        typeof value === 'string'
          ? value
          : { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) },
      ]);
      if (entries.length > limits.count) return fail('invalid-input', { reason: 'too-many-values' });
    }
    return checkEntries(entries, limits);
  } catch {
    return fail('invalid-input', { reason: 'malformed' });
  }
}

/** A form as one plain object for a schema: a repeated name becomes an array, `name[]` always is one; files are left out. */
export function objectOf(body: PostedBody): unknown {
  if (body.kind === 'json') return body.json;
  const object: Record<string, string | string[]> = {};
  if (body.kind === 'none') return object;
  for (const [rawName, value] of body.entries) {
    if (typeof value !== 'string') continue;
    const many = rawName.endsWith('[]');
    const name = many ? rawName.slice(0, -2) : rawName;
    const present = Object.hasOwn(object, name) ? object[name] : undefined;
    if (present === undefined) object[name] = many ? [value] : value;
    else if (Array.isArray(present)) present.push(value);
    else object[name] = [present, value];
  }
  return object;
}
