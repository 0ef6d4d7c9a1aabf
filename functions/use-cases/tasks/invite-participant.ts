import type { Case } from '../../domain/cases/case.ts';
import { daysBetween } from '../../domain/deadlines/index.ts';
import type { Link } from '../../domain/links/link.ts';
import type { Mail } from '../../domain/mails/mail.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { type Instant, localDateOf } from '../../domain/time.ts';
import type { CaseChanges } from '../cases/case-changes.ts';
import { issueLink } from '../links/issue-link.ts';
import type { Ports } from '../ports.ts';

/** Days for which a link stays open after the due date: late answers are welcome, not refused. */
const GRACE_DAYS = 60;

/** How long a link to a task lives, as a span for `issueLink`. */
export const linkSpan = (now: Instant, due: Instant): string =>
  `P${Math.max(daysBetween(localDateOf(now), localDateOf(due)), 0) + GRACE_DAYS}D`;

/** What a link to a participant's task opens: a signature of one document, or the task itself. */
export const targetOf = (task: Task): Link['target'] =>
  task.signer !== undefined && task.documentId !== undefined
    ? { kind: 'sign-off', documentId: task.documentId, caseId: task.caseId, role: task.signer, taskId: task.taskId }
    : { kind: 'task', taskId: task.taskId, caseId: task.caseId };

/** A mail about a case, queued in the same commit; its row is sealed since its values may hold a link. */
export function queueMail(
  changes: CaseChanges,
  mailId: string,
  found: Pick<Case, 'caseId' | 'subjectId' | 'contact'>,
  event: string,
  values: Readonly<Record<string, string>>,
): void {
  if (found.contact?.email === undefined) return;
  const record: Mail = {
    mailId,
    event,
    to: found.contact.email,
    language: found.contact.language ?? 'pl',
    values,
    ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
    status: 'queued',
    queuedAt: changes.at,
    version: 1,
  };
  changes.put({ put: 'mail', record });
  changes.tell({ type: 'mail-queued', mailId });
}

/** Gives a participant the way to their task: a personal link by mail. Without an address there is none, and a letter must be handed over. */
export function inviteParticipant(
  ports: Pick<Ports, 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl' | 'newId'>,
  changes: CaseChanges,
  found: Case,
  task: Task,
  event: 'task-opened' | 'sign-again' | 'task-reminder',
): 'mail' | 'letter' {
  if (found.contact?.email === undefined) return 'letter';
  const target = targetOf(task);
  const { record, url, code } = issueLink(ports, {
    kind: target.kind === 'sign-off' ? 'co-sign' : 'personal',
    target,
    validFor: linkSpan(changes.at, task.due.at),
    createdBy: 'system',
  });
  changes.put({ put: 'link', record });
  queueMail(changes, ports.newId(), found, event, {
    url,
    code,
    reference: found.reference,
    step: task.step,
    due: localDateOf(task.due.at),
  });
  return 'mail';
}
