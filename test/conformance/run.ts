import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseFile } from './case-file.ts';
import { runCase } from './run-case.ts';

const { values } = parseArgs({ options: { cases: { type: 'string' }, only: { type: 'string' } } });
if (values.cases === undefined) {
  console.error('usage: npm run conformance -- --cases DIR [--only TEXT]');
  process.exit(2);
}
const files = readdirSync(values.cases)
  .filter((name) => name.endsWith('.json') && name.includes(values.only ?? ''))
  .toSorted();
let failed = 0;

/** A comparison that finds no difference anywhere would pass everything: each run first shows that it finds one. */
const catchesPlantedDifference = async (file: CaseFile): Promise<boolean> => {
  const [first, ...rest] = file.expected.history;
  if (first === undefined) return false;
  const planted = {
    ...file,
    expected: { ...file.expected, history: [{ ...first, type: 'ExecutionForgotten' }, ...rest] },
  };
  const shorter = { ...file, expected: { ...file.expected, history: rest } };
  const other = { ...file, expected: { ...file.expected, status: 'LOST' } };
  const found = [await runCase(planted), await runCase(shorter), await runCase(other)];
  return found.every((difference) => difference !== undefined);
};
const sample = files[0];
if (
  sample !== undefined &&
  !(await catchesPlantedDifference(JSON.parse(readFileSync(join(values.cases, sample), 'utf8')) as CaseFile))
) {
  console.error('the comparison does not see a planted difference: it would pass anything');
  process.exit(1);
}

for (const name of files) {
  let difference: string | undefined;
  try {
    difference = await runCase(JSON.parse(readFileSync(join(values.cases, name), 'utf8')) as CaseFile);
  } catch (thrown) {
    difference = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
  if (difference !== undefined) failed += 1;
  console.log(difference === undefined ? `pass  ${name}` : `FAIL  ${name}\n      ${difference}`);
}
console.log(`${files.length - failed} passed, ${failed} failed`);
// A run without cases proves nothing.
process.exit(failed > 0 || files.length === 0 ? 1 : 0);
