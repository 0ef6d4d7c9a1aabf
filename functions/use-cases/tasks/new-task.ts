import type { Case } from '../../domain/cases/case.ts';
import type { Organisation } from '../../domain/directory/directory.ts';
import type { Change } from '../../domain/store/store.ts';
import type { Due, Task } from '../../domain/tasks/task.ts';
import { planWakeUps } from '../../domain/tasks/wake-plan.ts';
import { escalationOf, taskRuleOf } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import type { CaseChanges } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import type { Assigned } from './assignees.ts';
import { openKey } from './close-task.ts';
import { type Invitation, inviteParticipant } from './invite-participant.ts';
import { stopClock } from './stop-clock.ts';
import { taskIdFor } from './task-id.ts';
import { calendarOf, dueOf } from './timing.ts';

type Inviting = Pick<Ports, 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl' | 'newId'>;

/** The rows of a task's wake-ups; re-planned whenever its due date moves. */
export const wakeUpRows = (task: Task, club: Organisation | undefined, now: Task['opened']): readonly Change[] =>
  planWakeUps(task, escalationOf(taskRuleOf(task.step).escalation), now, calendarOf(club)).map((record) => ({
    replace: 'wake-up',
    record,
  }));

interface Opening {
  readonly taskId: Task['taskId'];
  readonly step: string;
  readonly assigned: Assigned;
  readonly due: Due;
  readonly more?: Pick<Task, 'token' | 'execution' | 'documentId' | 'form' | 'signer' | 'parent' | 'part' | 'roles'>;
  readonly invitation?: Invitation;
}

/** Opens a task: its row, its wake-ups, its place on the case, and the participant's link or the letter that somebody hands over. */
export function addTask(
  ports: Inviting,
  changes: CaseChanges,
  club: Organisation | undefined,
  { taskId, step, assigned, due, more = {}, invitation = 'new' }: Opening,
): Task {
  const found = changes.current();
  const opened: Task = {
    taskId,
    caseId: found.caseId,
    step,
    status: 'open',
    assignee: assigned.assignee,
    ...(assigned.helper === undefined ? {} : { helper: assigned.helper }),
    ...(assigned.also === undefined ? {} : { also: assigned.also }),
    ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
    ...more,
    opened: changes.at,
    due,
    escalated: 0,
    version: 1,
  };
  // Opened while the case stands still: its clock does not begin to run.
  const task: Task =
    found.paused === undefined
      ? opened
      : {
          ...stopClock(
            opened,
            { reason: found.paused.reason, basis: found.paused.basis },
            calendarOf(club),
            changes.at,
          ),
          version: 1,
        };
  changes.set({ open: { ...found.open, [openKey(task)]: taskId } });
  changes.put({ put: 'task', record: task }, ...wakeUpRows(task, club, changes.at));
  changes.event('task-opened', byOf('system'), { task: taskId, step: openKey(task), due: due.at });
  changes.tell({ type: 'task-opened', caseId: found.caseId, taskId });
  if (task.assignee.kind === 'participant' && inviteParticipant(ports, changes, task, invitation, club) === 'letter')
    addLetter(ports, changes, club, task);
  return task;
}

/** The task of handing a letter with a code to somebody who has no mail; one at a time for each task of theirs. */
function addLetter(ports: Inviting, changes: CaseChanges, club: Organisation | undefined, task: Task): void {
  const step = `contact/hand-over-letter`;
  const found: Case = changes.current();
  if (found.open?.[step] !== undefined || task.helper === undefined) return;
  addTask(ports, changes, club, {
    taskId: taskIdFor(task.taskId, 'letter', task.version),
    step,
    assigned: { assignee: task.helper },
    due: dueOf({ rule: taskRuleOf(step), step, returned: false }, found, club, changes.at),
    more: { parent: task.taskId },
  });
}
