import type { CaseId, DocumentId, OrganisationId, SubjectId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** States of every document (documents.md, section 0). */
export type DocumentStatus =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'signed'
  | 'active'
  | 'superseded'
  | 'closed'
  | 'refused'
  | 'withdrawn'
  | 'expired';

/** `{ slug: "referral", scope: "national" | region id, number: 3 }`: the definition that the document was filled with, for ever. */
export interface FormReference {
  readonly slug: string;
  readonly scope: string;
  readonly number: number;
}

export interface Document {
  readonly documentId: DocumentId;
  readonly caseId: CaseId;
  readonly form: FormReference;
  readonly status: DocumentStatus;
  /** Sealed under the subject's key. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Content hash (canonical JSON + form reference), base64url; what sign-offs are bound to. */
  readonly hash: string;
  readonly subjectId?: SubjectId;
  readonly organisationId: OrganisationId;
  /** Person id, `participant` or `link` — for separation of duties. */
  readonly author: string;
  /** 1 for the first; a change of a signed document is a new document that supersedes it. */
  readonly edition: number;
  readonly supersedes?: DocumentId;
  readonly returnReason?: string;
  /** Marks a document typed in from paper, with the paper's date. */
  readonly transcribed?: { readonly date: string };
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly version: number;
}

/** Answers not yet submitted; saved by the server as the person goes. */
export interface Draft {
  readonly draftId: string;
  readonly form: FormReference;
  /** What the draft will become: a task's document, a self-referral to a club, a campaign answer is never kept as a draft. */
  readonly purpose: { readonly kind: 'task' | 'self-referral' | 'desk'; readonly id: string };
  /** Sealed under the draft's own key until it has a subject. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly subjectId: SubjectId;
  readonly page: number;
  readonly savedAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}
