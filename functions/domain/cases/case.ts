import type { RoleCode } from '../directory/roles.ts';
import type {
  CampaignId,
  CaseId,
  DocumentId,
  NetworkId,
  OrganisationId,
  PersonId,
  RegionId,
  SubjectId,
  TaskId,
} from '../ids.ts';
import type { Instant, LocalDate } from '../time.ts';

/** What a case is about; each kind has its processes. A case outlives every workflow execution. */
export type CaseKind = 'participant' | 'campaign' | 'partnership' | 'assessment';

/** Where a participant's stay stands (P1, P2, … P12). */
export type ParticipantPhase =
  | 'referred' // A1 filed, waits for the person's confirmation or the intake check
  | 'returned' // sent back for correction
  | 'surveying' // A2
  | 'deciding' // opinion of the team, A3
  | 'contracting' // A4 or A5
  | 'active'
  | 'refused'
  | 'withdrawn'
  | 'not-concluded'
  | 'ended';

export interface Case {
  readonly caseId: CaseId;
  readonly kind: CaseKind;
  /** Readable number without personal data, `LUB/2026/0007`. */
  readonly reference: string;
  readonly phase: string;
  readonly organisationId: OrganisationId;
  readonly networkId?: NetworkId;
  readonly regionId: RegionId;
  /** The referring organisation (OPS, PUP, ...), whose worker may see their part. */
  readonly referrerOrganisationId?: OrganisationId;
  readonly referrerPersonId?: PersonId;
  /** The role in which the referrer acted, so that their tasks stand in the right inbox. */
  readonly referrerRole?: RoleCode;
  readonly subjectId?: SubjectId;
  /** Sealed: the participant's name as the desk shows it. */
  readonly displayName?: string;
  /** Sealed: where links go. */
  readonly contact?: { readonly email?: string; readonly phone?: string; readonly language?: 'pl' | 'en' | 'uk' };
  readonly route?: 'socialContract' | 'internalAgreement';
  readonly caseManagerId?: PersonId;
  readonly opsSocialWorkerId?: PersonId;
  /** The social assistance centre of the contract: the referrer if it is one, else the network's. */
  readonly opsOrganisationId?: OrganisationId;
  readonly campaignId?: CampaignId;
  /** The institution that a request or a membership change is about (P10, P22). */
  readonly partnerOrganisationId?: OrganisationId;
  readonly startDate?: LocalDate;
  /** Process slug -> running execution and the version it is pinned to. */
  readonly processes: Readonly<
    Record<
      string,
      {
        /** Empty until the workflow service has started it. */
        readonly execution: string;
        readonly version: string;
        readonly cycle: number;
        readonly ended?: Instant;
      }
    >
  >;
  /** Slug -> current document of the case. */
  readonly documents: Readonly<Record<string, DocumentId>>;
  /** Open tasks by step (`social-contract/sign#participant` for one signer's): strongly consistent, unlike the index of tasks. */
  readonly open?: Readonly<Record<string, TaskId>>;
  /** When a step was last finished: what the dates of later steps count from. */
  readonly moments?: Readonly<Record<string, Instant>>;
  /** How often something has happened that a process counts (`social-contract/declined`). */
  readonly counts?: Readonly<Record<string, number>>;
  /** Sealed: why the case was refused or withdrawn, in the words of who did it. */
  readonly closingReason?: string;
  readonly paused?: { readonly since: Instant; readonly reason: string; readonly basis: string };
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  /** Sequence number and hash of the newest event: the head of the chain. */
  readonly head: { readonly sequence: number; readonly hash: string };
  readonly version: number;
}

/** One link of the case's append-only, hash-chained record. Ids and codes only: no personal data. */
export interface CaseEvent {
  readonly caseId: CaseId;
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  readonly type: string;
  readonly at: Instant;
  /** Person id and acting role, `participant`, or `system`. */
  readonly by: { readonly who: string; readonly role: string; readonly substitutes?: PersonId };
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly previousHash: string;
  readonly hash: string;
  readonly version: 1;
}
