import type { DocumentId, PersonId } from '../../domain/ids.ts';
import type { Mail } from '../../domain/mails/mail.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import { issueLink } from '../links/issue-link.ts';
import type { Ports } from '../ports.ts';
import { assign } from '../tasks/assignees.ts';
import { dayInMail, queueMail } from '../tasks/invite-participant.ts';
import { addTask } from '../tasks/new-task.ts';
import { taskIdFor } from '../tasks/task-id.ts';
import { dueOf } from '../tasks/timing.ts';
import type { CaseChanges } from './case-changes.ts';

type Telling = Pick<Ports, 'store' | 'newId' | 'baseUrl'>;

/** How long a link to a decision can be read. */
const READABLE_FOR = 'P60D';

/**
 * Tells the participant about a document that they may now read: a mail with a link of their own. Who has no address gets it on paper from
 * somebody of the club, as a task of theirs.
 */
export async function tellParticipant(
  ports: Pick<Ports, 'store' | 'newId' | 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl'>,
  changes: CaseChanges,
  event: string,
  documentId: DocumentId,
): Promise<void> {
  const found = changes.current();
  if (found.subjectId === undefined) return;
  if (found.contact?.email === undefined) return handOver(ports, changes, documentId);
  const { record, url } = issueLink(ports, {
    kind: 'personal',
    target: { kind: 'sign-off', documentId, caseId: found.caseId, role: 'participant' },
    validFor: READABLE_FOR,
    createdBy: 'system',
  });
  changes.put({ put: 'link', record });
  queueMail(changes, ports.newId(), found, event, {
    link: url,
    reference: found.reference,
    expires: dayInMail(record.expiresAt),
  });
}

async function handOver(
  ports: Pick<Ports, 'store' | 'newId' | 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl'>,
  changes: CaseChanges,
  documentId: DocumentId,
): Promise<void> {
  const found = changes.current();
  const step = 'contact/hand-over-document';
  if (found.open?.[step] !== undefined) return;
  const rule = taskRuleOf(step);
  const club = await ports.store.read('organisation', { organisationId: found.organisationId });
  addTask(ports, changes, club, {
    taskId: taskIdFor(found.caseId, step, documentId),
    step,
    assigned: await assign(ports.store, found, rule.assign),
    due: dueOf({ rule, step, returned: false }, found, club, changes.at),
    more: { documentId },
  });
}

/** A mail to a member of staff, with the reference number and the way to the case: no name, no content. */
export async function tellStaff(
  ports: Telling,
  changes: CaseChanges,
  personId: PersonId | undefined,
  event: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const person = personId === undefined ? undefined : await ports.store.read('person', { personId });
  if (person === undefined || !person.active) return;
  const { caseId, reference } = changes.current();
  const record: Mail = {
    mailId: ports.newId(),
    event,
    to: person.email,
    language: 'pl',
    values: { reference, link: `${ports.baseUrl}/desk/sprawa/${caseId}`, ...more },
    status: 'queued',
    queuedAt: changes.at,
    version: 1,
  };
  changes.put({ put: 'mail', record });
  changes.tell({ type: 'mail-queued', mailId: record.mailId });
}
