import type { Draft } from './draft.ts';
import { limits } from './limits.ts';
import type { Program } from './program.ts';

/** Takes a failed run up again where it failed: what succeeded stands, what failed or was aborted starts anew. */
export const redrive = (program: Program, draft: Draft): void => {
  const { execution } = draft;
  const redriveCount = execution.redriveCount + 1;
  const id = draft.record('ExecutionRedriven', 0, { redriveCount });
  draft.setExecution({
    status: 'RUNNING',
    timeoutAt:
      draft.now + Math.min(program.machine.TimeoutSeconds ?? limits.executionSeconds, limits.executionSeconds) * 1000,
    redriveCount,
    redrivenAt: draft.now,
    stoppedAt: undefined,
    failure: undefined,
    output: undefined,
  });
  for (const frame of draft.allFrames()) {
    if (frame.phase === 'done') continue;
    const children = draft.childrenOf(frame.id);
    const fresh = { retries: [], retryCount: 0, failure: undefined, task: undefined, dueAt: undefined };
    if (frame.join !== undefined && children.length > 0) {
      const finished = children.filter((child) => child.phase === 'done').length;
      draft.setFrame(frame.id, {
        ...fresh,
        phase: 'join',
        join: { ...frame.join, failed: 0, finished, started: children.length },
      });
    } else {
      const entered = frame.enteredEventId > 0;
      draft.setFrame(frame.id, {
        ...fresh,
        phase: entered ? 'again' : 'enter',
        join: undefined,
        lastEventId: entered ? id : frame.lastEventId,
      });
    }
    draft.run(frame.id);
  }
};
