import type { Case } from '../../domain/cases/case.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { WakeUp } from '../../domain/store/outbox.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { isCurrent } from '../../domain/tasks/wake-plan.ts';
import { escalationOf, taskRuleOf } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import { tellStaff } from '../cases/tell-people.ts';
import type { Ports } from '../ports.ts';
import { finishTask } from '../tasks/close-task.ts';
import { dayInMail, inviteParticipant } from '../tasks/invite-participant.ts';
import { endSideTasks } from '../tasks/settle-task.ts';
import { digestFor, sendDigest } from './digest.ts';
import { ownersOf, targetsOf } from './recipients.ts';

export type WakeUpPorts = Pick<Ports, 'store' | 'now' | 'newId' | 'randomBytes' | 'keyedHash' | 'baseUrl'>;

/**
 * What a moment brings: a reminder, a due date, a step of an escalation, a digest. The row goes in the same commit as its effects, so that
 * each comes once; a row that is gone, not due yet, or of an older date does nothing.
 */
export const wakeUp = (
  ports: WakeUpPorts,
  _actor: 'system',
  { wakeUpId }: { readonly wakeUpId: string },
): Promise<Result<Readonly<Record<never, never>>>> =>
  decideAgain(async () => {
    const row = await ports.store.read('wake-up', { wakeUpId });
    if (row === undefined || row.at > ports.now()) return ok({});
    if (row.kind === 'digest') return sendDigest(ports, row);
    const task = await ports.store.read('task', { taskId: row.owner as Task['taskId'] });
    const found = task === undefined ? undefined : await ports.store.read('case', { caseId: task.caseId });
    const remove = { remove: 'wake-up' as const, key: { wakeUpId }, version: row.version };
    if (task === undefined || found === undefined || task.status !== 'open' || !isCurrent(row, task)) {
      const gone = await ports.store.commit([remove]);
      return gone.ok || gone.failure.code === 'conflict' ? ok({}) : gone;
    }
    const changes = changeCase(found, ports.now());
    changes.put(remove);
    await act(ports, changes, { row, task, found });
    return commitAll(ports.store, changes.all(), {});
  });

interface Waking {
  readonly row: WakeUp;
  readonly task: Task;
  readonly found: Case;
}

async function act(ports: WakeUpPorts, changes: CaseChanges, waking: Waking): Promise<void> {
  if (waking.row.kind === 'reminder') return remind(ports, changes, waking);
  if (waking.row.kind === 'due') return fallDue(ports, changes, waking);
  return escalate(ports, changes, waking);
}

/** Only the signers' own parts are reminded of; whoever collects signatures sees them on the case. */
const isReminded = (task: Task): boolean => task.signer !== undefined || taskRuleOf(task.step).act !== 'sign';

async function remind(ports: WakeUpPorts, changes: CaseChanges, { row, task }: Waking): Promise<void> {
  if (!isReminded(task)) return;
  changes.event('task-reminded', byOf('system'), { task: task.taskId, step: task.step, number: row.step });
  if (task.assignee.kind === 'participant') {
    const club = await ports.store.read('organisation', { organisationId: task.assignee.organisationId });
    if (inviteParticipant(ports, changes, task, 'reminder', club) === 'mail') return;
  }
  changes.put(...(await digests(ports, task, changes)));
}

const digests = async (ports: WakeUpPorts, task: Task, changes: CaseChanges) =>
  (await ownersOf(ports.store, task, changes.at)).map((personId) => digestFor(personId, changes.at));

/** Past its date: where silence has a meaning the task ends with it, else its owner hears of it and the board shows it first. */
async function fallDue(ports: WakeUpPorts, changes: CaseChanges, { task }: Waking): Promise<void> {
  const { silence } = taskRuleOf(task.step);
  if (silence !== undefined && task.parent === undefined) {
    finishTask(changes, task, { outcome: silence, by: byOf('system'), data: { silence: true } });
    await endSideTasks(ports, changes, task, 'task-done');
    return;
  }
  changes.event('task-overdue', byOf('system'), { task: task.taskId, step: task.step });
  changes.put(...(await digests(ports, task, changes)));
  changes.tell({ type: 'task-changed', caseId: task.caseId, taskId: task.taskId });
}

/** One step of the chain: a notice to the people it names, an item of the next meeting, or only a number. */
async function escalate(ports: WakeUpPorts, changes: CaseChanges, { row, task, found }: Waking): Promise<void> {
  if (!isReminded(task)) return;
  const step = escalationOf(taskRuleOf(task.step).escalation).steps[row.step];
  if (step === undefined) return;
  const kind = step.as ?? 'notice';
  changes.put({
    put: 'task',
    record: { ...task, escalated: Math.max(task.escalated, row.step + 1), version: task.version + 1 },
  });
  changes.event('task-escalated', byOf('system'), { task: task.taskId, step: task.step, to: step.to, as: kind });
  changes.tell({ type: 'task-changed', caseId: task.caseId, taskId: task.taskId });
  if (kind !== 'notice') return;
  for (const personId of await targetsOf(ports.store, found, task, step.to, changes.at))
    await tellStaff(ports, changes, personId, 'task-escalated', {
      due: dayInMail(task.due.at),
      dueReason: task.due.reason,
    });
}
