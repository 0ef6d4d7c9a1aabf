/**
 * Makes `.build/`: precompiled templates, browser files, composed definitions and (with `--lambdas`) the Lambda bundles; each only when its sources changed.
 *   node infra/build/build.ts [--lambdas] [--quiet]
 */
import { fileURLToPath } from 'node:url';
import { definitions } from './definitions.ts';
import { makeWhenStale, type Target } from './freshness.ts';
import { templates } from './templates.ts';
import { web } from './web.ts';

/** Brings `.build/` up to date; gives the names of what was made anew. */
export async function buildAll(options: { readonly lambdas?: boolean } = {}): Promise<readonly string[]> {
  const targets: Target[] = [templates, web, definitions];
  const made: string[] = [];
  for (const target of targets) if (await makeWhenStale(target)) made.push(target.name);
  if (options.lambdas) {
    const { lambdas } = await import('./lambdas.ts');
    if (await makeWhenStale(lambdas)) made.push(lambdas.name);
  }
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  try {
    const made = await buildAll({ lambdas: process.argv.includes('--lambdas') });
    if (!process.argv.includes('--quiet') && made.length > 0) {
      console.log(`.build: ${made.join(', ')} (${Math.round(performance.now() - started)} ms)`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
