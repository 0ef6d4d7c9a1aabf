/** The tables of the engine's file. `body` columns hold the core's own types as JSON; columns beside them are what is searched. */
export const schema = `
CREATE TABLE IF NOT EXISTS executions (
  arn TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  machine_arn TEXT NOT NULL,
  version_arn TEXT,
  alias_arn TEXT,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  stopped_at INTEGER,
  redriven INTEGER NOT NULL,
  due_at INTEGER,
  body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS executions_due ON executions (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS executions_started ON executions (machine_arn, started_at, arn);
CREATE INDEX IF NOT EXISTS executions_stopped ON executions (stopped_at) WHERE stopped_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS frames (
  execution TEXT NOT NULL,
  id INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (execution, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
  execution TEXT NOT NULL,
  id INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (execution, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tasks (
  key TEXT PRIMARY KEY,
  execution TEXT NOT NULL,
  status TEXT NOT NULL,
  waits_for TEXT,
  lease_owner TEXT NOT NULL,
  lease_until INTEGER NOT NULL,
  body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tasks_execution ON tasks (execution);
CREATE INDEX IF NOT EXISTS tasks_pending ON tasks (lease_until) WHERE status = 'pending';
CREATE INDEX IF NOT EXISTS tasks_children ON tasks (waits_for) WHERE waits_for IS NOT NULL;
CREATE TABLE IF NOT EXISTS tokens (
  hash TEXT PRIMARY KEY,
  execution TEXT NOT NULL,
  task TEXT NOT NULL,
  open INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tokens_execution ON tokens (execution);
CREATE TABLE IF NOT EXISTS documents (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;
`;

/** Raised with every change of the tables above; an older file is refused rather than guessed at. */
export const schemaVersion = 1;
