import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkRules } from './index.ts';

describe('the table of network rules', () => {
  it('names every rule once', () => {
    const names = networkRules.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
  });
  it('holds every rule that has a file', () => {
    const files = readdirSync(import.meta.dirname).filter((file) =>
      /: Rule = \{/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(networkRules.map((rule) => `${rule.name}.ts`).sort()).toEqual(files.sort());
  });
});
