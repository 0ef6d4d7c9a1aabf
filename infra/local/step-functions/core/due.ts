import type { Snapshot, Transition } from './model.ts';

/** The earliest instant at which a run must be looked at again without anybody asking, or undefined. */
export const nextDueOf = (snapshot: Snapshot, more: boolean): number | undefined => {
  const { execution } = snapshot;
  if (execution.status !== 'RUNNING') return undefined;
  if (more) return 0;
  let earliest = execution.timeoutAt ?? Number.POSITIVE_INFINITY;
  for (const frame of snapshot.frames.values())
    if (frame.dueAt !== undefined) earliest = Math.min(earliest, frame.dueAt);
  for (const task of snapshot.tasks.values())
    earliest = Math.min(
      earliest,
      task.timeoutAt ?? Number.POSITIVE_INFINITY,
      task.heartbeatAt ?? Number.POSITIVE_INFINITY,
    );
  return earliest === Number.POSITIVE_INFINITY ? undefined : earliest;
};

/** The due instant to store with a transition. */
export const dueOf = (transition: Transition): number | undefined => nextDueOf(transition.snapshot, transition.more);
