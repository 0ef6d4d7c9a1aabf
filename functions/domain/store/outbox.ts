import type { CampaignId, CaseId, DocumentId, OrganisationId, TaskId } from '../ids.ts';
import type { Instant } from '../time.ts';

/**
 * What has happened and must have effects. Written in the same transaction as the change, delivered at least once, in order per case;
 * every handler is idempotent on `outboxId`. Ids only.
 */
export type OutboxMessage =
  | {
      readonly type: 'process-due';
      readonly caseId: CaseId;
      readonly process: string;
      readonly cycle: number;
      /** State to begin at when an earlier execution ended in the middle, and the task it had already been answered by. */
      readonly at?: string;
      readonly answered?: TaskId;
    }
  | {
      readonly type: 'process-stopped';
      readonly caseId: CaseId;
      readonly process: string;
      readonly cause: string;
      /** The execution meant, when the process has another one since. */
      readonly execution?: string;
    }
  | { readonly type: 'task-opened'; readonly caseId: CaseId; readonly taskId: TaskId }
  | { readonly type: 'task-changed'; readonly caseId: CaseId; readonly taskId: TaskId }
  | { readonly type: 'task-closed'; readonly caseId: CaseId; readonly taskId: TaskId; readonly outcome: string }
  | { readonly type: 'case-changed'; readonly caseId: CaseId }
  | { readonly type: 'document-changed'; readonly caseId: CaseId; readonly documentId: DocumentId }
  | { readonly type: 'sign-offs-voided'; readonly caseId: CaseId; readonly documentId: DocumentId }
  /** An answer that came after the task was closed: kept and explained on the case, not applied. */
  | {
      readonly type: 'answer-late';
      readonly caseId: CaseId;
      readonly taskId: TaskId;
      readonly by: { readonly who: string; readonly role: string };
      readonly outcome: string;
      readonly documentId?: DocumentId;
    }
  | { readonly type: 'campaign-changed'; readonly campaignId: CampaignId; readonly organisationId: OrganisationId }
  | { readonly type: 'mail-queued'; readonly mailId: string };

export interface OutboxRecord {
  readonly outboxId: string;
  /** 0…3, from the case id: order holds inside a shard. */
  readonly shard: number;
  readonly message: OutboxMessage;
  readonly at: Instant;
  readonly tries: number;
  /** Moment of the last failed try. */
  readonly triedAt?: Instant;
  readonly version: number;
}

/** A wake-up at a moment: reminder, due date, escalation, campaign close. One row per wake-up; removed when its task closes. */
export interface WakeUp {
  readonly wakeUpId: string;
  /** Task, campaign or person (`digest`) whose wake-ups are listed and removed together. */
  readonly owner: string;
  readonly kind: 'reminder' | 'due' | 'escalation' | 'campaign-close' | 'campaign-reminder' | 'digest';
  readonly step: number;
  readonly at: Instant;
  readonly version: number;
}

/** One line of the manager's board: a projection, rebuilt from cases and tasks at any time. */
export interface BoardRow {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly reference: string;
  readonly phase: string;
  /** Sealed. */
  readonly displayName?: string;
  readonly subjectId?: string;
  readonly waitsFor: string;
  readonly taskId?: TaskId;
  readonly step?: string;
  readonly dueAt: Instant;
  readonly dueReason: string;
  readonly caseManagerId?: string;
  readonly open: boolean;
  readonly changedAt: Instant;
  readonly version: number;
}

/** A signed-in staff session or a link session; only the hash of the cookie is stored. */
export interface Session {
  readonly sessionHash: string;
  readonly kind: 'staff' | 'link' | 'sign-in';
  readonly personId?: string;
  readonly membershipId?: string;
  readonly linkHash?: string;
  /** Sign-in in progress: state, nonce, PKCE verifier, where to return. */
  readonly signIn?: {
    readonly state: string;
    readonly nonce: string;
    readonly verifier: string;
    readonly returnTo: string;
  };
  readonly idToken?: string;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}

/** A permanent mark that an act was done: idempotency keys outlive every platform window. */
export interface OnceMark {
  readonly onceKey: string;
  readonly result: string;
  readonly at: Instant;
  readonly version: number;
}

/** A number that only grows (reference numbers per club and year, sharded survey counters). */
export interface Counter {
  readonly counterKey: string;
  readonly value: number;
  readonly version: number;
}

/** An uploaded file's record; the bytes stand in the file store. */
export interface StoredFile {
  readonly fileId: string;
  readonly state: 'quarantined' | 'checked' | 'kept' | 'refused';
  readonly size: number;
  readonly type: string;
  readonly sha256: string;
  /** Sealed. */
  readonly name: string;
  readonly subjectId?: string;
  readonly owner: string;
  readonly at: Instant;
  readonly version: number;
}
