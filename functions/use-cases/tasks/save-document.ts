import { isOpenContent, mayBecome } from '../../domain/cases/document-status.ts';
import type { Document, DocumentStatus } from '../../domain/documents/document.ts';
import type { DocumentId } from '../../domain/ids.ts';
import { voidedBy } from '../../domain/sign-offs/collecting.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import { type Acting, byOf, isStaff, type SignatureInput } from '../acting.ts';
import type { CaseChanges } from '../cases/case-changes.ts';
import type { CheckedContent } from './check-content.ts';

/** Who filed a document, as separation of duties looks at it. */
export const authorOf = (actor: Acting): string => (isStaff(actor) ? actor.personId : 'participant');

interface Saving {
  readonly before: Document | undefined;
  readonly content: CheckedContent;
  readonly status: DocumentStatus;
  readonly actor: Acting;
  readonly newId: () => string;
  readonly signOffs: readonly SignOff[];
  readonly transcribed?: Document['transcribed'];
  /** Where the document stands on the case; its slug when absent. */
  readonly key?: string;
  /** The role that signs the new content in the same commit: its old signature is replaced, not voided. */
  readonly signsAnew?: string;
}

/**
 * Writes the content of a step's document: in place while it is open, as a new document that supersedes it once it was signed. A changed
 * content voids every signature under the old one. Gives the document and the sign-offs as they now stand.
 */
export function saveDocument(
  changes: CaseChanges,
  { before, content, status, actor, newId, signOffs, transcribed, signsAnew, key = content.form.slug }: Saving,
): { readonly document: Document; readonly signOffs: readonly SignOff[] } {
  const found = changes.current();
  const inPlace = before !== undefined && isOpenContent(before.status);
  const document: Document = {
    documentId: inPlace ? before.documentId : (newId() as DocumentId),
    caseId: found.caseId,
    form: content.form,
    status,
    answers: content.answers,
    hash: content.hash,
    ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
    organisationId: found.organisationId,
    author: inPlace ? before.author : authorOf(actor),
    edition: before === undefined ? 1 : inPlace ? before.edition : before.edition + 1,
    ...(before === undefined || inPlace ? {} : { supersedes: before.documentId }),
    ...(inPlace && before.supersedes !== undefined ? { supersedes: before.supersedes } : {}),
    ...(transcribed === undefined ? {} : { transcribed }),
    createdAt: inPlace ? before.createdAt : changes.at,
    changedAt: changes.at,
    version: inPlace ? before.version + 1 : 1,
  };
  const voided = inPlace ? voidedBy(signOffs, content.hash, changes.at).filter(({ role }) => role !== signsAnew) : [];
  changes.put({ put: 'document', record: document }, ...voided.map((record) => ({ put: 'sign-off' as const, record })));
  changes.set({ documents: { ...found.documents, [key]: document.documentId } });
  changes.event('document-saved', byOf(actor), {
    document: document.documentId,
    form: `${content.form.slug}@${content.form.scope}.${content.form.number}`,
    edition: document.edition,
    status,
    hash: content.hash,
  });
  changes.tell({ type: 'document-changed', caseId: found.caseId, documentId: document.documentId });
  if (voided.length > 0) {
    changes.event('sign-offs-voided', byOf(actor), {
      document: document.documentId,
      roles: voided.map(({ role }) => role).join(' '),
    });
    changes.tell({ type: 'sign-offs-voided', caseId: found.caseId, documentId: document.documentId });
  }
  const kept = inPlace ? signOffs.filter(({ role }) => !voided.some((one) => one.role === role)) : [];
  return { document, signOffs: [...kept, ...voided] };
}

/** A document's new status, with its reason when it goes back. */
export function setStatus(
  changes: CaseChanges,
  document: Document,
  status: DocumentStatus,
  actor: Acting,
  returnReason?: string,
): Document {
  const { returnReason: _, ...rest } = document;
  const record: Document = {
    ...rest,
    status,
    ...(returnReason === undefined ? {} : { returnReason }),
    changedAt: changes.at,
    version: document.version + 1,
  };
  changes.put({ put: 'document', record });
  changes.event('document-status', byOf(actor), { document: document.documentId, status });
  changes.tell({ type: 'document-changed', caseId: document.caseId, documentId: document.documentId });
  return record;
}

/** Gives a document its status when the way there exists; a second time nothing changes. */
export function advance(
  changes: CaseChanges,
  document: Document | undefined,
  status: DocumentStatus,
  reason?: string,
): void {
  if (document === undefined || document.status === status || !mayBecome(document.status, status)) return;
  setStatus(changes, document, status, 'system', reason);
}

interface Signature {
  readonly document: Document;
  readonly role: string;
  readonly signature: SignatureInput;
  readonly actor: Acting;
  readonly earlier: readonly SignOff[];
}

/** A signature under exactly this content; an older row of the same role is replaced, its history stays in the events. */
export function addSignature(changes: CaseChanges, { document, role, signature, actor, earlier }: Signature): SignOff {
  const before = earlier.find((one) => one.role === role);
  const { who } = byOf(actor);
  const record: SignOff = {
    documentId: document.documentId,
    caseId: document.caseId,
    ...(document.subjectId === undefined ? {} : { subjectId: document.subjectId }),
    role,
    hash: document.hash,
    decision: 'signed',
    by: who,
    name: signature.name,
    method: signature.method,
    ...(signature.evidence === undefined ? {} : { evidence: signature.evidence }),
    at: changes.at,
    version: (before?.version ?? 0) + 1,
  };
  changes.put({ put: 'sign-off', record });
  changes.event('signed', byOf(actor), {
    document: document.documentId,
    role,
    hash: document.hash,
    method: record.method,
  });
  return record;
}
