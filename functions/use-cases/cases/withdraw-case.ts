import { isEnd, mayGo } from '../../domain/cases/phases.ts';
import type { CaseId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { type Acting, byOf, isLinkActor } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { cancelTask } from '../tasks/close-task.ts';
import { leadsTo } from '../tasks/permission.ts';
import { advance } from '../tasks/save-document.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from './case-changes.ts';
import { documentOf } from './step-command.ts';

/** Ends every open task of a case; their links and wake-ups end with the messages of this commit. */
export async function cancelOpenTasks(
  ports: Pick<Ports, 'store'>,
  changes: CaseChanges,
  actor: Acting,
  cause: string,
): Promise<void> {
  for (const taskId of Object.values(changes.current().open ?? {})) {
    const task = await ports.store.read('task', { taskId });
    if (task !== undefined && task.status !== 'done' && task.status !== 'cancelled')
      cancelTask(changes, task, byOf(actor), cause);
  }
}

/** Marks every running process (but one) as ended and asks for its execution to be stopped. */
export function stopProcesses(changes: CaseChanges, cause: string, except?: string): void {
  const { caseId, processes } = changes.current();
  const running = Object.entries(processes).filter(([process, { ended }]) => ended === undefined && process !== except);
  changes.set({
    processes: {
      ...processes,
      ...Object.fromEntries(running.map(([process, state]) => [process, { ...state, ended: changes.at }])),
    },
  });
  for (const [process] of running) changes.tell({ type: 'process-stopped', caseId, process, cause });
}

/** Ends a case because the person, or whoever filed it, does not want it any more: no consequences, no sanction, nothing lost. */
export const withdrawCase = (
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Acting,
  input: { readonly caseId: CaseId; readonly reason: string; readonly version?: number },
): Promise<Result<{ readonly caseId: CaseId }>> =>
  decideAgain(async () => {
    const found = await ports.store.read('case', { caseId: input.caseId });
    if (found === undefined) return fail('not-found');
    if (input.version !== undefined && input.version !== found.version)
      return fail('conflict', { reason: 'changed-meanwhile' });
    if (isLinkActor(actor)) {
      const { target } = actor.link;
      const task =
        target.kind === 'task' || (target.kind === 'sign-off' && target.taskId !== undefined)
          ? await ports.store.read('task', { taskId: target.taskId as never })
          : undefined;
      if (task === undefined || task.caseId !== found.caseId || !leadsTo(actor.link, task)) return fail('not-found');
    }
    if (input.reason.trim() === '')
      return fail('invalid-input', { errors: [{ pointer: '/reason', code: 'required' }] });
    if (isEnd(found.phase)) return fail('already-done', { reason: `case-${found.phase}` });
    if (found.kind === 'participant' && !mayGo(found.phase, 'withdrawn')) return fail('wrong-state');
    const changes = changeCase(found, ports.now());
    await cancelOpenTasks(ports, changes, actor, 'case-withdrawn');
    stopProcesses(changes, 'case-withdrawn');
    advance(changes, await documentOf(ports, found, 'referral'), 'withdrawn', input.reason);
    changes.unset('paused');
    changes.set({ phase: 'withdrawn', closedAt: changes.at, closingReason: input.reason });
    changes.event('case-withdrawn', byOf(actor));
    changes.tell({ type: 'case-changed', caseId: found.caseId });
    return commitAll(ports.store, changes.all(), { caseId: found.caseId });
  });
