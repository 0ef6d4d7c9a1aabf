import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { instant } from '../../domain/time.ts';
import { codeText, hashOfSecret, looksLikeSecret, newCode, newSecret, readCode } from './secrets.ts';
import { momentAfter } from './span.ts';

const bytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));

describe('secrets and codes', () => {
  it('are 256 random bits, stored as SHA-256', () => {
    const secret = newSecret(bytes);
    expect(looksLikeSecret(secret)).toBe(true);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(hashOfSecret(secret)).toBe(createHash('sha256').update(secret).digest('base64url'));
    expect(looksLikeSecret(`${secret.slice(0, 42)}/`)).toBe(false);
  });

  it('use every letter of a code about equally, and no look-alikes', () => {
    const counts = new Map<string, number>();
    for (let made = 0; made < 5000; made += 1) {
      const code = newCode(bytes);
      expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{4}-[34679ACDEFGHJKMNPQRTUVWXY]{4}$/);
      for (const letter of code.replace('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = 40_000 / 25;
    expect(counts.size).toBe(25);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.15);
  });

  it('read a code however it was typed, and nothing else', () => {
    expect(readCode(' km7p–x3qa ')).toBe('KM7PX3QA');
    expect(readCode('KM7P X3QA')).toBe('KM7PX3QA');
    for (const wrong of ['', 'KM7PX3Q', 'KM7PX3QA9', 'KM7PX3Q0', '__proto__']) expect(readCode(wrong)).toBeUndefined();
    expect(codeText('KM7P-X3QA')).toBe(codeText('KM7PX3QA'));
  });

  it('last as long as they say', () => {
    const start = instant(Date.parse('2026-04-03T08:00:00Z'));
    expect(momentAfter(start, 'P14D')).toBe('2026-04-17T08:00:00.000Z');
    expect(momentAfter(start, 'P1WT1H30M')).toBe('2026-04-10T09:30:00.000Z');
    for (const wrong of ['', 'P', 'PT', '14D', 'P1M', 'P-1D']) expect(() => momentAfter(start, wrong)).toThrow('span');
  });
});
