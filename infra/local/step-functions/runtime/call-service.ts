import { setTimeout } from 'node:timers/promises';
import type { Execution, Failure, Task } from '../core/model.ts';
import type { Store } from '../store/store.ts';

/** What came of handing a task to its service. */
export type CallOutcome =
  | { readonly kind: 'succeeded'; readonly output: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'submitted'; readonly output: string; readonly waitsFor?: string }
  /** The service took it and will never answer (tests), or the engine is stopping. */
  | { readonly kind: 'silent' };

/** Hands one task to its service. Must resolve only when the outcome is known; rejects when the service is unreachable. */
export type CallService = (task: Task, execution: Execution, signal: AbortSignal) => Promise<CallOutcome>;

/** Waits, or stops waiting when the engine stops. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

/** What a log may hold of an error: its name, never its message, which may quote data. */
export const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : typeof thrown);

export interface Calling {
  readonly store: Store;
  readonly call: CallService;
  readonly log: (line: Record<string, unknown>) => void;
  readonly retryDelay: (attempt: number) => number;
  readonly signal: AbortSignal;
}

/** Calls a task's service until it answers, as long as the task is open; always under the same key. */
export const callUntilAnswered = async (
  { store, call, log, retryDelay, signal }: Calling,
  task: Task,
  execution: Execution,
): Promise<CallOutcome> => {
  for (let attempt = 0; ; attempt += 1) {
    if (signal.aborted) return { kind: 'silent' };
    if (attempt > 0 && store.load(task.execution)?.tasks.has(task.key) !== true) return { kind: 'silent' };
    try {
      return await call(task, execution, signal);
    } catch (thrown) {
      log({ event: 'service-unreachable', error: nameOf(thrown), key: task.key, attempt });
      await pause(retryDelay(attempt), signal);
    }
  }
};
