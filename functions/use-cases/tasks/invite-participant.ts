import type { Case } from '../../domain/cases/case.ts';
import { daysBetween } from '../../domain/deadlines/index.ts';
import type { Organisation } from '../../domain/directory/directory.ts';
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

/** The day of a moment as mails write it in every language: `17.04.2026`. */
export const dayInMail = (moment: Instant): string => localDateOf(moment).split('-').reverse().join('.');

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
    caseId: found.caseId,
    ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
    status: 'queued',
    queuedAt: changes.at,
    version: 1,
  };
  changes.put({ put: 'mail', record });
  changes.tell({ type: 'mail-queued', mailId });
}

/** Why a participant hears of their task. */
export type Invitation = 'new' | 'returned' | 'sign-again' | 'reminder';

const mailEvent = (invitation: Invitation, signs: boolean): string => {
  if (invitation === 'sign-again') return 'signature-voided';
  if (invitation === 'reminder') return 'task-reminder';
  if (invitation === 'returned') return 'case-returned';
  return signs ? 'link-cosign' : 'link-personal';
};

/** Gives a participant the way to their task: a personal link by mail. Without an address there is none, and a letter must be handed over. */
export function inviteParticipant(
  ports: Pick<Ports, 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl' | 'newId'>,
  changes: CaseChanges,
  task: Task,
  invitation: Invitation,
  club: Pick<Organisation, 'phone'> | undefined,
): 'mail' | 'letter' {
  const found = changes.current();
  if (found.contact?.email === undefined) return 'letter';
  const target = targetOf(task);
  const signs = target.kind === 'sign-off';
  const { record, url, code } = issueLink(ports, {
    kind: signs ? 'co-sign' : 'personal',
    target,
    validFor: linkSpan(changes.at, task.due.at),
    createdBy: 'system',
  });
  changes.put({ put: 'link', record });
  queueMail(changes, ports.newId(), found, mailEvent(invitation, signs), {
    link: url,
    code,
    reference: found.reference,
    due: dayInMail(task.due.at),
    ...((found.contact.language ?? 'pl') === 'pl' ? { dueReason: task.due.reason } : {}),
    expires: dayInMail(record.expiresAt),
    ...(club?.phone === undefined ? {} : { contact: club.phone }),
  });
  return 'mail';
}
