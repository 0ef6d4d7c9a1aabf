import type { CaseId, DocumentId, LinkHash, OrganisationId, TaskId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** Kinds of capability URLs (security-privacy): what one may do and how often. */
export type LinkKind = 'open' | 'personal' | 'one-time' | 'co-sign' | 'resume';

/** A hashed capability to one task, one document's sign-off, one draft, or one campaign. The secret itself is never stored. */
export interface Link {
  readonly linkHash: LinkHash;
  readonly kind: LinkKind;
  readonly target:
    | { readonly kind: 'task'; readonly taskId: TaskId; readonly caseId: CaseId }
    | {
        readonly kind: 'sign-off';
        readonly documentId: DocumentId;
        readonly caseId: CaseId;
        readonly role: string;
        readonly taskId?: TaskId;
      }
    | { readonly kind: 'draft'; readonly draftId: string }
    | { readonly kind: 'campaign'; readonly campaignId: string }
    | { readonly kind: 'club'; readonly organisationId: OrganisationId };
  /** HMAC of the short readable code, for paper; five wrong tries lock it. */
  readonly codeHash?: string;
  readonly wrongCodes: number;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
  /** Set when the act behind the link is finished, never on opening. */
  readonly spentAt?: Instant;
  readonly lastUsedAt?: Instant;
  readonly uses: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly version: number;
}
