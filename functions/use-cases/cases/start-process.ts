import type { TaskId } from '../../domain/ids.ts';
import { PROCESSES } from '../../domain/workflows/catalogue.ts';
import type { CaseChanges } from './case-changes.ts';

interface Start {
  /** State at which a resumed process begins, and the task it had been answered by. */
  readonly at?: string;
  readonly answered?: TaskId;
}

/** Asks for a process of the case to begin (a new cycle if it ran before); the workflow service is told through the outbox. */
export function startProcess(changes: CaseChanges, process: string, start: Start = {}): void {
  const { caseId, processes } = changes.current();
  const cycle = (processes[process]?.cycle ?? 0) + 1;
  const { moments } = changes.current();
  changes.set({
    processes: { ...processes, [process]: { execution: '', version: '', cycle } },
    // What a cycle plans counts from its own beginning, also after it was resumed.
    ...(start.at === undefined ? { moments: { ...moments, [`${process}/start`]: changes.at } } : {}),
  });
  changes.tell({ type: 'process-due', caseId, process, cycle, ...start });
}

/** Starts what a command of a process starts (cross-process map): only processes of this release, and none that is running. */
export function startFollowing(changes: CaseChanges, process: string, command: string): void {
  for (const next of PROCESSES.get(process)?.starts?.[command] ?? []) {
    const known = changes.current().processes[next];
    if (PROCESSES.has(next) && (known === undefined || known.ended !== undefined)) startProcess(changes, next);
  }
}
