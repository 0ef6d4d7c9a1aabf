import type { Case, CaseEvent } from '../../domain/cases/case.ts';
import { isEnd } from '../../domain/cases/phases.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { changeCase, commitAll, decideAgain } from './case-changes.ts';
import { startProcess } from './start-process.ts';

/** Where a process stands by the case's own record: at an open task, behind an answered one, or at its beginning. */
export interface Standing {
  readonly at?: string;
  readonly answered?: TaskId;
}

const stepsOf = (found: Case, process: string): readonly string[] =>
  Object.keys(found.open ?? {}).filter((key) => key.startsWith(`${process}/`) && !key.includes('#'));

/** The newest answered step of the process in its present cycle, from the case's events, newest first. */
export function standingOf(found: Case, process: string, newestFirst: readonly CaseEvent[]): Standing {
  const open = stepsOf(found, process)[0];
  if (open !== undefined) return { at: taskRuleOf(open).state };
  for (const { type, data } of newestFirst) {
    if (type === 'process-started' && data.process === process && data.resumed !== true) return {};
    const step = typeof data.step === 'string' ? data.step : '';
    if (type === 'task-done' && step.startsWith(`${process}/`) && !step.includes('#'))
      return { at: taskRuleOf(step).state, answered: String(data.task) as TaskId };
  }
  return {};
}

async function eventsOf(ports: Pick<Ports, 'store'>, caseId: CaseId): Promise<readonly CaseEvent[]> {
  const events: CaseEvent[] = [];
  let after: string | undefined;
  do {
    const page = await ports.store.list(
      'events-of-case',
      { caseId },
      { reverse: true, limit: 500, ...(after === undefined ? {} : { after }) },
    );
    events.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return events;
}

/**
 * Starts every unfinished process of a case again where the case stands, from its own record alone: open tasks keep their dates, an answer
 * that the dead execution had taken is given to the new one. What is still running is stopped first.
 */
export const rebuildCase = (
  ports: Pick<Ports, 'store' | 'now'>,
  _actor: 'system',
  { caseId }: { readonly caseId: CaseId },
): Promise<Result<{ readonly started: readonly string[] }>> =>
  decideAgain(async () => {
    const found = await ports.store.read('case', { caseId });
    if (found === undefined) return fail('not-found');
    const unfinished = Object.entries(found.processes).filter(([, { ended }]) => ended === undefined);
    if (unfinished.length === 0) return ok({ started: [] });
    const events = await eventsOf(ports, caseId);
    const changes = changeCase(found, ports.now());
    for (const [process, { execution }] of unfinished) {
      if (execution !== '') changes.tell({ type: 'process-stopped', caseId, process, cause: 'rebuilt', execution });
      const standing = standingOf(found, process, events);
      if (isEnd(found.phase) && standing.at === undefined) continue;
      changes.event('process-rebuilt', byOf('system'), {
        process,
        at: standing.at ?? '',
        answered: standing.answered ?? '',
      });
      const began = changes.current().moments?.[`${process}/start`];
      startProcess(changes, process, standing);
      if (began !== undefined) changes.set({ moments: { ...changes.current().moments, [`${process}/start`]: began } });
    }
    return commitAll(ports.store, changes.all(), { started: unfinished.map(([process]) => process) });
  });
