import type { CaseEvent } from '../../domain/cases/case.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Task } from '../../domain/tasks/task.ts';
import type { CaseChanges } from '../cases/case-changes.ts';

const without = (open: Readonly<Record<string, TaskId>> | undefined, step: string): Readonly<Record<string, TaskId>> =>
  Object.fromEntries(Object.entries(open ?? {}).filter(([key]) => key !== step));

interface Closing {
  readonly outcome: string;
  readonly by: CaseEvent['by'];
  readonly reason?: string;
  readonly data?: CaseEvent['data'];
  readonly documentId?: Task['documentId'];
}

/** Key under which an open task stands on its case. */
export function openKey(task: Pick<Task, 'step' | 'signer' | 'parent' | 'part'>): string {
  const own = task.parent === undefined ? undefined : (task.signer ?? task.part);
  return own === undefined ? task.step : `${task.step}#${own}`;
}

/** Ends a task with its outcome: the one decision that it will ever have. The workflow hears of it through the outbox. */
export function finishTask(changes: CaseChanges, task: Task, { outcome, by, reason, data, documentId }: Closing): Task {
  const record: Task = {
    ...task,
    status: 'done',
    outcome,
    closedAt: changes.at,
    closedBy: by.who,
    ...(reason === undefined ? {} : { reason }),
    ...(documentId === undefined ? {} : { documentId }),
    version: task.version + 1,
  };
  const current = changes.current();
  changes.set({
    open: without(current.open, openKey(task)),
    moments: task.parent === undefined ? { ...current.moments, [task.step]: changes.at } : (current.moments ?? {}),
  });
  changes.put({ put: 'task', record });
  changes.event('task-done', by, { task: task.taskId, step: openKey(task), outcome, ...data });
  changes.tell({ type: 'task-closed', caseId: task.caseId, taskId: task.taskId, outcome });
  return record;
}

/** Ends a task that nobody will do any more (the case was withdrawn, the document changed); no workflow waits for it. */
export function cancelTask(changes: CaseChanges, task: Task, by: CaseEvent['by'], cause: string): Task {
  const record: Task = {
    ...task,
    status: 'cancelled',
    closedAt: changes.at,
    closedBy: by.who,
    version: task.version + 1,
  };
  changes.set({ open: without(changes.current().open, openKey(task)) });
  changes.put({ put: 'task', record });
  changes.event('task-cancelled', by, { task: task.taskId, step: openKey(task), cause });
  changes.tell({ type: 'task-closed', caseId: task.caseId, taskId: task.taskId, outcome: '' });
  return record;
}
