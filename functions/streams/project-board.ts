import type { Case } from '../domain/cases/case.ts';
import { isEnd } from '../domain/cases/phases.ts';
import type { CaseId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import type { BoardRow } from '../domain/store/outbox.ts';
import type { Task } from '../domain/tasks/task.ts';
import type { Instant } from '../domain/time.ts';
import type { Ports } from '../use-cases/ports.ts';

/** A case that waits for nobody stands last. */
const NO_DATE = '9999-12-31T00:00:00.000Z' as Instant;

const waitsFor = (task: Task): string => (task.assignee.kind === 'participant' ? 'participant' : task.assignee.role);

/** Soonest first; of equal dates a signer's own part before the task that collects. */
const sooner = (left: Task, right: Task): number => {
  if (left.due.at !== right.due.at) return left.due.at < right.due.at ? -1 : 1;
  return Number(left.parent === undefined) - Number(right.parent === undefined);
};

/** The board's line for a case as it stands; computed from the case and its open tasks alone, so it can be rebuilt at any time. */
export function boardRow(found: Case, open: readonly Task[], at: Instant): BoardRow {
  const first = [...open].sort(sooner)[0];
  return {
    organisationId: found.organisationId,
    caseId: found.caseId,
    reference: found.reference,
    phase: found.phase,
    ...(found.displayName === undefined ? {} : { displayName: found.displayName }),
    ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
    waitsFor: first === undefined ? '' : waitsFor(first),
    ...(first === undefined ? {} : { taskId: first.taskId, step: first.step }),
    dueAt: first?.due.at ?? NO_DATE,
    dueReason: first?.due.reason ?? '',
    ...(found.caseManagerId === undefined ? {} : { caseManagerId: found.caseManagerId }),
    open: first !== undefined || (found.closedAt === undefined && !isEnd(found.phase)),
    changedAt: at,
    version: found.version,
  };
}

/** Writes the board's line of a case; strongly consistent reads only, since the case knows its open tasks. */
export async function projectBoard(ports: Pick<Ports, 'store' | 'now'>, caseId: CaseId): Promise<Result<void>> {
  const found = await ports.store.read('case', { caseId });
  if (found === undefined) return ok(undefined);
  const tasks = await Promise.all(
    Object.values(found.open ?? {}).map((taskId) => ports.store.read('task', { taskId })),
  );
  const open = tasks.filter((task): task is Task => task !== undefined && task.status === 'open');
  return ports.store.commit([{ replace: 'board-row', record: boardRow(found, open, ports.now()) }]);
}
