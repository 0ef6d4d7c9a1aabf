import { dueOf } from '../core/due.ts';
import type { Execution, HistoryEvent, Snapshot, Task } from '../core/model.ts';
import type { Lease, Store, TokenRow } from './store.ts';

interface Row {
  snapshot: Snapshot;
  due: number | undefined;
  readonly events: HistoryEvent[];
}

const byStartDescending = (a: Execution, b: Execution): number =>
  b.startedAt - a.startedAt || (a.arn < b.arn ? 1 : a.arn > b.arn ? -1 : 0);

/** A store that keeps everything in memory: for simulations and tests; nothing survives the process. */
export const createMemoryStore = (): Store => {
  const rows = new Map<string, Row>();
  const tokens = new Map<string, TokenRow>();
  const leases = new Map<string, Lease>();
  const pending = new Map<string, Task>();
  const children = new Map<string, Map<string, Task>>();
  const documents = new Map<string, object>();
  const keyOf = (kind: string, key: string): string => `${kind} ${key}`;

  const forgetTask = (task: Task): void => {
    pending.delete(task.key);
    leases.delete(task.key);
    if (task.waitsFor !== undefined) children.get(task.waitsFor)?.delete(task.key);
  };

  return {
    async commit(transition, lease) {
      const { execution } = transition.snapshot;
      const row = rows.get(execution.arn);
      if ((row?.snapshot.execution.version ?? 0) !== transition.before) return false;
      if (row === undefined)
        rows.set(execution.arn, {
          snapshot: transition.snapshot,
          due: dueOf(transition),
          events: [...transition.events],
        });
      else {
        row.snapshot = transition.snapshot;
        row.due = dueOf(transition);
        row.events.push(...transition.events);
      }
      for (const task of transition.tasksWritten) {
        if (task.status === 'pending') pending.set(task.key, task);
        else pending.delete(task.key);
        leases.set(task.key, lease);
        if (task.tokenHash !== undefined)
          tokens.set(task.tokenHash, { execution: execution.arn, key: task.key, open: true });
        if (task.waitsFor !== undefined) {
          const waiting = children.get(task.waitsFor) ?? new Map<string, Task>();
          children.set(task.waitsFor, waiting.set(task.key, task));
        }
      }
      for (const task of transition.tasksClosed) {
        forgetTask(task);
        if (task.tokenHash !== undefined)
          tokens.set(task.tokenHash, { execution: execution.arn, key: task.key, open: false });
      }
      return true;
    },
    load: (arn) => rows.get(arn)?.snapshot,
    execution: (arn) => rows.get(arn)?.snapshot.execution,
    executions: (query) =>
      [...rows.values()]
        .map((row) => row.snapshot.execution)
        .filter(
          (each) =>
            (query.machineArn === undefined || each.machineArn === query.machineArn) &&
            (query.versionArn === undefined || each.versionArn === query.versionArn) &&
            (query.aliasArn === undefined || each.aliasArn === query.aliasArn) &&
            (query.status === undefined || each.status === query.status) &&
            (query.redriven === undefined || each.redriveCount > 0 === query.redriven),
        )
        .sort(byStartDescending)
        .filter(
          ({ startedAt, arn }) =>
            query.after === undefined ||
            startedAt < query.after.startedAt ||
            (startedAt === query.after.startedAt && arn < query.after.arn),
        )
        .slice(0, query.limit),
    history: (arn, query) => {
      const events = rows.get(arn)?.events ?? [];
      const ordered = query.reverse ? events.toReversed() : events;
      const rest =
        query.from === undefined
          ? ordered
          : ordered.filter(({ id }) => (query.reverse ? id < (query.from ?? 0) : id > (query.from ?? 0)));
      return rest.slice(0, query.limit);
    },
    token: (hash) => tokens.get(hash),
    pendingTasks: () =>
      [...pending.values()].map((task) => ({ task, lease: leases.get(task.key) ?? { owner: '', until: 0 } })),
    openTasks: () => [...rows.values()].flatMap((row) => [...row.snapshot.tasks.values()]),
    async claim(key, held, lease) {
      const now = leases.get(key);
      if (!pending.has(key) || now?.owner !== held.owner || now.until !== held.until) return false;
      leases.set(key, lease);
      return true;
    },
    async renew(owner, until) {
      for (const [key, lease] of leases) if (lease.owner === owner) leases.set(key, { owner, until });
    },
    tasksWaitingFor: (childArn) => [...(children.get(childArn)?.values() ?? [])],
    nextDue: () => {
      let earliest: number | undefined;
      for (const { due } of rows.values())
        if (due !== undefined && (earliest === undefined || due < earliest)) earliest = due;
      return earliest;
    },
    dueExecutions: (now, limit) =>
      [...rows.entries()]
        .flatMap(([arn, { due }]) => (due !== undefined && due <= now ? [{ arn, due }] : []))
        .sort((a, b) => a.due - b.due)
        .slice(0, limit)
        .map(({ arn }) => arn),
    running: () =>
      [...rows.values()]
        .filter((row) => row.snapshot.execution.status === 'RUNNING')
        .map((row) => row.snapshot.execution.arn),
    document: <T>(kind: string, key: string) => documents.get(keyOf(kind, key)) as T | undefined,
    documents: <T>(kind: string, prefix: string) =>
      [...documents.keys()]
        .filter((key) => key.startsWith(keyOf(kind, prefix)))
        .toSorted()
        .map((key) => documents.get(key) as T),
    async putDocuments(changes) {
      for (const { kind, key, value } of changes) {
        if (value === null) documents.delete(keyOf(kind, key));
        else documents.set(keyOf(kind, key), value);
      }
    },
    async purge(before) {
      const old = [...rows.values()]
        .map((row) => row.snapshot.execution)
        .filter((each) => each.stoppedAt !== undefined && each.stoppedAt < before);
      for (const { arn } of old) {
        rows.delete(arn);
        for (const [hash, row] of tokens) if (row.execution === arn) tokens.delete(hash);
      }
      return old.length;
    },
    close: () => undefined,
  };
};
