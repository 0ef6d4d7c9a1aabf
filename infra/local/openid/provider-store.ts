import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

type Payload = Record<string, unknown> & {
  readonly grantId?: string;
  readonly uid?: string;
  readonly userCode?: string;
};

export interface ProviderStore {
  /** What oidc-provider asks for as `adapter`: one object per model. */
  readonly adapter: (model: string) => object;
  /** A value kept for ever under a name (signing keys, cookie keys); made by `make` at the first call. */
  kept(name: string, make: () => string): string;
  keepCode(uid: string, code: SignInCode): void;
  code(uid: string): SignInCode | undefined;
  dropCode(uid: string): void;
  sweep(): void;
  close(): void;
}

/** A sign-in code on its way by mail; only its hash stands here. */
export interface SignInCode {
  readonly personId: string;
  readonly hash: string;
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** The embedded provider's own SQLite file (mode 0600): sessions, grants, codes and keys, swept when they expire. */
export function openProviderStore(file: string): ProviderStore {
  if (file !== ':memory:' && !existsSync(file)) writeFileSync(file, '', { mode: 0o600 });
  if (file !== ':memory:') chmodSync(file, 0o600);
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA journal_mode = TRUNCATE;
    CREATE TABLE IF NOT EXISTS models (
      model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, expires INTEGER, consumed INTEGER,
      grant_id TEXT, uid TEXT, user_code TEXT, PRIMARY KEY (model, id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS by_grant ON models (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS by_uid ON models (model, uid) WHERE uid IS NOT NULL;
    CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS codes (
      uid TEXT PRIMARY KEY, person TEXT NOT NULL, hash TEXT NOT NULL, tries INTEGER NOT NULL, until INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;`);
  const upsert = database.prepare(
    `INSERT INTO models (model, id, payload, expires, grant_id, uid, user_code) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, expires = excluded.expires,
       grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code`,
  );
  const live = '(expires IS NULL OR expires > ?)';
  const byId = database.prepare(`SELECT payload, consumed FROM models WHERE model = ? AND id = ? AND ${live}`);
  const byUid = database.prepare(`SELECT payload, consumed FROM models WHERE model = ? AND uid = ? AND ${live}`);
  const byUserCode = database.prepare(
    `SELECT payload, consumed FROM models WHERE model = ? AND user_code = ? AND ${live}`,
  );
  const found = (row: Record<string, unknown> | undefined): Payload | undefined => {
    if (row === undefined) return undefined;
    const payload = JSON.parse(String(row.payload)) as Payload;
    return row.consumed === null ? payload : { ...payload, consumed: row.consumed };
  };

  return {
    adapter: (model) => ({
      async upsert(id: string, payload: Payload, expiresIn?: number) {
        const expires = expiresIn === undefined ? null : seconds() + expiresIn;
        const { grantId = null, uid = null, userCode = null } = payload;
        upsert.run(model, id, JSON.stringify(payload), expires, grantId, uid, userCode);
      },
      find: async (id: string) => found(byId.get(model, id, seconds())),
      findByUid: async (uid: string) => found(byUid.get(model, uid, seconds())),
      findByUserCode: async (code: string) => found(byUserCode.get(model, code, seconds())),
      async consume(id: string) {
        database.prepare('UPDATE models SET consumed = ? WHERE model = ? AND id = ?').run(seconds(), model, id);
      },
      async destroy(id: string) {
        database.prepare('DELETE FROM models WHERE model = ? AND id = ?').run(model, id);
      },
      async revokeByGrantId(grantId: string) {
        database.prepare('DELETE FROM models WHERE grant_id = ?').run(grantId);
      },
    }),
    kept(name, make) {
      database.prepare('INSERT OR IGNORE INTO kept (name, value) VALUES (?, ?)').run(name, make());
      return String(database.prepare('SELECT value FROM kept WHERE name = ?').get(name)?.value);
    },
    keepCode(uid, { personId, hash, tries, until }) {
      database
        .prepare('INSERT OR REPLACE INTO codes (uid, person, hash, tries, until) VALUES (?, ?, ?, ?, ?)')
        .run(uid, personId, hash, tries, until);
    },
    code(uid) {
      const row = database.prepare('SELECT * FROM codes WHERE uid = ? AND until > ?').get(uid, Date.now());
      if (row === undefined) return undefined;
      return {
        personId: String(row.person),
        hash: String(row.hash),
        tries: Number(row.tries),
        until: Number(row.until),
      };
    },
    dropCode(uid) {
      database.prepare('DELETE FROM codes WHERE uid = ?').run(uid);
    },
    sweep() {
      database.prepare('DELETE FROM models WHERE expires <= ?').run(seconds());
      database.prepare('DELETE FROM codes WHERE until <= ?').run(Date.now());
    },
    close: () => database.close(),
  };
}
