import type { DocumentId, PersonId } from '../../domain/ids.ts';
import type { Mail } from '../../domain/mails/mail.ts';
import { issueLink } from '../links/issue-link.ts';
import type { Ports } from '../ports.ts';
import { dayInMail, queueMail } from '../tasks/invite-participant.ts';
import type { CaseChanges } from './case-changes.ts';

type Telling = Pick<Ports, 'store' | 'newId' | 'baseUrl'>;

/** How long a link to a decision can be read. */
const READABLE_FOR = 'P60D';

/** A mail to the participant about a document that they may now read, behind a link of their own; nobody is mailed who has no address. */
export function tellParticipant(
  ports: Pick<Ports, 'newId' | 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl'>,
  changes: CaseChanges,
  event: string,
  documentId: DocumentId,
): void {
  const found = changes.current();
  if (found.contact?.email === undefined) return;
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
