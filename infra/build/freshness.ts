import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const BUILD = join(ROOT, '.build');

/** Writes a file in one step, so that a process that reads meanwhile sees the old or the new one, never a half. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}.part`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** SHA-256 over names and contents of the files that the patterns (from the root) match, in order. */
export function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })))].sort()) {
    if (statSync(join(ROOT, file)).isDirectory()) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** One thing that the build makes: from which files, into which. */
export interface Target {
  readonly name: string;
  /** Glob patterns from the root; the builder's own files belong to them. */
  readonly from: readonly string[];
  /** Files under `.build/` that must exist afterwards. */
  readonly makes: readonly string[];
  make(): Promise<void>;
}

/** Makes a target when its sources changed or a result is missing; tells whether it did. */
export async function makeWhenStale(target: Target): Promise<boolean> {
  const stampFile = join(BUILD, `.stamps/${target.name}`);
  const stamp = hashOf([...target.from, 'infra/build/freshness.ts', 'package-lock.json']);
  const fresh =
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp &&
    target.makes.every((file) => existsSync(join(BUILD, file)));
  if (fresh) return false;
  await target.make();
  writeWhole(stampFile, stamp);
  return true;
}
