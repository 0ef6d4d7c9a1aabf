import { DatabaseSync } from 'node:sqlite';
import { fail, ok } from '../../domain/result.ts';
import type { DestroyedKey, KeyStore } from '../../domain/sealing/key-store.ts';
import { addMasterKey, dropOldMasterKeys, type MasterKeys, openMasterKeys, readMasterKeys } from './master-key-file.ts';
import { BrokenSeal, newKey, seal, unseal } from './wrapping.ts';

interface Row {
  readonly wrapped: Uint8Array | null;
  readonly master: string | null;
}

export interface SqliteKeyStore extends KeyStore {
  close(): void;
}

/**
 * The key store of one machine: a SQLite file of its own with secure_delete (a destroyed key is overwritten on disk; the journal is cut to
 * nothing after each write), each key wrapped under `master.key`. Several processes may share it.
 */
export function sqliteKeyStore(file: string, masterKeyFile: string): SqliteKeyStore {
  let masters: MasterKeys = openMasterKeys(masterKeyFile);
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA journal_mode = TRUNCATE;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS data_keys (
      subject TEXT PRIMARY KEY, wrapped BLOB, master TEXT, destroyed_at TEXT
    ) WITHOUT ROWID, STRICT;`);
  const select = database.prepare('SELECT wrapped, master FROM data_keys WHERE subject = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO data_keys (subject, wrapped, master) VALUES (?, ?, ?)');

  const open = (subject: string, row: Row): Uint8Array | undefined => {
    if (row.wrapped === null || row.master === null) return undefined;
    if (masters.keys[row.master] === undefined) masters = readMasterKeys(masterKeyFile);
    const master = masters.keys[row.master];
    if (master === undefined) throw new BrokenSeal('wrapped under a master key that is not here');
    return unseal(master, row.wrapped, subject);
  };
  const find = (subject: string): { readonly known: boolean; readonly key?: Uint8Array } => {
    const row = select.get(subject) as Row | undefined;
    const key = row && open(subject, row);
    return key === undefined ? { known: row !== undefined } : { known: true, key };
  };
  const currentMaster = (): { readonly id: string; readonly key: Uint8Array } => {
    masters = readMasterKeys(masterKeyFile);
    const key = masters.keys[masters.current];
    if (key === undefined) throw new BrokenSeal('no current master key');
    return { id: masters.current, key };
  };
  const inTransaction = <T>(act: () => T): T => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const value = act();
      database.exec('COMMIT');
      return value;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    async keyFor(subject) {
      const found = find(subject);
      if (found.key !== undefined) return ok(found.key);
      if (found.known) return fail('gone', { reason: 'erased' });
      inTransaction(() => {
        const master = currentMaster();
        insert.run(subject, seal(master.key, newKey(), subject), master.id);
      });
      const { key } = find(subject);
      return key === undefined ? fail('gone', { reason: 'erased' }) : ok(key);
    },
    async find(subject) {
      return find(subject).key;
    },
    async destroy(subject, at) {
      database
        .prepare(
          `INSERT INTO data_keys (subject, destroyed_at) VALUES (?1, ?2)
           ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, master = NULL, destroyed_at = coalesce(destroyed_at, ?2)`,
        )
        .run(subject, at);
      return ok(undefined);
    },
    async destroyed() {
      return database
        .prepare(
          'SELECT subject, destroyed_at AS at FROM data_keys WHERE destroyed_at IS NOT NULL ORDER BY destroyed_at, subject',
        )
        .all()
        .map((row) => ({ subject: row.subject, at: row.at }) as unknown as DestroyedKey);
    },
    async rotate() {
      addMasterKey(masterKeyFile);
      const rewrapped = inTransaction(() => {
        const master = currentMaster();
        const rows = database
          .prepare('SELECT subject, wrapped, master FROM data_keys WHERE wrapped IS NOT NULL AND master <> ?')
          .all(master.id) as unknown as readonly (Row & { readonly subject: string })[];
        const update = database.prepare('UPDATE data_keys SET wrapped = ?, master = ? WHERE subject = ?');
        for (const row of rows) {
          const key = open(row.subject, row);
          if (key !== undefined) update.run(seal(master.key, key, row.subject), master.id, row.subject);
        }
        return rows.length;
      });
      dropOldMasterKeys(masterKeyFile);
      return ok({ rewrapped });
    },
    close: () => database.close(),
  };
}
