import type { DatabaseSync } from 'node:sqlite';

interface Waiting {
  readonly write: () => boolean;
  readonly resolve: (kept: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Collects the writes of one turn of the event loop into one SQLite transaction, so that a hundred runs that move at
 * once share one fsync. Each write answers whether it was kept (its version check held); a failure of the transaction
 * itself rejects all of them, and none was kept.
 */
export const createGroupCommit = (database: DatabaseSync) => {
  let waiting: Waiting[] = [];
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    const batch = waiting;
    waiting = [];
    const kept: boolean[] = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { write } of batch) kept.push(write());
        database.exec('COMMIT');
      } catch (thrown) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw thrown;
      }
    } catch (thrown) {
      // One bad write must not take the others with it: alone, only the bad one fails.
      if (batch.length > 1) for (const each of batch) alone(each);
      else for (const { reject } of batch) reject(thrown);
      return;
    }
    for (const [index, { resolve }] of batch.entries()) resolve(kept[index] ?? false);
  };

  const alone = (each: Waiting): void => {
    try {
      database.exec('BEGIN IMMEDIATE');
      const kept = each.write();
      database.exec('COMMIT');
      each.resolve(kept);
    } catch (thrown) {
      if (database.isTransaction) database.exec('ROLLBACK');
      each.reject(thrown);
    }
  };

  return {
    write: (write: () => boolean): Promise<boolean> =>
      new Promise((resolve, reject) => {
        waiting.push({ write, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        setImmediate(flush);
      }),
    flush: () => {
      if (waiting.length > 0) flush();
    },
  };
};
