import type { StateType } from '../language/definition.ts';
import { type Draft, exceedsDataLimit } from './draft.ts';
import { StateFailure } from './failure.ts';
import type { Outcome } from './flow.ts';
import { abortedFrame } from './join.ts';
import { byteLength, limits } from './limits.ts';
import type { ExecutionStatus, Failure, Frame, Json } from './model.ts';

const whole = { truncated: false } as const;

/** The event of entering the frame's current state; remembers where the frame stood before. */
export const recordEntry = (draft: Draft, frame: Frame, type: StateType): Frame => {
  const id = draft.record(`${type}StateEntered`, frame.lastEventId, {
    name: frame.state,
    input: frame.input,
    inputDetails: whole,
  });
  return draft.setFrame(frame.id, {
    beforeEntry: frame.lastEventId,
    enteredEventId: id,
    lastEventId: id,
    enteredAt: draft.now,
  });
};

const tooLarge = (name: string): StateFailure =>
  new StateFailure('limit', {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  });

/** Refuses an output or variables over AWS's limits. */
export const checkOutcome = (draft: Draft, frame: Frame, outcome: Outcome): void => {
  if (exceedsDataLimit(outcome.output)) throw tooLarge(frame.state);
  if (outcome.assigned === undefined) return;
  for (const value of Object.values(outcome.assigned))
    if (exceedsDataLimit(JSON.stringify(value))) throw tooLarge(frame.state);
  const all = JSON.stringify({ ...draft.variables(frame), ...outcome.assigned });
  if (all.length > limits.variablesBytes / 4 && byteLength(all) > limits.variablesBytes) throw tooLarge(frame.state);
};

/** The event of leaving a state, and the variables it assigned. */
export const recordExit = (draft: Draft, frame: Frame, type: StateType, outcome: Outcome): Frame => {
  const names = Object.keys(outcome.assigned ?? {});
  const assignedVariables: Record<string, Json> = {};
  for (const name of names.toSorted()) assignedVariables[name] = JSON.stringify(outcome.assigned?.[name] ?? null);
  const id = draft.record(`${type}StateExited`, frame.lastEventId, {
    name: frame.state,
    output: outcome.output,
    outputDetails: whole,
    ...(names.length === 0 ? {} : { assignedVariables, assignedVariablesDetails: whole }),
  });
  return draft.setFrame(frame.id, {
    lastEventId: id,
    variables: names.length === 0 ? frame.variables : { ...frame.variables, ...outcome.assigned },
    task: undefined,
    join: undefined,
    dueAt: undefined,
  });
};

/** Moves the frame on to its next state, to be entered in this transition. */
export const goTo = (draft: Draft, frame: Frame, next: string, input: string): void => {
  draft.setFrame(frame.id, { state: next, input, phase: 'enter', retries: [], retryCount: 0 });
  draft.run(frame.id);
};

/** Ends the run: closes every task, keeps the frames of an unsuccessful run for a redrive. */
export const endExecution = (
  draft: Draft,
  status: ExecutionStatus,
  end: { readonly output?: string; readonly failure?: Failure },
): void => {
  for (const task of draft.allTasks()) draft.closeTask(task.key);
  draft.queue.length = 0;
  for (const frame of draft.allFrames()) {
    if (status === 'SUCCEEDED') draft.removeFrame(frame.id);
    else if (frame.phase !== 'done' && frame.phase !== 'failed') draft.setFrame(frame.id, abortedFrame(frame));
  }
  draft.setExecution({ status, stoppedAt: draft.now, timeoutAt: undefined, output: end.output, failure: end.failure });
};
