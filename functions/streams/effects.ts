import type { Case } from '../domain/cases/case.ts';
import { isEnd } from '../domain/cases/phases.ts';
import type { CaseId } from '../domain/ids.ts';
import { linkTarget } from '../domain/links/link-target.ts';
import { ok, type Result } from '../domain/result.ts';
import type { OutboxMessage, OutboxRecord } from '../domain/store/outbox.ts';
import type { Change } from '../domain/store/store.ts';
import type { Task } from '../domain/tasks/task.ts';
import { planWakeUps } from '../domain/tasks/wake-plan.ts';
import { escalationOf, taskRuleOf } from '../domain/workflows/catalogue.ts';
import { byOf } from '../use-cases/acting.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from '../use-cases/cases/case-changes.ts';
import { rebuildCase } from '../use-cases/cases/rebuild-case.ts';
import { revocation } from '../use-cases/links/revoke-link.ts';
import type { Ports } from '../use-cases/ports.ts';
import { leadsTo } from '../use-cases/tasks/permission.ts';
import { calendarOf } from '../use-cases/tasks/timing.ts';

type Message<T extends OutboxMessage['type']> = Extract<OutboxMessage, { readonly type: T }>;
type Done = Promise<Result<void>>;

const done = ok(undefined);
const plain = <T>(result: Result<T>): Result<void> => (result.ok ? done : result);

/** Adds to the case once for each message, however often it is delivered. */
const once = (
  ports: Pick<Ports, 'store' | 'now'>,
  record: OutboxRecord,
  caseId: CaseId,
  change: (changes: CaseChanges, found: Case) => void,
): Done =>
  decideAgain(async () => {
    const onceKey = `effect:${record.outboxId}`;
    if ((await ports.store.read('once', { onceKey })) !== undefined) return done;
    const found = await ports.store.read('case', { caseId });
    if (found === undefined) return done;
    const changes = changeCase(found, ports.now());
    change(changes, found);
    changes.put({ put: 'once', record: { onceKey, result: '', at: changes.at, version: 1 } });
    const written = await commitAll(ports.store, changes.all(), undefined);
    return written.ok || written.failure.code !== 'already-done' ? written : done;
  });

/** Starts an execution for a process; the name makes it one, however often it is asked. A case that has ended meanwhile starts nothing. */
export async function processDue(
  ports: Pick<Ports, 'store' | 'now' | 'workflows'>,
  { caseId, process, cycle, at, answered }: Message<'process-due'>,
): Done {
  const found = await ports.store.read('case', { caseId });
  const state = found?.processes[process];
  if (found === undefined || state === undefined || state.cycle !== cycle || state.ended !== undefined) return done;
  if (state.execution !== '' || (isEnd(found.phase) && at === undefined)) return done;
  const name = `${caseId}-${process}-${cycle}`;
  const started = await ports.workflows.start(process, name, {
    caseId,
    process,
    cycle,
    ...(at === undefined ? {} : { at }),
    ...(answered === undefined ? {} : { answered }),
  });
  if (!started.ok) return started;
  return decideAgain(async () => {
    const current = await ports.store.read('case', { caseId });
    const now = current?.processes[process];
    if (current === undefined || now === undefined || now.cycle !== cycle || now.execution !== '') return done;
    const changes = changeCase(current, ports.now());
    changes.set({ processes: { ...current.processes, [process]: { ...now, ...started.value } } });
    changes.event('process-started', byOf('system'), {
      process,
      cycle,
      version: started.value.version,
      resumed: at !== undefined,
    });
    return commitAll(ports.store, changes.all(), undefined);
  });
}

/** Ends the execution of a process that a person has ended. */
export async function processStopped(
  ports: Pick<Ports, 'store' | 'workflows'>,
  { caseId, process, cause, execution: meant }: Message<'process-stopped'>,
): Done {
  const execution = meant ?? (await ports.store.read('case', { caseId }))?.processes[process]?.execution ?? '';
  const stopped = execution === '' ? done : await ports.workflows.stop(execution, cause);
  return stopped.ok || stopped.failure.code === 'gone' ? done : stopped;
}

