import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CaseFile } from '../../../../test/conformance/case-file.ts';
import { runCase } from '../../../../test/conformance/run-case.ts';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
const read = (name: string): CaseFile => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as CaseFile;

test.each(names)('%s gives its history, event by event', async (name) => {
  expect(await runCase(read(name))).toBeUndefined();
});

test('a history that differs anywhere is seen', async () => {
  const file = read('retries-then-catches.json');
  for (const [index, event] of file.expected.history.entries()) {
    const history = file.expected.history.with(index, { ...event, previousEventId: event.previousEventId + 1 });
    expect(await runCase({ ...file, expected: { ...file.expected, history } })).toBeDefined();
  }
});
