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
