import type { AnyState } from '../language/definition.ts';
import type { Draft } from './draft.ts';
import type { DataFlow } from './flow.ts';
import { limits } from './limits.ts';
import type { Frame, Join, Json } from './model.ts';
import { machineOf, type Program } from './program.ts';
import { scopeOf } from './scope.ts';

const over = new Set(['done', 'failed', 'aborted']);

/** Stops everything below a frame: a sibling failed. Tasks close; AWS notes each aborted state and iteration after the failure. */
export const abortChildren = (draft: Draft, parent: number, cause = draft.frame(parent).lastEventId): void => {
  const { join, state } = draft.frame(parent);
  for (const child of draft.childrenOf(parent)) {
    if (over.has(child.phase)) continue;
    if (child.join !== undefined) abortChildren(draft, child.id, cause);
    const aborted = abortedState(child);
    if (aborted !== undefined) draft.record(`${aborted}StateAborted`, cause);
    if (join?.kind === 'Map') draft.record('MapIterationAborted', cause, { name: state, index: child.index });
    if (child.task !== undefined) draft.closeTask(child.task);
    draft.setFrame(child.id, abortedFrame(child));
  }
};

/** A frame that stopped on the way into a state enters it when the run is redriven. */
export const abortedFrame = (frame: Frame) => ({
  phase: 'aborted' as const,
  dueAt: undefined,
  task: undefined,
  enteredEventId: frame.phase === 'enter' ? 0 : frame.enteredEventId,
});

/** What AWS calls the state that an aborted frame stands in; a frame between two states stands in none. */
const abortedState = (frame: Frame): string | undefined => {
  if (frame.phase === 'join') return frame.join?.kind;
  if (frame.phase === 'wait') return 'Wait';
  return frame.phase === 'task' || frame.phase === 'retry' ? 'Task' : undefined;
};

/** Forgets everything below a frame, once its state is left or starts again. */
export const removeChildren = (draft: Draft, parent: number): void => {
  for (const child of draft.childrenOf(parent)) {
    removeChildren(draft, child.id);
    draft.removeFrame(child.id);
  }
};

/** Begins a Map or Parallel: plans it, records its start, and lets `resumeJoin` start the branches. */
export const startJoin = async (draft: Draft, frame: Frame, state: AnyState, flow: DataFlow): Promise<void> => {
  const scope = scopeOf(draft, frame);
  let join: Join;
  if (state.Type === 'Map') {
    const plan = await flow.mapPlan(state, scope);
    join = {
      kind: 'Map',
      total: plan.items.length,
      started: 0,
      finished: 0,
      failed: 0,
      concurrency: plan.concurrency === 0 ? limits.mapConcurrency : Math.min(plan.concurrency, limits.mapConcurrency),
      toleratedCount: plan.toleratedCount,
      toleratedPercentage: plan.toleratedPercentage,
      items: plan.items,
    };
  } else {
    const input = JSON.stringify(await flow.argumentsOf(state, scope));
    const total = state.Branches?.length ?? 0;
    // Passing the input on unchanged keeps its text, as AWS does.
    const text = input === JSON.stringify(scope.input) ? frame.input : input;
    join = {
      kind: 'Parallel',
      total,
      started: 0,
      finished: 0,
      failed: 0,
      concurrency: total,
      toleratedCount: 0,
      toleratedPercentage: 0,
      input: text,
    };
  }
  const details = join.kind === 'Map' ? { length: join.total } : undefined;
  const id = draft.record(`${join.kind}StateStarted`, frame.lastEventId, details);
  draft.setFrame(frame.id, { phase: 'join', join, lastEventId: id, dueAt: undefined });
  draft.run(frame.id);
};

const addBranch = async (
  program: Program,
  draft: Draft,
  parent: Frame,
  join: Join,
  index: number,
  state: AnyState,
  flow: DataFlow,
): Promise<void> => {
  const machine = machineOf(program, draft, {
    ...parent,
    parent: parent.id,
    index,
  });
  const item = join.kind === 'Map' ? { index, value: join.items?.[index] ?? null } : undefined;
  let last = parent.lastEventId;
  let input = join.input ?? 'null';
  if (item !== undefined) {
    input = await flow.itemInput(state, scopeOf(draft, parent, { item }), item.value);
    last = draft.record('MapIterationStarted', parent.lastEventId, { name: parent.state, index });
  }
  const child = draft.addFrame({
    parent: parent.id,
    index,
    state: machine.StartAt,
    input,
    variables: {},
    phase: 'enter',
    enteredAt: draft.now,
    enteredEventId: 0,
    beforeEntry: last,
    lastEventId: last,
    retries: [],
    retryCount: 0,
    ...(item === undefined ? {} : { item }),
  });
  draft.run(child.id);
};

/** Starts as many branches as the join allows; answers the collected results once all have ended. */
export const resumeJoin = async (
  program: Program,
  draft: Draft,
  frame: Frame,
  state: AnyState,
  flow: DataFlow,
): Promise<readonly Json[] | undefined> => {
  const join = frame.join;
  if (join === undefined) throw new Error(`frame ${frame.id} resumes without a join`);
  const free = Math.min(join.total - join.started, join.concurrency - (join.started - join.finished));
  if (free > 0) {
    const started = join.started + free;
    draft.setFrame(frame.id, { join: { ...join, started } });
    for (let index = join.started; index < started; index += 1)
      await addBranch(program, draft, draft.frame(frame.id), join, index, state, flow);
    return undefined;
  }
  if (join.finished < join.total) return undefined;
  const ended = draft.childrenOf(frame.id).toSorted((a, b) => a.index - b.index);
  // A tolerated failure has no result; AWS leaves it out of the output.
  const results = ended
    .filter((child) => child.phase === 'done')
    .map((child) => JSON.parse(child.output ?? 'null') as Json);
  removeChildren(draft, frame.id);
  return results;
};

/** A branch ended well: notes it, keeps its output, and lets the parent go on. */
export const finishBranch = (draft: Draft, frame: Frame, output: string): void => {
  if (frame.parent === null) throw new Error('the root has no join');
  const parent = draft.frame(frame.parent);
  const join = parent.join;
  if (join === undefined) throw new Error(`frame ${parent.id} has a branch but no join`);
  draft.setFrame(frame.id, { phase: 'done', output, input: 'null', variables: {} });
  const finished = { ...join, finished: join.finished + 1 };
  if (join.kind === 'Parallel') {
    draft.setFrame(parent.id, { join: finished, lastEventId: frame.lastEventId });
  } else {
    const id = draft.record('MapIterationSucceeded', frame.lastEventId, { name: parent.state, index: frame.index });
    // The next iteration follows the last event of this one, the end of the Map follows the success event.
    const more = finished.started < finished.total;
    draft.setFrame(parent.id, { join: finished, lastEventId: more ? frame.lastEventId : id });
  }
  draft.run(parent.id);
};
