import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Surface } from '../../../functions/http/surface.ts';

/** The rooms that answer people, in the order in which their routes are asked. */
export const SURFACE_NAMES = ['public', 'account', 'desk', 'board', 'studio', 'admin'] as const;

const isSurface = (value: unknown): value is Surface =>
  typeof value === 'object' && value !== null && 'routes' in value && 'connect' in value;

/** Every surface of `functions/<name>/app.ts` (or `routes.ts`). */
export async function loadSurfaces(): Promise<readonly Surface[]> {
  const found: Surface[] = [];
  for (const name of SURFACE_NAMES) {
    const folder = join(import.meta.dirname, '../../../functions', name);
    const module = ['app.ts', 'routes.ts'].map((file) => join(folder, file)).find((file) => existsSync(file));
    if (module === undefined) continue;
    found.push(...Object.values((await import(module)) as object).filter(isSurface));
  }
  return found;
}
