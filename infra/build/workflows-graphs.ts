/**
 * Draws every workflow with its Polish labels into docs/workflows/<slug>.svg; nobody draws by hand.
 *   node infra/build/workflows-graphs.ts [--check]
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DrawnMachine, drawWorkflow } from '../../functions/domain/workflows/graph.ts';
import { type Asl, BEGIN, CONTINUE, REPORT, STOP } from './workflow-patterns.ts';
import { humanStates } from './workflows-graph-walk.ts';
import type { ProcessFile } from './workflows-schema.ts';

const ROOT = join(import.meta.dirname, '../..');
const OUT = join(ROOT, 'docs/workflows');
const MACHINERY: ReadonlySet<string> = new Set([BEGIN, CONTINUE, REPORT, STOP]);

const read = <T>(file: string): T => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T;

/** The picture of one workflow: its own states only, each under the title of its task or the comment of what it does. */
export function graphOf(asl: Asl, rules: ProcessFile): string {
  const titles = new Map(
    humanStates(asl).map(([name, step]) => [name, rules.steps[step.split('/')[1] ?? '']?.title ?? name]),
  );
  const own = Object.entries(asl.States).filter(([name]) => !MACHINERY.has(name));
  const labels = Object.fromEntries(
    own.map(([name, state]) => [name, titles.get(name) ?? String(state.Comment ?? name)]),
  );
  const machine = {
    StartAt: String(asl.States[BEGIN]?.Default ?? asl.StartAt),
    States: Object.fromEntries(
      own.map(([name, { Catch: _, ...state }]) => [
        name,
        MACHINERY.has(String(state.Default)) ? { ...state, Default: undefined } : state,
      ]),
    ),
  } as unknown as DrawnMachine;
  return drawWorkflow(machine, {
    title: `${rules.catalogue}. ${rules.title}`,
    labels,
    words: { start: 'początek', end: 'koniec', otherwise: 'w pozostałych przypadkach', onError: 'przy błędzie' },
  });
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  mkdirSync(OUT, { recursive: true });
  let stale = 0;
  const files = globSync('workflows/*.asl.json', { cwd: ROOT }).sort();
  for (const file of files) {
    const slug = basename(file, '.asl.json');
    const svg = graphOf(read<Asl>(file), read<ProcessFile>(`workflows/${slug}.tasks.json`));
    const path = join(OUT, `${slug}.svg`);
    if (existsSync(path) && readFileSync(path, 'utf8') === svg) continue;
    stale += 1;
    if (!check) writeFileSync(path, svg);
  }
  process.stdout.write(`${files.length} workflows drawn, ${stale} ${check ? 'out of date' : 'changed'}\n`);
  if (files.length === 0 || (check && stale > 0)) process.exitCode = 1;
}