/** Arms what is planned for an open task outside the table (schedules on AWS; nothing on one machine). */
export async function taskWaits(
  ports: Pick<Ports, 'store' | 'schedule'>,
  { taskId }: Message<'task-opened' | 'task-changed'>,
  record: OutboxRecord,
): Done {
  const task = await ports.store.read('task', { taskId });
  const found = task === undefined ? undefined : await ports.store.read('case', { caseId: task.caseId });
  if (task === undefined || found === undefined || task.status !== 'open') return done;
  const club = await ports.store.read('organisation', { organisationId: found.organisationId });
  const chain = escalationOf(taskRuleOf(task.step).escalation);
  for (const wakeUp of planWakeUps(task, chain, record.at, calendarOf(club))) {
    const armed = await ports.schedule.arm(wakeUp);
    if (!armed.ok) return armed;
  }
  return done;
}

/** Tells the workflow, then ends what served the task: its wake-ups and its links. An answer that nobody waits for is written on the case. */
export async function taskClosed(
  ports: Pick<Ports, 'store' | 'now' | 'schedule' | 'workflows'>,
  { taskId, outcome, caseId }: Message<'task-closed'>,
  record: OutboxRecord,
): Done {
  const task = await ports.store.read('task', { taskId });
  if (task === undefined) return done;
  if (task.token !== undefined && outcome !== '') {
    const told = await tellWorkflow(ports, task, task.token, { outcome, record, caseId });
    if (!told.ok) return told;
  }
  const ended = await endServing(ports, task);
  if (!ended.ok || task.step !== 'contact/restart' || outcome !== 'restarted') return ended;
  return plain(await rebuildCase(ports, 'system', { caseId }));
}

/** Answers the waiting state. `gone` is news only when it was not this very answer that had been heard: a repeated delivery finds its mark. */
async function tellWorkflow(
  ports: Pick<Ports, 'store' | 'now' | 'workflows'>,
  task: Task,
  token: string,
  { outcome, record, caseId }: { readonly outcome: string; readonly record: OutboxRecord; readonly caseId: CaseId },
): Done {
  const onceKey = `told:${record.outboxId}`;
  if ((await ports.store.read('once', { onceKey })) !== undefined) return done;
  const { taskId, documentId, step } = task;
  const told = await ports.workflows.succeed(token, {
    outcome,
    taskId,
    ...(documentId === undefined ? {} : { documentId }),
  });
  if (told.ok) {
    const marked = await ports.store.commit([
      { put: 'once', record: { onceKey, result: outcome, at: ports.now(), version: 1 } },
    ]);
    return marked.ok || marked.failure.code === 'already-done' ? done : marked;
  }
  if (told.failure.code !== 'gone') return told;
  return once(ports, record, caseId, (changes) =>
    changes.event('answer-not-awaited', byOf('system'), { task: taskId, step, outcome }),
  );
}

async function endServing(ports: Pick<Ports, 'store' | 'now' | 'schedule'>, task: Task): Done {
  const { items: wakeUps } = await ports.store.list('wake-ups-of-owner', { owner: task.taskId }, { limit: 100 });
  for (const { wakeUpId } of wakeUps) {
    const disarmed = await ports.schedule.disarm(wakeUpId);
    if (!disarmed.ok) return disarmed;
  }
  const targets = [
    linkTarget({ kind: 'task', taskId: task.taskId, caseId: task.caseId }),
    ...(task.signer === undefined || task.documentId === undefined ? [] : [`sign-off:${task.documentId}`]),
  ];
  const links = await Promise.all(
    targets.map((target) => ports.store.list('links-of-target', { target }, { limit: 100 })),
  );
  const now = ports.now();
  const changes: readonly Change[] = [
    ...wakeUps.map(({ wakeUpId }) => ({ remove: 'wake-up' as const, key: { wakeUpId } })),
    ...links
      .flatMap(({ items }) => items)
      .filter((link) => leadsTo(link, task) && link.spentAt === undefined && link.revokedAt === undefined)
      .map((link) => revocation(link, now)),
  ];
  return changes.length === 0 ? done : ports.store.commit(changes.slice(0, 100));
}

/** A late answer takes its place on the case's record. */
export const answerLate = (
  ports: Pick<Ports, 'store' | 'now'>,
  { caseId, taskId, by, outcome, documentId }: Message<'answer-late'>,
  record: OutboxRecord,
): Done =>
  once(ports, record, caseId, (changes) =>
    changes.event('answer-late', by, { task: taskId, outcome, document: documentId ?? '', applied: false }),
  );
