import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { sqliteAnonymousAnswers } from '../../../functions/adapters/anonymous/sqlite.ts';
import { FILES, writeSafely } from '../supervisor/data-directory.ts';
import { StartProblem } from '../supervisor/sentence.ts';
import { filesBelow, hashOfFile, MANIFEST, type Manifest } from './manifest.ts';

/** All pages in one step: a step by step copy starts anew whenever somebody writes. */
const ALL_PAGES = 2_000_000_000;

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

/**
 * Copies a data directory while the home runs or rests. Documents come first, then what may only be newer than they are: the engine, the
 * keys (so that every sealed row of the copy has its key), closed surveys, files. The master key is never copied: it is kept apart, or
 * whoever finds the backup opens it. Gives the backup's folder; a cut backup leaves only a folder that ends in `.part`.
 */
export async function takeBackup(data: string, target: string): Promise<Manifest> {
  if (!existsSync(join(data, FILES.documents))) throw new StartProblem(`W katalogu ${data} nie ma danych Reintegry.`);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new StartProblem(`Katalog ${target} nie jest pusty; wskaż nowy.`);
  }
  const draft = `${target}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const parts: { part: string; at: string }[] = [];
  const part = async (name: string, copy: () => void | Promise<void>): Promise<void> => {
    if (!existsSync(join(data, name))) return;
    await copy();
    parts.push({ part: name, at: new Date().toISOString() });
  };
  // Anchors name what the documents must hold, so they may only be older than the documents of the copy.
  for (const name of [FILES.anchors, FILES.anchorKey, `${FILES.anchorKey}.pub`]) {
    await part(name, () => cpSync(join(data, name), join(draft, name)));
  }
  for (const name of [FILES.documents, FILES.engine, FILES.keys]) {
    await part(name, () => copyDatabase(join(data, name), join(draft, name)));
  }
  await part(FILES.answers, () => {
    const answers = sqliteAnonymousAnswers(join(data, FILES.answers));
    answers.copyClosed(join(draft, FILES.answers));
    answers.close();
  });
  await part('files', () => cpSync(join(data, 'files'), join(draft, 'files'), { recursive: true }));
  for (const name of [FILES.schema, FILES.kind]) await part(name, () => cpSync(join(data, name), join(draft, name)));

  const files: Record<string, string> = {};
  for (const path of filesBelow(draft)) files[path] = await hashOfFile(join(draft, path));
  const { version } = JSON.parse(readFileSync(join(draft, FILES.schema), 'utf8')) as { version: number };
  const kind = existsSync(join(draft, FILES.kind)) ? readFileSync(join(draft, FILES.kind), 'utf8').trim() : 'own';
  const manifest: Manifest = { schema: version, kind, parts, files };
  writeSafely(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  rmSync(target, { recursive: true, force: true });
  renameSync(draft, target);
  return manifest;
}
