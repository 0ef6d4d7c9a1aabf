import type { CaseId, DocumentId, SubjectId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** One person's signature or refusal under one exact content. A change of the content voids it and says so. */
export interface SignOff {
  readonly documentId: DocumentId;
  readonly caseId: CaseId;
  /** Whose key seals the name and the evidence; without it the case's own. */
  readonly subjectId?: SubjectId;
  /** Role on the paper: participant, opsSocialWorker, caseManager, … */
  readonly role: string;
  /** Content hash the signature is bound to. */
  readonly hash: string;
  readonly decision: 'signed' | 'declined';
  readonly declineReason?: string;
  /** Person id or `participant`. */
  readonly by: string;
  /** Sealed: the name as signed. */
  readonly name: string;
  /** `typed`: a name under one's own application, without a proof of mail or paper; never enough for a contract. */
  readonly method: 'account' | 'typed' | 'typed-with-code' | 'drawn' | 'scan' | 'witnessed';
  /** Sealed: SVG path, file id, or witness, by method. */
  readonly evidence?: string;
  readonly at: Instant;
  readonly voidedAt?: Instant;
  readonly version: number;
}
