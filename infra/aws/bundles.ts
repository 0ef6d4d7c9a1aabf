import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Folder of a built Lambda bundle; `npm run build` makes them. */
export function bundleOf(name: string): string {
  const folder = join(ROOT, '.build/lambdas', name);
  if (!existsSync(join(folder, 'index.mjs'))) throw new Error(`No bundle ${name}: run npm run build first`);
  return folder;
}

/** Folder of the workflow definitions. */
export const WORKFLOWS = join(ROOT, 'workflows');
