import { isEnd } from '../../domain/cases/phases.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { CaseId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { byOf } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { wakeUpRows } from '../tasks/new-task.ts';
import { startClock, stopClock } from '../tasks/stop-clock.ts';
import { calendarOf } from '../tasks/timing.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from './case-changes.ts';

type PausePorts = Pick<Ports, 'store' | 'now'>;

async function openTasks(ports: Pick<Ports, 'store'>, changes: CaseChanges): Promise<readonly Task[]> {
  const tasks = await Promise.all(
    Object.values(changes.current().open ?? {}).map((taskId) => ports.store.read('task', { taskId })),
  );
  return tasks.filter((task): task is Task => task !== undefined);
}

/** Stops the clock of a whole case, with reason and ground: every open task keeps its remaining working time. */
export const pauseCase = (
  ports: PausePorts,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly reason: string; readonly basis: string },
): Promise<Result<{ readonly caseId: CaseId }>> =>
  decideAgain(async () => {
    const { caseId, reason, basis } = input;
    const found = await ports.store.read('case', { caseId });
    if (found === undefined) return fail('not-found');
    if (isEnd(found.phase)) return fail('wrong-state', { reason: `case-${found.phase}` });
    if (found.paused !== undefined) return fail('already-done', { reason: 'case-paused' });
    const empty = (['reason', 'basis'] as const).filter((key) => input[key].trim() === '');
    if (empty.length > 0)
      return fail('invalid-input', { errors: empty.map((key) => ({ pointer: `/${key}`, code: 'required' })) });
    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    const changes = changeCase(found, ports.now());
    changes.set({ paused: { since: changes.at, reason, basis } });
    for (const task of await openTasks(ports, changes)) {
      if (task.status !== 'open') continue;
      const stopped = stopClock(task, { reason, basis }, calendarOf(club), changes.at);
      changes.put({ put: 'task', record: stopped });
      changes.tell({ type: 'task-changed', caseId, taskId: task.taskId });
    }
    changes.event('case-paused', byOf(actor));
    changes.tell({ type: 'case-changed', caseId });
    return commitAll(ports.store, changes.all(), { caseId });
  });

/** Lets a paused case go on: every task that stood still gets the working time that was left. */
export const resumeCase = (
  ports: PausePorts,
  actor: Actor,
  { caseId }: { readonly caseId: CaseId },
): Promise<Result<{ readonly caseId: CaseId }>> =>
  decideAgain(async () => {
    const found = await ports.store.read('case', { caseId });
    if (found === undefined) return fail('not-found');
    if (found.paused === undefined) return fail('already-done', { reason: 'case-not-paused' });
    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    const changes = changeCase(found, ports.now());
    changes.unset('paused');
    for (const task of await openTasks(ports, changes)) {
      if (task.status !== 'paused') continue;
      const running = startClock(task, calendarOf(club), changes.at);
      changes.put({ put: 'task', record: running }, ...wakeUpRows(running, club, changes.at));
      changes.tell({ type: 'task-changed', caseId, taskId: task.taskId });
    }
    changes.event('case-resumed', byOf(actor));
    changes.tell({ type: 'case-changed', caseId });
    return commitAll(ports.store, changes.all(), { caseId });
  });
