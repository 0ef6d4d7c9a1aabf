import { createHash } from 'node:crypto';
import type { LinkHash } from '../../domain/ids.ts';

/** SHA-256 of a link's or a session's secret, base64url: all that is ever stored of it. */
export const hashOfSecret = (secret: string): LinkHash =>
  createHash('sha256').update(secret).digest('base64url') as LinkHash;

/** 32 random bytes, base64url: 43 characters that nobody guesses. */
export const newSecret = (randomBytes: (count: number) => Uint8Array): string =>
  Buffer.from(randomBytes(32)).toString('base64url');

/** Shape of a secret in an address; anything else is not worth a read. */
export const looksLikeSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);

// No 0/O, 1/I/L, 2/Z, 5/S, 8/B: read aloud and copied from paper without doubt. 25^8 codes, looked up by a keyed hash only.
const CODE_LETTERS = '34679ACDEFGHJKMNPQRTUVWXY';
const CODE_LENGTH = 8;

/** A code for paper, `KM7P-X3QA`; every letter equally likely. */
export function newCode(randomBytes: (count: number) => Uint8Array): string {
  let letters = '';
  while (letters.length < CODE_LENGTH) {
    for (const byte of randomBytes(CODE_LENGTH * 2)) {
      if (byte < 250 && letters.length < CODE_LENGTH) letters += CODE_LETTERS[byte % CODE_LETTERS.length];
    }
  }
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** A code as somebody typed it (small letters, spaces, dashes), or undefined when it can't be one. */
export function readCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
  return letters.length === CODE_LENGTH && [...letters].every((letter) => CODE_LETTERS.includes(letter))
    ? letters
    : undefined;
}

/** What a code's keyed hash is made of: the letters alone, so that dashes don't matter. */
export const codeText = (code: string): string => `link-code ${code.replace('-', '')}`;
