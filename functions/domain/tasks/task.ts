import type { RoleCode } from '../directory/roles.ts';
import type { FormReference } from '../documents/document.ts';
import type { CaseId, DocumentId, OrganisationId, PersonId, SubjectId, TaskId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** A date with the sentence a person can check it by. */
export interface Due {
  readonly at: Instant;
  /** Polish: „14 dni od 3 kwietnia 2026 to 17 kwietnia 2026 (piątek).” */
  readonly reason: string;
}

/** Who must act: anyone in a role of an organisation, one person, or the participant (by link, on paper, or with a worker). */
export type Assignee =
  | { readonly kind: 'role'; readonly role: RoleCode; readonly organisationId: OrganisationId }
  | {
      readonly kind: 'person';
      readonly personId: PersonId;
      readonly role: RoleCode;
      readonly organisationId: OrganisationId;
    }
  | { readonly kind: 'participant'; readonly organisationId: OrganisationId };

export type TaskStatus = 'open' | 'done' | 'cancelled' | 'paused';

/** Something a person must do. The workflow token stands here and nowhere else and is never shown. */
export interface Task {
  readonly taskId: TaskId;
  readonly caseId: CaseId;
  /** `<process>/<step>`, a key of workflows/<process>.tasks.json. */
  readonly step: string;
  readonly status: TaskStatus;
  readonly assignee: Assignee;
  readonly claimedBy?: PersonId;
  readonly documentId?: DocumentId;
  /** Version of the form that this task shows, fixed when it was opened. */
  readonly form?: FormReference;
  /** Who may act together with a participant, in person or from paper, and hands over letters. */
  readonly helper?: Assignee;
  /** Other roles of the same organisation that may act as well. */
  readonly also?: readonly RoleCode[];
  /** One signer's part of a task that collects signatures: the role on the paper and the collecting task. */
  readonly signer?: string;
  readonly parent?: TaskId;
  /** Who signs, where it is every institution of a network (`partnerHead@<organisation>`). */
  readonly roles?: readonly string[];
  /** The institution whose part of a task of many institutions this is. */
  readonly part?: OrganisationId;
  readonly opened: Instant;
  readonly due: Due;
  /** Set while paused: working time left when the clock stopped. */
  readonly paused?: {
    readonly since: Instant;
    readonly reason: string;
    readonly basis: string;
    readonly remaining: string;
  };
  readonly escalated: number;
  readonly token?: string;
  readonly execution?: string;
  readonly outcome?: string;
  readonly closedAt?: Instant;
  readonly closedBy?: string;
  /** Sealed: why it was returned, refused or declined, in the words of who did it. */
  readonly reason?: string;
  readonly subjectId?: SubjectId;
  readonly version: number;
}
