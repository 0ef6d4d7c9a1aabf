import type { AnyState } from '../language/definition.ts';
import type { Draft } from './draft.ts';
import { StateFailure } from './failure.ts';
import { checkOutcome, endExecution, goTo, recordEntry, recordExit } from './finish.ts';
import type { DataFlow, Outcome } from './flow.ts';
import { handleFailure } from './handle-failure.ts';
import { finishBranch, resumeJoin, startJoin } from './join.ts';
import type { Frame, Json } from './model.ts';
import { type Program, stateOf } from './program.ts';
import { scopeOf } from './scope.ts';
import { scheduleTask } from './tasks.ts';

/** Ends a frame well: the run succeeds, or its Map or Parallel gets one result more. */
const complete = (draft: Draft, frame: Frame, output: string): void => {
  if (frame.parent !== null) {
    finishBranch(draft, frame, output);
    return;
  }
  draft.record('ExecutionSucceeded', frame.lastEventId, { output, outputDetails: { truncated: false } });
  endExecution(draft, 'SUCCEEDED', { output });
};

const leave = (draft: Draft, frame: Frame, state: AnyState, outcome: Outcome, next: string | undefined): void => {
  checkOutcome(draft, frame, outcome);
  const left = recordExit(draft, frame, state.Type, outcome);
  if (next === undefined) complete(draft, left, outcome.output);
  else goTo(draft, left, next, outcome.output);
};

/** Applies a result to the frame's state and moves on; shared by tasks, joins and waits. */
export const leaveWith = async (
  program: Program,
  draft: Draft,
  id: number,
  result: Json | undefined,
): Promise<void> => {
  const frame = draft.frame(id);
  const { state, flow } = stateOf(program, draft, frame);
  const outcome = await flow.outcome(state, scopeOf(draft, frame), result);
  leave(draft, frame, state, outcome, state.Next);
};

const execute = async (draft: Draft, frame: Frame, state: AnyState, flow: DataFlow): Promise<void> => {
  switch (state.Type) {
    case 'Pass': {
      const scope = scopeOf(draft, frame);
      leave(draft, frame, state, await flow.outcome(state, scope, undefined), state.Next);
      return;
    }
    case 'Succeed':
      leave(draft, frame, state, await flow.outcome(state, scopeOf(draft, frame), undefined), undefined);
      return;
    case 'Choice': {
      const chosen = await flow.choose(state, scopeOf(draft, frame));
      leave(draft, frame, state, chosen.outcome, chosen.next);
      return;
    }
    case 'Wait': {
      const plan = await flow.wait(state, scopeOf(draft, frame));
      const dueAt = 'until' in plan ? plan.until : draft.now + plan.seconds * 1000;
      draft.setFrame(frame.id, { phase: 'wait', dueAt });
      if (dueAt <= draft.now) draft.run(frame.id);
      return;
    }
    case 'Fail':
      throw new StateFailure('fail-state', await flow.failure(state, scopeOf(draft, frame)));
    case 'Task':
      return scheduleTask(draft, frame, state, flow);
    case 'Map':
    case 'Parallel':
      return startJoin(draft, frame, state, flow);
  }
};

const resume = async (program: Program, draft: Draft, frame: Frame, state: AnyState, flow: DataFlow): Promise<void> => {
  const results = await resumeJoin(program, draft, frame, state, flow);
  if (results === undefined) return;
  draft.record(`${state.Type}StateSucceeded`, draft.frame(frame.id).lastEventId);
  // From here on a failure is the state's own: its branches are gone.
  draft.setFrame(frame.id, { join: undefined, phase: 'join' });
  await leaveWith(program, draft, frame.id, results);
};

/** Runs one frame until it suspends, moves on or ends. Failures of the state are dealt with here; bugs pass through. */
export const runFrame = async (program: Program, draft: Draft, id: number): Promise<void> => {
  const frame = draft.findFrame(id);
  if (frame === undefined) return;
  const { state, flow } = stateOf(program, draft, frame);
  const entering = frame.phase === 'enter' || frame.phase === 'again';
  try {
    if (frame.phase === 'enter') {
      const entered = recordEntry(draft, frame, state.Type);
      await execute(draft, draft.setFrame(entered.id, { phase: 'again' }), state, flow);
    } else if (frame.phase === 'again') {
      await execute(draft, frame, state, flow);
    } else if (frame.phase === 'wait' && (frame.dueAt ?? 0) <= draft.now) {
      await leaveWith(program, draft, id, undefined);
    } else if (frame.phase === 'join') {
      await resume(program, draft, frame, state, flow);
    }
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
    await handleFailure(program, draft, id, thrown, entering);
  }
};
