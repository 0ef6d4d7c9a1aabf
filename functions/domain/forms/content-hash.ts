import { createHash } from 'node:crypto';
import type { Answers } from './answers.ts';
import type { JsonValue } from './definition.ts';

/** JSON in one canonical form (RFC 8785): members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them. Throws on lone surrogates and on numbers that JSON can't hold. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('this number has no JSON form');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/** What a sign-off binds to: SHA-256 over the canonical JSON of the form's reference and the answers, base64url. */
export const contentHash = (formReference: string, answers: Answers): string =>
  createHash('sha256')
    .update(canonicalJson({ answers, form: formReference }))
    .digest('base64url');
