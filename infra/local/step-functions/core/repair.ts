import type { Draft } from './draft.ts';
import type { Snapshot } from './model.ts';

/** One thing inside a run that does not fit together. */
export interface Misfit {
  readonly kind: 'task-nobody-waits-for' | 'wait-without-task' | 'join-without-branches';
  readonly frame?: number;
  readonly key?: string;
}

/** Orphans both ways inside one run: tasks without a frame that waits for them, waiting frames without a task. */
export const misfitsOf = (snapshot: Snapshot): readonly Misfit[] => {
  if (snapshot.execution.status !== 'RUNNING')
    return [...snapshot.tasks.keys()].map((key) => ({ kind: 'task-nobody-waits-for', key }));
  const found: Misfit[] = [];
  for (const task of snapshot.tasks.values()) {
    const frame = snapshot.frames.get(task.frame);
    if (frame?.phase !== 'task' || frame.task !== task.key)
      found.push({ kind: 'task-nobody-waits-for', key: task.key });
  }
  for (const frame of snapshot.frames.values()) {
    if (frame.phase === 'task' && (frame.task === undefined || !snapshot.tasks.has(frame.task)))
      found.push({ kind: 'wait-without-task', frame: frame.id });
    if (frame.phase === 'join' && frame.join !== undefined && frame.join.started > frame.join.finished) {
      const alive = [...snapshot.frames.values()].some(
        (each) => each.parent === frame.id && each.phase !== 'done' && each.phase !== 'failed',
      );
      if (!alive) found.push({ kind: 'join-without-branches', frame: frame.id });
    }
  }
  return found;
};

/** Mends what `misfitsOf` found: orphaned tasks close, orphaned waits and joins start their state again. */
export const repair = (draft: Draft, misfits: readonly Misfit[]): void => {
  for (const { kind, key, frame } of misfits) {
    if (kind === 'task-nobody-waits-for' && key !== undefined) draft.closeTask(key);
    if (frame === undefined) continue;
    for (const child of draft.childrenOf(frame)) draft.removeFrame(child.id);
    draft.setFrame(frame, { phase: 'again', task: undefined, join: undefined });
    draft.run(frame);
  }
};
