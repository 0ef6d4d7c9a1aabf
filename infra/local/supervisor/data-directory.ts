import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './sentence.ts';

/** Names inside the data directory. */
export const FILES = {
  documents: 'documents.sqlite',
  engine: 'engine.sqlite',
  keys: 'keys.sqlite',
  answers: 'answers.sqlite',
  openid: 'openid.sqlite',
  anchors: 'anchors.jsonl',
  anchorKey: 'anchor.key',
  kind: 'kind',
  schema: 'schema.json',
  lock: 'lock',
  dynoxide: 'dynoxide.pid',
  clock: 'clock',
  log: 'log',
} as const;

const DATABASES = [FILES.documents, FILES.engine, FILES.keys, FILES.answers, FILES.openid] as const;

/** A full check of every page takes time on large files; those are checked at their edges only. */
const FULL_CHECK_BYTES = 64 * 1024 * 1024;

/** Writes a small file so that after a power cut it is the old or the new one. */
export function writeSafely(path: string, content: string, mode = 0o600): void {
  const file = openSync(`${path}.part`, 'w', mode);
  writeSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.part`, path);
}

const runs = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('infra/local/');
  } catch {
    try {
      if (existsSync('/proc/self')) return false;
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }
};

/** Which process holds the directory, if it still runs. */
export function holderOf(directory: string): number | undefined {
  const lock = join(directory, FILES.lock);
  if (!existsSync(lock)) return undefined;
  const pid = Number(readFileSync(lock, 'utf8').trim());
  return Number.isSafeInteger(pid) && pid > 0 && pid !== process.pid && runs(pid) ? pid : undefined;
}

function takeLock(directory: string): void {
  const lock = join(directory, FILES.lock);
  for (let tries = 0; tries < 3; tries += 1) {
    const holder = holderOf(directory);
    if (holder !== undefined) {
      throw new StartProblem(`Katalog ${directory} jest już używany przez działającą Reintegrę (proces ${holder}).`);
    }
    rmSync(lock, { force: true });
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new StartProblem(`Katalog ${directory} jest właśnie zajmowany przez inną Reintegrę.`);
}

/** Takes the directory for this process alone, making it when needed. Throws `StartProblem`. */
export function takeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const probe = join(directory, `.probe-${process.pid}`);
    closeSync(openSync(probe, 'w'));
    rmSync(probe);
    takeLock(directory);
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      `Nie mogę zapisywać w katalogu ${directory} (${(error as NodeJS.ErrnoException).code ?? 'błąd'}); wskaż inny opcją --data.`,
    );
  }
}

/** Gives the directory back. */
export function leaveDirectory(directory: string): void {
  rmSync(join(directory, FILES.lock), { force: true });
}

/** Empties a data directory; refuses one that does not look like ours. Keeps the unpacked browser. */
export function resetDirectory(directory: string): void {
  const names = readdirSync(directory).filter((name) => name !== FILES.lock && name !== 'chromium');
  const isOurs = existsSync(join(directory, FILES.schema));
  if (names.length > 0 && !isOurs) {
    throw new StartProblem(
      `--reset: katalog ${directory} nie wygląda na dane Reintegry, więc niczego w nim nie usuwam.`,
    );
  }
  // The schema goes last: if this is cut short, the directory is still recognisably ours.
  for (const name of names.filter((one) => one !== FILES.schema))
    rmSync(join(directory, name), { recursive: true, force: true });
  rmSync(join(directory, FILES.schema), { force: true });
}

function isSound(file: string): boolean {
  try {
    const database = new DatabaseSync(file);
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      if (statSync(file).size > FULL_CHECK_BYTES) return true;
      const [row] = database.prepare('PRAGMA quick_check(1)').all();
      return row?.quick_check === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Throws a `StartProblem` that names the first database file which is not whole. */
export function checkDatabases(directory: string): void {
  for (const name of DATABASES) {
    const file = join(directory, name);
    if (existsSync(file) && statSync(file).size > 0 && !isSound(file)) {
      throw new StartProblem(
        `Plik ${file} jest uszkodzony; przywróć kopię poleceniem „npm run restore” albo zacznij od nowa z opcją --reset.`,
      );
    }
  }
}

/** `demo`: invented people, anybody may sign in as any of them; `own`: set up by its first administrator. */
export type HomeKind = 'demo' | 'own';

/** What the directory was begun as; the first start decides it, for a real home must never become a demo by a forgotten option. */
export function homeKind(directory: string, empty: boolean): HomeKind {
  const file = join(directory, FILES.kind);
  if (!existsSync(file)) writeSafely(file, empty ? 'own' : 'demo');
  return readFileSync(file, 'utf8').trim() === 'demo' ? 'demo' : 'own';
}
