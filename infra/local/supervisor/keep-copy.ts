import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Copies every file of the data directory (not its folders) into `before-<version>/`, while no process has them open. */
export async function keepCopyBeforeMigration(directory: string, from: number): Promise<void> {
  const copy = join(directory, `before-version-${from + 1}`);
  if (existsSync(copy)) return;
  mkdirSync(copy, { mode: 0o700 });
  for (const name of readdirSync(directory)) {
    if (statSync(join(directory, name)).isFile() && name !== 'lock')
      copyFileSync(join(directory, name), join(copy, name));
  }
}
