/** Any JSON value, as states pass it on. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
export type MachineType = 'STANDARD' | 'EXPRESS';

/** An error name and a human cause as AWS reports them; either may be absent when nobody gave one. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

/** What is known of one run outside its branches; `version` counts committed transitions and guards against double advance. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly machineType: MachineType;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly revision: string;
  readonly roleArn: string;
  readonly input: string;
  readonly startedAt: number;
  readonly trace?: string;
  readonly status: ExecutionStatus;
  readonly output?: string;
  readonly failure?: Failure;
  readonly stoppedAt?: number;
  readonly timeoutAt?: number;
  readonly redriveCount: number;
  readonly redrivenAt?: number;
  readonly lastEventId: number;
  readonly lastEventAt: number;
  readonly nextFrame: number;
  readonly version: number;
}

/** Where a frame stands: about to enter its state, executing it again, suspended, waiting for its branches, or over. */
type FramePhase = 'enter' | 'again' | 'task' | 'wait' | 'retry' | 'join' | 'done' | 'failed' | 'aborted';

/** The bookkeeping of a Map or Parallel state while its branches run. */
export interface Join {
  readonly kind: 'Map' | 'Parallel';
  readonly total: number;
  readonly started: number;
  readonly finished: number;
  readonly failed: number;
  readonly concurrency: number;
  readonly toleratedCount: number;
  readonly toleratedPercentage: number;
  /** Parallel: the one input of all branches as JSON text. */
  readonly input?: string;
  /** Map: the items, in order. */
  readonly items?: readonly Json[];
}

/** One line of progress: the root of a run, one branch of a Parallel, or one iteration of a Map. */
export interface Frame {
  readonly id: number;
  readonly parent: number | null;
  readonly index: number;
  readonly state: string;
  readonly input: string;
  readonly variables: JsonObject;
  readonly phase: FramePhase;
  readonly enteredAt: number;
  readonly enteredEventId: number;
  /** The event before the state was entered: what AWS points evaluation failures at. */
  readonly beforeEntry: number;
  readonly lastEventId: number;
  readonly retries: readonly number[];
  readonly retryCount: number;
  readonly dueAt?: number;
  readonly item?: { readonly index: number; readonly value: Json };
  readonly join?: Join;
  readonly task?: string;
  readonly output?: string;
  readonly failure?: Failure;
}

/** What a task asks the world to do. `key` is stable over crashes: the receiver uses it to do the work once. */
export interface Task {
  readonly key: string;
  readonly execution: string;
  readonly frame: number;
  readonly state: string;
  readonly resource: string;
  readonly request: string;
  readonly status: 'pending' | 'submitted';
  readonly tokenHash?: string;
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatAt?: number;
  /** The child execution whose end completes this task (`.sync`). */
  readonly waitsFor?: string;
}

/** One line of history as AWS writes it; `timestamp` in epoch milliseconds, `details` under the name AWS gives them. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly details?: JsonObject;
}

/** All that a run needs to go on; the history is a record and is never read back. */
export interface Snapshot {
  readonly execution: Execution;
  readonly frames: ReadonlyMap<number, Frame>;
  readonly tasks: ReadonlyMap<string, Task>;
}

/** What made a run move. */
export type Trigger =
  | { readonly kind: 'start' }
  | { readonly kind: 'due' }
  | { readonly kind: 'submitted'; readonly key: string; readonly output: string; readonly waitsFor?: string }
  | { readonly kind: 'succeeded'; readonly key: string; readonly output: string }
  | { readonly kind: 'failed'; readonly key: string; readonly failure: Failure }
  | { readonly kind: 'heartbeat'; readonly key: string }
  | { readonly kind: 'stop'; readonly failure: Failure }
  | { readonly kind: 'poison'; readonly failure: Failure }
  | { readonly kind: 'redrive' }
  /** From the watchdog: mend what does not fit together. */
  | { readonly kind: 'repair' };

/** What one advance wrote: to be stored in one transaction under the version check, effects dispatched after it. */
export interface Transition {
  readonly before: number;
  readonly snapshot: Snapshot;
  readonly events: readonly HistoryEvent[];
  readonly framesWritten: readonly Frame[];
  readonly framesRemoved: readonly number[];
  readonly tasksWritten: readonly Task[];
  readonly tasksClosed: readonly Task[];
  /** True when the run paused only because the transaction grew long: trigger `due` at once. */
  readonly more: boolean;
}

/** Time and chance, passed in so that a test decides both. */
export interface World {
  readonly now: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly token: () => string;
  readonly region: string;
  readonly account: string;
}
