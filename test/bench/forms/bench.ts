/**
 * Our form run-time beside @formio/core, on the same form and answers in the same process: medians and ratios.
 *   node test/bench/forms/bench.ts [--full]
 * Fails when a figure is over its aim; figures hold for the machine it runs on, ratios travel.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { checkAnswers, viewPage, viewSummary } from '../../../functions/domain/forms/index.ts';
import { formOf, TODAY } from '../../builders/forms.ts';
import { askCore } from '../../property/forms/core-oracle.ts';
import { conditionalRows, sixtyFields } from './sixty-fields.ts';

/** Median time of one call in ms, after a warm-up. */
function median(rounds: number, work: () => unknown): number {
  for (let round = 0; round < Math.min(rounds, 50); round += 1) work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-forms-'));

/** A module bundled as a Lambda would carry it: its size, and how long a fresh process needs to import it (median of five). */
function bundle(name: string, entry: string): { readonly kilobytes: number; readonly milliseconds: number } {
  const outfile = join(folder, `${name}.cjs`);
  const built = buildSync({
    stdin: { contents: `export * from ${JSON.stringify(entry)};`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    metafile: true,
    outfile,
    logLevel: 'error',
  });
  const code = `const s=performance.now(); require(${JSON.stringify(outfile)}); console.log(performance.now()-s)`;
  const times = Array.from({ length: 5 }, () => Number(spawnSync(process.execPath, ['-e', code]).stdout.toString()));
  const bytes = Object.values(built.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  return { kilobytes: bytes / 1000, milliseconds: times.sort((x, y) => x - y)[2] ?? Number.NaN };
}

/** Time of a single call in ms, for what is too slow to repeat. */
function once(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** @formio/core needs ten seconds and more for 800 rows: asked only with --full. */
const full = process.argv.includes('--full');
const missed: string[] = [];
const show = (what: string, ours: number, aim: number | undefined, core?: number): void => {
  const ratio = core === undefined ? '' : `  core ${core.toFixed(3)} ms  ratio ${(core / ours).toFixed(1)}x`;
  const goal = aim === undefined ? '' : `  aim ${aim} ms`;
  console.log(`${what.padEnd(44)} ${ours.toFixed(3)} ms${goal}${ratio}`);
  if (aim !== undefined && !(ours <= aim)) missed.push(what);
};

const sixty = sixtyFields();
const form = formOf(sixty.components);
const check = () => checkAnswers(form, sixty.answers, { today: TODAY, phase: 'submit' });
if (check().errors.length > 0 || askCore(sixty.components, sixty.answers).refused.size > 0)
  throw new Error('the bench form must be answered without a fault');

const copied = median(200, () => [structuredClone(sixty.components), structuredClone(sixty.answers)]);
show(
  'validate 60 fields',
  median(2000, check),
  0.5,
  median(200, () => askCore(sixty.components, sixty.answers)) - copied,
);
show(
  'view of 60 fields (tree for the template)',
  median(500, () => viewPage(form, 0, sixty.answers, [], { language: 'pl', mode: 'edit' })),
  3,
);
show(
  'summary of 60 fields',
  median(500, () => viewSummary(form, sixty.answers, { language: 'pl', level: 'special' })),
  3,
);

const rows = [200, 400, 800].map((count) => {
  const { components, answers } = conditionalRows(count);
  const rowForm = formOf(components);
  const own = median(40, () => checkAnswers(rowForm, answers, { today: TODAY, phase: 'submit' }));
  show(
    `validate ${count} rows with a row condition`,
    own,
    100,
    count === 200 || full ? once(() => askCore(components, answers)) : undefined,
  );
  return own;
});
const growth = (rows[2] ?? Number.NaN) / (rows[0] ?? Number.NaN);
console.log(`${'growth from 200 to 800 rows'.padEnd(44)} ${growth.toFixed(1)}x  (4x is linear)`);
if (!(growth <= 7)) missed.push('growth with rows');

const ours = bundle('ours', '../../../functions/domain/forms/index.ts');
const core = bundle('core', '@formio/core');
rmSync(folder, { recursive: true });
show('import of the bundle, fresh process', ours.milliseconds, undefined, core.milliseconds);
console.log(
  `${'bundle, minified'.padEnd(44)} ${ours.kilobytes.toFixed(0)} kB  core ${core.kilobytes.toFixed(0)} kB  ratio ${(core.kilobytes / ours.kilobytes).toFixed(1)}x`,
);

if (missed.length > 0) {
  console.log(`over the aim: ${missed.join(', ')}`);
  process.exitCode = 1;
}
