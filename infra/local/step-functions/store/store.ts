import type { Execution, ExecutionStatus, HistoryEvent, Snapshot, Task, Transition } from '../core/model.ts';

/** What the registry keeps beside executions, each as one JSON document under its key. */
type DocumentKind = 'machine' | 'revision' | 'version' | 'alias' | 'tags';

/** Where a token leads; `open` is false once its task was answered, timed out or aborted. */
export interface TokenRow {
  readonly execution: string;
  readonly key: string;
  readonly open: boolean;
}

/** Whose work a pending task is: a hint that saves double calls, never a guard. */
export interface Lease {
  readonly owner: string;
  readonly until: number;
}

interface LeasedTask {
  readonly task: Task;
  readonly lease: Lease;
}

export interface ExecutionQuery {
  readonly machineArn?: string;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly status?: ExecutionStatus;
  readonly redriven?: boolean;
  /** Exclusive: start instant and arn of the last row of the page before. */
  readonly after?: { readonly startedAt: number; readonly arn: string };
  readonly limit: number;
}

interface HistoryQuery {
  readonly reverse: boolean;
  /** Exclusive id to go on from; omitted for the first page. */
  readonly from?: number;
  readonly limit: number;
}

/**
 * The durable truth of the engine. A write resolves once it would survive a power cut; it rejects when the store is
 * unavailable, and then nothing of it was kept. Reads see every resolved write.
 */
export interface Store {
  /** Stores a transition whole, or answers false when the run is no longer at version `before` (0: it must not exist). */
  commit(transition: Transition, lease: Lease): Promise<boolean>;
  load(arn: string): Snapshot | undefined;
  execution(arn: string): Execution | undefined;
  /** Newest first. */
  executions(query: ExecutionQuery): readonly Execution[];
  history(arn: string, query: HistoryQuery): readonly HistoryEvent[];
  token(hash: string): TokenRow | undefined;
  /** Tasks not yet handed to their service, oldest first. */
  pendingTasks(): readonly LeasedTask[];
  /** Every open task, for the watchdog. */
  openTasks(): readonly Task[];
  /** Takes a pending task over when nobody changed its lease meanwhile. */
  claim(key: string, held: Lease, lease: Lease): Promise<boolean>;
  renew(owner: string, until: number): Promise<void>;
  tasksWaitingFor(childArn: string): readonly Task[];
  nextDue(): number | undefined;
  /** Runs that are due at `now`, the most overdue first. */
  dueExecutions(now: number, limit: number): readonly string[];
  running(): readonly string[];
  document<T>(kind: DocumentKind, key: string): T | undefined;
  /** All documents of a kind whose key begins with `prefix`, by key. */
  documents<T>(kind: DocumentKind, prefix: string): readonly T[];
  putDocuments(
    documents: readonly { readonly kind: DocumentKind; readonly key: string; readonly value: object | null }[],
  ): Promise<void>;
  /** Forgets runs that ended before `before`; AWS keeps them 90 days. */
  purge(before: number): Promise<number>;
  close(): void;
}
