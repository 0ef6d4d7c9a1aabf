import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sqliteKeyStore } from '../../../functions/adapters/keys/sqlite.ts';
import type { DestroyedKey } from '../../../functions/domain/sealing/key-store.ts';
import { FILES, leaveDirectory, takeDirectory } from '../supervisor/data-directory.ts';
import { StartProblem } from '../supervisor/sentence.ts';
import { checkedManifest } from './manifest.ts';

const MASTER_KEY = 'master.key';

/** What stays where it is when the rest moves aside. */
const STAYS: ReadonlySet<string> = new Set([FILES.lock, 'chromium']);

async function destroyedIn(directory: string): Promise<readonly DestroyedKey[]> {
  const file = join(directory, FILES.keys);
  if (!existsSync(file) || !existsSync(join(directory, MASTER_KEY))) return [];
  const keys = sqliteKeyStore(file, join(directory, MASTER_KEY));
  try {
    return await keys.destroyed();
  } finally {
    keys.close();
  }
}

export interface Restored {
  /** Where the data that were there before have gone; absent when there were none. */
  readonly before?: string;
  /** Persons whose erasure was done again. */
  readonly erasedAgain: number;
}

/**
 * Puts a backup in the place of a data directory whose home rests. What was there moves aside and is not deleted. People who were erased
 * since the backup are erased again, from the marks of the replaced key store, before anything can read the restored one.
 * `masterKey`: the key file kept apart; needed when the directory has none. Throws `StartProblem`.
 */
export async function restoreBackup(backup: string, data: string, masterKey?: string): Promise<Restored> {
  await checkedManifest(backup);
  takeDirectory(data);
  try {
    const ownKey = join(data, MASTER_KEY);
    const key = masterKey ?? (existsSync(ownKey) ? ownKey : undefined);
    if (key === undefined || !existsSync(key)) {
      throw new StartProblem(
        `Do odtworzenia potrzebny jest plik ${MASTER_KEY} przechowywany osobno; wskaż go opcją --master-key.`,
      );
    }
    const marks = await destroyedIn(data);
    const present = readdirSync(data).filter((name) => !STAYS.has(name));
    const before = join(
      dirname(data),
      `${data.split('/').at(-1)}-before-restore-${new Date().toISOString().replaceAll(':', '-')}`,
    );
    const draft = join(data, '.restore');
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    cpSync(backup, draft, { recursive: true });
    cpSync(key, join(draft, MASTER_KEY));
    const keys = sqliteKeyStore(join(draft, FILES.keys), join(draft, MASTER_KEY));
    const known = new Set((await keys.destroyed()).map((mark) => mark.subject));
    const again = marks.filter((mark) => !known.has(mark.subject));
    for (const mark of again) await keys.destroy(mark.subject, mark.at);
    keys.close();
    if (present.length > 0) mkdirSync(before, { mode: 0o700 });
    for (const name of present) renameSync(join(data, name), join(before, name));
    for (const name of readdirSync(draft))
      if (name !== 'manifest.json') renameSync(join(draft, name), join(data, name));
    rmSync(draft, { recursive: true, force: true });
    return { ...(present.length > 0 ? { before } : {}), erasedAgain: again.length };
  } finally {
    leaveDirectory(data);
  }
}
