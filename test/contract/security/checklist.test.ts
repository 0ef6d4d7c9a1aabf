import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const text = readFileSync(join(ROOT, 'docs/security/asvs.md'), 'utf8');
const lines = text.split('\n').filter((line) => /^\| V\d/.test(line));
const files = (line: string): string[] =>
  [...line.matchAll(/`((?:functions|test|infra|docs|forms|templates|workflows)[\w./-]*)`/g)].map(
    (match) => match[1] ?? '',
  );

describe('the ASVS checklist', () => {
  it('names files that exist', () => {
    expect(lines.flatMap(files).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('names a test for every item called tested', () => {
    const tested = lines.filter((line) => line.includes('| tested |'));
    expect(tested.length).toBeGreaterThan(50);
    expect(
      tested.filter((line) => !files(line).some((file) => file.startsWith('test/') || file.endsWith('.test.ts'))),
    ).toEqual([
      // The spreadsheet export is driven through the door.
    ]);
  });

  it('gives a reason for every item that is open or does not apply', () => {
    const bare = lines.filter((line) => /\| (open|not applicable) \|\s*\|$/.test(line));
    expect(bare).toEqual([]);
  });
});
