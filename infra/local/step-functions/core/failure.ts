import type { Failure, Json, JsonObject } from './model.ts';

/** Where a failure comes from: AWS catches, retries and records each differently. */
export type FailureSource = 'task' | 'heartbeat' | 'evaluation' | 'runtime' | 'limit' | 'fail-state' | 'branch';

/** An expected failure inside one state; thrown by the language, caught in `advance` and nowhere else. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  readonly source: FailureSource;
  readonly location: string | undefined;

  constructor(source: FailureSource, failure: Failure, location?: string) {
    super(failure.cause ?? failure.error ?? 'failed');
    this.error = failure.error;
    this.causeText = failure.cause;
    this.source = source;
    this.location = location;
  }
}

/** A JSONata or JSONata-field problem: recorded as EvaluationFailed, catchable as States.QueryEvaluationError. */
export const evaluationFailure = (cause: string, location?: string): StateFailure =>
  new StateFailure('evaluation', { error: 'States.QueryEvaluationError', cause }, location);

/** A JSONPath or data problem that AWS never retries and never catches. */
export const runtimeFailure = (cause: string): StateFailure =>
  new StateFailure('runtime', { error: 'States.Runtime', cause });

/** The failure as the fields that AWS shows; an absent error or cause stays absent. */
export const failureOf = (failure: StateFailure): Failure => ({
  ...(failure.error === undefined ? {} : { error: failure.error }),
  ...(failure.causeText === undefined ? {} : { cause: failure.causeText }),
});

/** What a Catch hands on: {Error, Cause}; a failure sent without them has null in their place. */
export const errorOutput = (failure: Failure): JsonObject => {
  const output: Record<string, Json> = { Error: failure.error ?? null, Cause: failure.cause ?? null };
  return output;
};
