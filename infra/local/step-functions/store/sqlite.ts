import { DatabaseSync } from 'node:sqlite';
import { dueOf } from '../core/due.ts';
import type { Execution, Frame, HistoryEvent, Task, Transition } from '../core/model.ts';
import { createGroupCommit } from './group-commit.ts';
import { schema, schemaVersion } from './schema.ts';
import type { ExecutionQuery, Lease, Store } from './store.ts';

type Bound = string | number | null;

const openDatabase = (file: string, readOnly: boolean): DatabaseSync => {
  const database = new DatabaseSync(file, { readOnly });
  if (readOnly) return database;
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF;',
  );
  const { user_version: found } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (found !== 0 && found !== schemaVersion) {
    database.close();
    throw new Error(
      `${file} was written by another version of the engine (schema ${found}, this one has ${schemaVersion})`,
    );
  }
  database.exec('BEGIN IMMEDIATE');
  database.exec(schema);
  database.exec(`PRAGMA user_version = ${schemaVersion}`);
  database.exec('COMMIT');
  return database;
};

const bodyOf = <T>(row: unknown): T => JSON.parse((row as { body: string }).body) as T;

const pageOf = (query: ExecutionQuery): { readonly where: string; readonly values: readonly Bound[] } => {
  const conditions: [string, Bound][] = [];
  if (query.machineArn !== undefined) conditions.push(['machine_arn = ?', query.machineArn]);
  if (query.versionArn !== undefined) conditions.push(['version_arn = ?', query.versionArn]);
  if (query.aliasArn !== undefined) conditions.push(['alias_arn = ?', query.aliasArn]);
  if (query.status !== undefined) conditions.push(['status = ?', query.status]);
  if (query.redriven !== undefined) conditions.push(['redriven = ?', query.redriven ? 1 : 0]);
  const where = conditions.map(([condition]) => condition);
  const values = conditions.map(([, value]) => value);
  if (query.after !== undefined) {
    where.push('(started_at, arn) < (?, ?)');
    values.push(query.after.startedAt, query.after.arn);
  }
  return { where: where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`, values };
};

/** The store with what only SQLite can tell of itself. */
export interface SqliteStore extends Store {
  /** SQLite's synchronous level: 2 is FULL, every commit synced. */
  synchronous(): number;
}

/** The durable store: one SQLite file in WAL mode, every commit synced; `readOnly` is for people who look. Throws when the file is of another schema. */
export const createSqliteStore = (file: string, { readOnly = false } = {}): SqliteStore => {
  const database = openDatabase(file, readOnly);
  const group = createGroupCommit(database);
  const prepare = (sql: string) => database.prepare(sql);

  const insertExecution = prepare(
    'INSERT INTO executions (version, machine_arn, version_arn, alias_arn, status, started_at, stopped_at, redriven, due_at, body, arn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const updateExecution = prepare(
    'UPDATE executions SET version = ?, machine_arn = ?, version_arn = ?, alias_arn = ?, status = ?, started_at = ?, stopped_at = ?, redriven = ?, due_at = ?, body = ? WHERE arn = ? AND version = ?',
  );
  const putFrame = prepare(
    'INSERT INTO frames (execution, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  );
  const removeFrame = prepare('DELETE FROM frames WHERE execution = ? AND id = ?');
  const putEvent = prepare('INSERT INTO events (execution, id, body) VALUES (?, ?, ?)');
  const putTask = prepare(
    'INSERT INTO tasks (key, execution, status, waits_for, lease_owner, lease_until, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET status = excluded.status, waits_for = excluded.waits_for, body = excluded.body',
  );
  const removeTask = prepare('DELETE FROM tasks WHERE key = ?');
  const putToken = prepare(
    'INSERT INTO tokens (hash, execution, task, open) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING',
  );
  const closeToken = prepare('UPDATE tokens SET open = 0 WHERE hash = ?');
  const readExecution = prepare('SELECT body FROM executions WHERE arn = ?');
  const readFrames = prepare('SELECT body FROM frames WHERE execution = ?');
  const readTasks = prepare('SELECT body FROM tasks WHERE execution = ?');
  const readToken = prepare('SELECT execution, task, open FROM tokens WHERE hash = ?');
  const readPending = prepare(
    "SELECT body, lease_owner, lease_until FROM tasks WHERE status = 'pending' ORDER BY lease_until",
  );
  const readOpen = prepare('SELECT body FROM tasks');
  const claimTask = prepare(
    "UPDATE tasks SET lease_owner = ?, lease_until = ? WHERE key = ? AND lease_owner = ? AND lease_until = ? AND status = 'pending'",
  );
  const renewLeases = prepare("UPDATE tasks SET lease_until = ? WHERE lease_owner = ? AND status = 'pending'");
  const countLeases = prepare("SELECT count(*) AS n FROM tasks WHERE lease_owner = ? AND status = 'pending'");
  const readChildren = prepare('SELECT body FROM tasks WHERE waits_for = ?');
  const readNextDue = prepare('SELECT min(due_at) AS due FROM executions WHERE due_at IS NOT NULL');
  const readDue = prepare(
    'SELECT arn FROM executions WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?',
  );
  const readRunning = prepare("SELECT arn FROM executions WHERE status = 'RUNNING'");
  const readDocument = prepare('SELECT body FROM documents WHERE kind = ? AND key = ?');
  const readDocuments = prepare('SELECT body FROM documents WHERE kind = ? AND key >= ? AND key < ? ORDER BY key');
  const putDocument = prepare(
    'INSERT INTO documents (kind, key, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  );
  const removeDocument = prepare('DELETE FROM documents WHERE kind = ? AND key = ?');
  const readOld = prepare('SELECT arn FROM executions WHERE stopped_at IS NOT NULL AND stopped_at < ? LIMIT 500');
  const removeOld = [
    'frames WHERE execution',
    'events WHERE execution',
    'tasks WHERE execution',
    'tokens WHERE execution',
    'executions WHERE arn',
  ].map((what) => prepare(`DELETE FROM ${what} = ?`));
  const upcoming = {
    newer: prepare('SELECT body FROM events WHERE execution = ? AND id > ? ORDER BY id LIMIT ?'),
    older: prepare('SELECT body FROM events WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?'),
  };

  const write = (transition: Transition, lease: Lease): boolean => {
    const { execution } = transition.snapshot;
    const row: Bound[] = [
      execution.version,
      execution.machineArn,
      execution.versionArn ?? null,
      execution.aliasArn ?? null,
      execution.status,
      execution.startedAt,
      execution.stoppedAt ?? null,
      execution.redriveCount > 0 ? 1 : 0,
      dueOf(transition) ?? null,
      JSON.stringify(execution),
      execution.arn,
    ];
    const done = transition.before === 0 ? insertExecution.run(...row) : updateExecution.run(...row, transition.before);
    if (done.changes !== 1) return false;
    for (const frame of transition.framesWritten) putFrame.run(execution.arn, frame.id, JSON.stringify(frame));
    for (const id of transition.framesRemoved) removeFrame.run(execution.arn, id);
    for (const event of transition.events) putEvent.run(execution.arn, event.id, JSON.stringify(event));
    for (const task of transition.tasksWritten) {
      putTask.run(
        task.key,
        execution.arn,
        task.status,
        task.waitsFor ?? null,
        lease.owner,
        lease.until,
        JSON.stringify(task),
      );
      if (task.tokenHash !== undefined) putToken.run(task.tokenHash, execution.arn, task.key);
    }
    for (const task of transition.tasksClosed) {
      removeTask.run(task.key);
      if (task.tokenHash !== undefined) closeToken.run(task.tokenHash);
    }
    return true;
  };

  return {
    commit: (transition, lease) => group.write(() => write(transition, lease)),
    load(arn) {
      const row = readExecution.get(arn);
      if (row === undefined) return undefined;
      const frames = readFrames.all(arn).map((each) => bodyOf<Frame>(each));
      const tasks = readTasks.all(arn).map((each) => bodyOf<Task>(each));
      return {
        execution: bodyOf<Execution>(row),
        frames: new Map(frames.map((frame) => [frame.id, frame])),
        tasks: new Map(tasks.map((task) => [task.key, task])),
      };
    },
    execution(arn) {
      const row = readExecution.get(arn);
      return row === undefined ? undefined : bodyOf<Execution>(row);
    },
    executions(query) {
      const { where, values } = pageOf(query);
      const sql = `SELECT body FROM executions ${where} ORDER BY started_at DESC, arn DESC LIMIT ?`;
      return prepare(sql)
        .all(...values, query.limit)
        .map((each) => bodyOf<Execution>(each));
    },
    history(arn, query) {
      const { reverse, limit } = query;
      const from = query.from ?? (reverse ? Number.MAX_SAFE_INTEGER : 0);
      return (reverse ? upcoming.older : upcoming.newer)
        .all(arn, from, limit)
        .map((each) => bodyOf<HistoryEvent>(each));
    },
    token(hash) {
      const row = readToken.get(hash) as { execution: string; task: string; open: number } | undefined;
      return row === undefined ? undefined : { execution: row.execution, key: row.task, open: row.open === 1 };
    },
    pendingTasks: () =>
      (readPending.all() as { body: string; lease_owner: string; lease_until: number }[]).map((row) => ({
        task: bodyOf<Task>(row),
        lease: { owner: row.lease_owner, until: row.lease_until },
      })),
    openTasks: () => readOpen.all().map((each) => bodyOf<Task>(each)),
    claim: (key, held, lease) =>
      group.write(() => claimTask.run(lease.owner, lease.until, key, held.owner, held.until).changes === 1),
    async renew(owner, until) {
      if ((countLeases.get(owner) as { n: number }).n === 0) return;
      await group.write(() => renewLeases.run(until, owner).changes > 0);
    },
    tasksWaitingFor: (childArn) => readChildren.all(childArn).map((each) => bodyOf<Task>(each)),
    nextDue: () => (readNextDue.get() as { due: number | null }).due ?? undefined,
    dueExecutions: (now, limit) => (readDue.all(now, limit) as { arn: string }[]).map(({ arn }) => arn),
    running: () => (readRunning.all() as { arn: string }[]).map(({ arn }) => arn),
    document<T>(kind: string, key: string): T | undefined {
      const row = readDocument.get(kind, key);
      return row === undefined ? undefined : bodyOf<T>(row);
    },
    documents: <T>(kind: string, prefix: string): readonly T[] =>
      readDocuments.all(kind, prefix, `${prefix}\uffff`).map((each) => bodyOf<T>(each)),
    async putDocuments(changes) {
      await group.write(() => {
        for (const { kind, key, value } of changes) {
          if (value === null) removeDocument.run(kind, key);
          else putDocument.run(kind, key, JSON.stringify(value));
        }
        return true;
      });
    },
    async purge(before) {
      const old = (readOld.all(before) as { arn: string }[]).map(({ arn }) => arn);
      if (old.length === 0) return 0;
      await group.write(() => {
        for (const arn of old) for (const statement of removeOld) statement.run(arn);
        return true;
      });
      return old.length;
    },
    synchronous: () => (prepare('PRAGMA synchronous').get() as { synchronous: number }).synchronous,
    close() {
      group.flush();
      database.close();
    },
  };
};
