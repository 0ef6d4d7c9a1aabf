import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { AnonymousAnswers } from '../../domain/anonymity/anonymous-answers.ts';
import { ok } from '../../domain/result.ts';
import { inRandomOrder } from './memory.ts';

export interface SqliteAnonymousAnswers extends AnonymousAnswers {
  /** Writes a copy that holds closed campaigns only: two copies of an open one would tell which answers came between them. */
  copyClosed(file: string): void;
  close(): void;
}

const PAGE = 500;
const SCHEMA = `PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS answers (
    campaign TEXT NOT NULL, place BLOB NOT NULL, answers TEXT NOT NULL, PRIMARY KEY (campaign, place)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE IF NOT EXISTS closed (campaign TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;`;

/**
 * Anonymous answers of one machine: a file of its own, without row ids, times or a write-ahead log. Answers stand under random keys, so even
 * while a survey is open their order is the keys'; at close they get new keys in one transaction and the file is rewritten from scratch.
 */
export function sqliteAnonymousAnswers(file: string): SqliteAnonymousAnswers {
  const database = new DatabaseSync(file);
  database.exec(SCHEMA);
  const insert = database.prepare('INSERT INTO answers (campaign, place, answers) VALUES (?, ?, ?)');
  const all = database.prepare('SELECT answers FROM answers WHERE campaign = ? ORDER BY place');
  const page = database.prepare(
    'SELECT place, answers FROM answers WHERE campaign = ? AND place > ? ORDER BY place LIMIT ?',
  );
  return {
    async add(campaignId, answers) {
      insert.run(campaignId, randomBytes(16), JSON.stringify(answers));
      return ok(undefined);
    },
    async read(campaignId, after) {
      const from = after === undefined ? Buffer.alloc(0) : Buffer.from(after, 'base64url');
      const rows = page.all(campaignId, from, PAGE) as unknown as readonly { place: Uint8Array; answers: string }[];
      const items = rows.map((row) => JSON.parse(row.answers) as Record<string, unknown>);
      const last = rows.at(-1);
      return rows.length < PAGE || last === undefined
        ? { items }
        : { items, next: Buffer.from(last.place).toString('base64url') };
    },
    async count(campaignId) {
      const row = database.prepare('SELECT count(*) AS n FROM answers WHERE campaign = ?').get(campaignId);
      return Number(row?.n ?? 0);
    },
    async shuffle(campaignId) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const rows = all.all(campaignId) as unknown as readonly { answers: string }[];
        database.prepare('DELETE FROM answers WHERE campaign = ?').run(campaignId);
        for (const row of inRandomOrder(rows)) insert.run(campaignId, randomBytes(16), row.answers);
        database.prepare('INSERT OR IGNORE INTO closed (campaign) VALUES (?)').run(campaignId);
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
      database.exec('VACUUM');
      return ok(undefined);
    },
    copyClosed(copy) {
      const target = new DatabaseSync(copy);
      target.exec(SCHEMA);
      const put = target.prepare('INSERT INTO answers (campaign, place, answers) VALUES (?, ?, ?)');
      const mark = target.prepare('INSERT INTO closed (campaign) VALUES (?)');
      target.exec('BEGIN');
      for (const { campaign } of database.prepare('SELECT campaign FROM closed').all()) {
        mark.run(campaign ?? '');
        for (const row of database
          .prepare('SELECT place, answers FROM answers WHERE campaign = ?')
          .all(campaign ?? '')) {
          put.run(campaign ?? '', row.place ?? null, row.answers ?? null);
        }
      }
      target.exec('COMMIT');
      target.close();
    },
    close: () => database.close(),
  };
}
