import type { AnyState, Retrier } from '../language/definition.ts';
import type { Draft } from './draft.ts';
import { errorMatches } from './errors-match.ts';
import { errorOutput, failureOf, StateFailure } from './failure.ts';
import { checkOutcome, endExecution, goTo, recordExit } from './finish.ts';
import { abortChildren, removeChildren } from './join.ts';
import type { Frame } from './model.ts';
import { type Program, stateOf } from './program.ts';
import { scopeOf } from './scope.ts';

const delaySeconds = (retrier: Retrier, attempt: number, random: () => number): number => {
  const interval = retrier.IntervalSeconds ?? 1;
  const grown = interval * (retrier.BackoffRate ?? 2) ** attempt;
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  // The jitter is drawn once and stored with the deadline: a restart must not draw again.
  return retrier.JitterStrategy === 'FULL' ? random() * capped : capped;
};

const retry = (draft: Draft, frame: Frame, state: AnyState, failure: StateFailure): boolean => {
  for (const [index, retrier] of (state.Retry ?? []).entries()) {
    if (!errorMatches(retrier.ErrorEquals, failure, state.Type)) continue;
    const used = frame.retries[index] ?? 0;
    if (used >= (retrier.MaxAttempts ?? 3)) return false;
    const retries = (state.Retry ?? []).map((_, at) => (frame.retries[at] ?? 0) + (at === index ? 1 : 0));
    removeChildren(draft, frame.id);
    draft.setFrame(frame.id, {
      phase: 'retry',
      retries,
      retryCount: frame.retryCount + 1,
      dueAt: draft.now + Math.round(delaySeconds(retrier, used, draft.world.random) * 1000),
      task: undefined,
      join: undefined,
    });
    return true;
  }
  return false;
};

const endMapOrParallel = (draft: Draft, id: number, state: AnyState, failure: StateFailure): void => {
  const { join, phase } = draft.frame(id);
  const started = join !== undefined;
  // AWS closes a Map that could not evaluate its Items with MapStateFailed too, but not one with a bad JSONPath.
  if (
    (state.Type === 'Map' || state.Type === 'Parallel') &&
    (started || (failure.source === 'evaluation' && phase === 'again'))
  ) {
    const failed = draft.record(`${state.Type}StateFailed`, draft.frame(id).lastEventId);
    draft.setFrame(id, { lastEventId: failed });
  }
};

/** Deals with a failure in the frame's current state: retry, catch, or fail the frame and whatever contains it. */
export const handleFailure = async (
  program: Program,
  draft: Draft,
  id: number,
  failure: StateFailure,
  entering: boolean,
): Promise<void> => {
  const frame = draft.frame(id);
  const { state, flow } = stateOf(program, draft, frame);
  if (frame.task !== undefined) draft.closeTask(frame.task);
  if (failure.source === 'evaluation') {
    const before = entering && state.Type !== 'Wait' ? frame.beforeEntry : frame.lastEventId;
    const event = draft.record('EvaluationFailed', before, {
      error: failure.error,
      cause: failure.causeText,
      location: failure.location,
      state: frame.state,
    });
    draft.setFrame(id, { lastEventId: event });
  }
  if (frame.join !== undefined) abortChildren(draft, id);
  if (retry(draft, draft.frame(id), state, failure)) return;
  endMapOrParallel(draft, id, state, failure);
  const catcher = (state.Catch ?? []).find((each) => errorMatches(each.ErrorEquals, failure, state.Type));
  if (catcher !== undefined) {
    try {
      const caught = draft.frame(id);
      const outcome = await flow.caught(catcher, scopeOf(draft, caught), errorOutput(failureOf(failure)));
      checkOutcome(draft, caught, outcome);
      removeChildren(draft, id);
      const left = recordExit(draft, caught, state.Type, outcome);
      goTo(draft, left, catcher.Next, outcome.output);
      return;
    } catch (second) {
      if (!(second instanceof StateFailure)) throw second;
      if (second.source === 'evaluation') {
        const event = draft.record('EvaluationFailed', draft.frame(id).lastEventId, {
          error: second.error,
          cause: second.causeText,
          location: second.location,
          state: frame.state,
        });
        draft.setFrame(id, { lastEventId: event });
      }
      await failFrame(program, draft, id, second);
      return;
    }
  }
  await failFrame(program, draft, id, failure);
};

const failFrame = async (program: Program, draft: Draft, id: number, failure: StateFailure): Promise<void> => {
  const frame = draft.setFrame(id, { phase: 'failed', failure: failureOf(failure), dueAt: undefined, task: undefined });
  if (frame.parent === null) {
    draft.record('ExecutionFailed', frame.lastEventId, { ...failureOf(failure) });
    endExecution(draft, 'FAILED', { failure: failureOf(failure) });
    return;
  }
  const parent = draft.frame(frame.parent);
  const join = parent.join;
  if (join === undefined) throw new Error(`frame ${parent.id} has a branch but no join`);
  if (join.kind === 'Map') {
    draft.record('MapIterationFailed', frame.lastEventId, { name: parent.state, index: frame.index });
    const failed = join.failed + 1;
    draft.setFrame(parent.id, {
      lastEventId: frame.lastEventId,
      join: { ...join, failed, finished: join.finished + 1 },
    });
    const tolerated = failed <= join.toleratedCount || (failed * 100) / join.total <= join.toleratedPercentage;
    if (tolerated && failure.source !== 'runtime') {
      draft.run(parent.id);
      return;
    }
  } else {
    draft.setFrame(parent.id, { lastEventId: frame.lastEventId });
  }
  const source = failure.error === 'States.Runtime' ? 'runtime' : 'branch';
  await handleFailure(program, draft, parent.id, new StateFailure(source, failureOf(failure)), false);
};
