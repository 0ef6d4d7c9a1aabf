import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../supervisor/sentence.ts';

export const MANIFEST = 'manifest.json';

/** What a backup says of itself: which data version, when each part was read, and the hash of every file. */
export interface Manifest {
  readonly schema: number;
  readonly kind: string;
  /** In the order in which the parts were read; each moment is the machine's clock. */
  readonly parts: readonly { readonly part: string; readonly at: string }[];
  /** Path inside the backup -> SHA-256, hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
}

/** SHA-256 of a file, read in pieces. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Every file below a folder, as paths relative to it, sorted; without the manifest itself. */
export function filesBelow(folder: string, inside = ''): string[] {
  return readdirSync(join(folder, inside))
    .sort()
    .flatMap((name) => {
      const path = inside === '' ? name : `${inside}/${name}`;
      if (path === MANIFEST) return [];
      return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    });
}

/** The manifest of a backup whose files are all there and unchanged; throws `StartProblem` naming the first that is not. */
export async function checkedManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) throw new StartProblem(`W katalogu ${folder} nie ma kopii (brak pliku ${MANIFEST}).`);
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  for (const [path, hash] of Object.entries(manifest.files)) {
    const stored = join(folder, path);
    if (!existsSync(stored)) throw new StartProblem(`Kopia jest niepełna: brak pliku ${stored}.`);
    if ((await hashOfFile(stored)) !== hash)
      throw new StartProblem(`Kopia jest uszkodzona: plik ${stored} został zmieniony.`);
  }
  return manifest;
}
