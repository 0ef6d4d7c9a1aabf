import { privacyChain } from '../../domain/audit/chains.ts';
import { dayAfter, PUBLIC_CALENDAR, readSpan } from '../../domain/deadlines/index.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { CaseId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { type Acting, byOf } from '../acting.ts';
import { commitWithTrail } from '../audit/trail.ts';
import { filesIn } from '../drafts/keep-file.ts';
import type { Ports } from '../ports.ts';
import { casesWithPeople, contentsOf } from './person-records.ts';

/** How long a document is kept after its case closed when its form names nothing (open-questions, Q20). */
const DEFAULT_RETENTION = 'P5Y';

/** A document whose time is over. */
export interface Overdue {
  readonly organisationId: string;
  readonly caseId: CaseId;
  readonly reference: string;
  readonly document: Document;
  readonly retention: string;
  readonly keptUntil: LocalDate;
}

type RetentionPorts = Pick<Ports, 'store' | 'now' | 'forms' | 'files' | 'log'>;

/** Documents of a club whose retention has ended and whose answers are still there. Changes nothing: this is the dry run. */
export async function* overdueDocuments(
  ports: Pick<Ports, 'store' | 'now' | 'forms'>,
  organisationId: string,
): AsyncGenerator<Overdue> {
  const today = localDateOf(ports.now());
  for await (const record of casesWithPeople(ports, organisationId)) {
    if (record.closedAt === undefined) continue;
    const closed = localDateOf(record.closedAt);
    for (const document of (await contentsOf(ports, record)).documents) {
      if (Object.keys(document.answers ?? {}).length === 0) continue;
      const version = await ports.forms.version(document.form);
      const retention = version?.definition.properties?.retention ?? DEFAULT_RETENTION;
      const span = readSpan(retention);
      if (!span.ok) continue;
      const keptUntil = dayAfter(closed, span.value, PUBLIC_CALENDAR);
      if (keptUntil >= today) continue;
      yield { organisationId, caseId: record.caseId, reference: record.reference, document, retention, keptUntil };
    }
  }
}

/** Empties the answers of one overdue document and removes its files; its status, dates, hash and signatures' fact stay. */
export async function applyRetention(ports: RetentionPorts, actor: Acting, overdue: Overdue): Promise<Result<void>> {
  for (const file of filesIn(overdue.document.answers)) {
    const removed = await ports.files.remove(file.id);
    if (!removed.ok && removed.failure.code !== 'not-found') return removed;
  }
  const { returnReason: _reason, ...rest } = overdue.document;
  const emptied: Document = { ...rest, answers: {}, changedAt: ports.now(), version: overdue.document.version + 1 };
  const event = {
    type: 'retention-applied',
    at: ports.now(),
    by: byOf(actor),
    data: {
      reference: overdue.reference,
      documentId: overdue.document.documentId,
      document: overdue.document.form.slug,
      retention: overdue.retention,
    },
  };
  const saved = await commitWithTrail(
    ports,
    privacyChain(overdue.organisationId),
    [event],
    [{ put: 'document', record: emptied }],
  );
  if (!saved.ok) return saved;
  ports.log('retention-applied', { caseId: overdue.caseId, documentId: overdue.document.documentId });
  return ok(undefined);
}
