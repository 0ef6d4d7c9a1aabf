import type { Result } from '../result.ts';

/** The workflow service (Step Functions, or the embedded engine through the same SDK calls). Ids only go in. */
export interface Workflows {
  /** Idempotent on `name`; `already-done` is success. `process` is the state machine's slug; starts through its live alias. */
  start(
    process: string,
    name: string,
    input: Readonly<Record<string, string | number>>,
  ): Promise<Result<{ readonly execution: string; readonly version: string }>>;
  /** Answers a waiting task. `gone` when nobody waits any more (expired, closed, unknown token): the caller records it. */
  succeed(token: string, output: Readonly<Record<string, string | number>>): Promise<Result<void>>;
  failTask(token: string, error: string, cause: string): Promise<Result<void>>;
  stop(execution: string, cause: string): Promise<Result<void>>;
}
