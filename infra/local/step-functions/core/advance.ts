import { Draft } from './draft.ts';
import { StateFailure } from './failure.ts';
import { endExecution } from './finish.ts';
import { handleFailure } from './handle-failure.ts';
import { limits } from './limits.ts';
import type { Json, Snapshot, Transition, Trigger, World } from './model.ts';
import type { Program } from './program.ts';
import { redrive } from './redrive.ts';
import { misfitsOf, repair } from './repair.ts';
import { leaveWith, runFrame } from './run-frame.ts';
import { recordAnswer, recordFailure, recordSubmitted, recordTimeout } from './tasks.ts';

const start = (program: Program, draft: Draft): void => {
  const { execution } = draft;
  draft.record('ExecutionStarted', 0, {
    input: execution.input,
    inputDetails: { truncated: false },
    roleArn: execution.roleArn,
  });
  const seconds = Math.min(program.machine.TimeoutSeconds ?? limits.executionSeconds, limits.executionSeconds);
  draft.setExecution({ timeoutAt: draft.now + seconds * 1000 });
  const root = draft.addFrame({
    parent: null,
    index: 0,
    state: program.machine.StartAt,
    input: execution.input,
    variables: {},
    phase: 'enter',
    enteredAt: draft.now,
    enteredEventId: 0,
    beforeEntry: 0,
    lastEventId: 0,
    retries: [],
    retryCount: 0,
  });
  draft.run(root.id);
};

/** Runs `work` for a frame and deals with its failure as the state says. */
const within = async (program: Program, draft: Draft, frame: number, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
    await handleFailure(program, draft, frame, thrown, false);
  }
};

const answer = (
  program: Program,
  draft: Draft,
  trigger: Extract<Trigger, { key: string }>,
): Promise<void> | undefined => {
  const task = draft.task(trigger.key);
  // A late answer: the task is closed, the first commit won.
  if (task === undefined) return undefined;
  const frame = draft.frame(task.frame);
  switch (trigger.kind) {
    case 'submitted':
      recordSubmitted(draft, frame, task, trigger.output, trigger.waitsFor);
      return undefined;
    case 'heartbeat':
      if (task.heartbeatSeconds !== undefined)
        draft.putTask({ ...task, heartbeatAt: draft.now + task.heartbeatSeconds * 1000 });
      return undefined;
    case 'failed':
      return within(program, draft, frame.id, async () => {
        throw recordFailure(draft, frame, task, trigger.failure);
      });
    case 'succeeded':
      return within(program, draft, frame.id, async () => {
        recordAnswer(draft, frame, task, trigger.output);
        await leaveWith(program, draft, frame.id, JSON.parse(trigger.output) as Json);
      });
  }
};

const fireDue = async (program: Program, draft: Draft): Promise<void> => {
  const { execution, now } = draft;
  if (execution.timeoutAt !== undefined && execution.timeoutAt <= now) {
    draft.record('ExecutionTimedOut', 0, { error: 'States.Timeout' });
    endExecution(draft, 'TIMED_OUT', { failure: { error: 'States.Timeout' } });
    return;
  }
  const overdue = draft.allTasks().flatMap((task) => {
    const heartbeat =
      task.heartbeatAt !== undefined &&
      task.heartbeatAt <= now &&
      task.heartbeatAt < (task.timeoutAt ?? Number.POSITIVE_INFINITY);
    return heartbeat || (task.timeoutAt !== undefined && task.timeoutAt <= now) ? [{ task, heartbeat }] : [];
  });
  for (const { task, heartbeat } of overdue) {
    // An earlier one in this round may have failed the whole Parallel.
    if (draft.task(task.key) === undefined) continue;
    await within(program, draft, task.frame, async () => {
      throw recordTimeout(draft, draft.frame(task.frame), task, heartbeat);
    });
  }
  for (const frame of draft.allFrames()) {
    if (frame.dueAt === undefined || frame.dueAt > now) continue;
    if (frame.phase === 'retry') draft.setFrame(frame.id, { phase: 'again', dueAt: undefined });
    if (frame.phase === 'retry' || frame.phase === 'wait') draft.run(frame.id);
  }
  // What a long transition left in line: it was stored as due at once.
  for (const frame of draft.allFrames())
    if (frame.phase === 'enter' || frame.phase === 'again' || frame.phase === 'join') draft.run(frame.id);
};

const historyFull = (draft: Draft): void => {
  const failure = {
    error: 'States.Runtime',
    cause: `The execution reached the maximum number of history events (${limits.historyEvents}).`,
  };
  draft.events.length = Math.max(0, limits.historyEvents - 1 - (draft.execution.lastEventId - draft.events.length));
  draft.setExecution({ lastEventId: limits.historyEvents - 1 });
  draft.record('ExecutionFailed', draft.execution.lastEventId, failure);
  endExecution(draft, 'FAILED', { failure });
};

const react = async (program: Program, draft: Draft, trigger: Trigger): Promise<void> => {
  switch (trigger.kind) {
    case 'start':
      start(program, draft);
      return;
    case 'due':
      await fireDue(program, draft);
      return;
    case 'stop':
      draft.record('ExecutionAborted', 0, { ...trigger.failure });
      endExecution(draft, 'ABORTED', { failure: trigger.failure });
      return;
    case 'redrive':
      redrive(program, draft);
      return;
    case 'repair':
      repair(draft, misfitsOf(draft.snapshot()));
      return;
    case 'poison':
      return;
    default:
      await answer(program, draft, trigger);
  }
};

/**
 * The core: a snapshot and what happened to it give the next snapshot, the history to append and the tasks to dispatch.
 * No I/O; time and chance come from `world`. A closed run, or an answer that came too late, changes nothing.
 */
export const advance = async (
  program: Program | undefined,
  snapshot: Snapshot,
  trigger: Trigger,
  world: World,
): Promise<Transition> => {
  const draft = new Draft(snapshot, world);
  const closed = snapshot.execution.status !== 'RUNNING' && trigger.kind !== 'redrive' && trigger.kind !== 'repair';
  if (closed) return draft.finish();
  if (trigger.kind === 'poison') {
    draft.record('ExecutionFailed', draft.execution.lastEventId, { ...trigger.failure });
    endExecution(draft, 'FAILED', { failure: trigger.failure });
    return draft.finish();
  }
  if (program === undefined) throw new Error('only a poisoned run can be ended without its program');
  await react(program, draft, trigger);
  while (draft.queue.length > 0 && !draft.long && !draft.historyFull) {
    const next = draft.queue.shift();
    if (next !== undefined) await runFrame(program, draft, next);
  }
  if (draft.historyFull && draft.execution.status === 'RUNNING') historyFull(draft);
  return draft.finish();
};
