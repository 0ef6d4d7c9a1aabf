import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS } from './index.ts';
import { type Migration, migrate } from './migration.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const version = (): number =>
  (JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')) as { version: number }).version;
const step = (to: number, run: Migration['run'] = () => undefined): Migration => ({ to, what: `step ${to}`, run });
const noCopy = async (): Promise<void> => undefined;

test('the shipped steps are numbered without a gap from 1', () => {
  expect(MIGRATIONS.map((one) => one.to)).toEqual(MIGRATIONS.map((_, at) => at + 1));
});

test('a new directory begins at the newest version and runs no step', async () => {
  expect(await migrate(folder, [step(1), step(2)], noCopy)).toEqual([]);
  expect(version()).toBe(2);
});

test('older data walk every step in order, after one copy', async () => {
  writeFileSync(join(folder, 'schema.json'), '{"version":1}');
  const walked: string[] = [];
  const done = await migrate(
    folder,
    [step(1), step(2, () => void walked.push('2')), step(3, () => void walked.push('3'))],
    async (from) => {
      walked.push(`copy of ${from}`);
    },
  );
  expect([done, walked, version()]).toEqual([[2, 3], ['copy of 1', '2', '3'], 3]);
});

test('a step that fails is not written down and runs again at the next start', async () => {
  writeFileSync(join(folder, 'schema.json'), '{"version":1}');
  let broken = true;
  const steps = [
    step(1),
    step(2, () => {
      if (broken) throw new Error('power cut');
    }),
  ];
  await expect(migrate(folder, steps, noCopy)).rejects.toThrow('power cut');
  expect(version()).toBe(1);
  broken = false;
  expect(await migrate(folder, steps, noCopy)).toEqual([2]);
});

test.each([
  ['{"version":9}', /uruchom nowszą/],
  ['{"version":', /uszkodzony/],
  ['{"version":"1"}', /uszkodzony/],
])('data newer than the program or a damaged mark stop the start with one sentence: %s', async (schema, sentence) => {
  writeFileSync(join(folder, 'schema.json'), schema);
  await expect(migrate(folder, [step(1)], noCopy)).rejects.toThrow(sentence);
});

test('data without their mark are never taken for new', async () => {
  writeFileSync(join(folder, 'documents.sqlite'), 'x');
  await expect(migrate(folder, [step(1)], noCopy)).rejects.toThrow(/schema\.json/);
});
