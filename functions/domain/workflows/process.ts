import type { RoleCode } from '../directory/roles.ts';
import type { DocumentStatus } from '../documents/document.ts';

/** What a person does in a task: fills a document, reads and judges one, decides in one, collects signatures, or simply does something. */
export type Act = 'fill' | 'review' | 'decide' | 'sign' | 'do';

/** Whose institution a role is looked for in. */
export type RoleScope = 'club' | 'referrer' | 'ops' | 'network' | 'region' | 'partner';

/** Who gets a task: a role of an institution, a person known to the case, or the participant with somebody who helps on paper or in person. */
export type Assign =
  | { readonly role: RoleCode; readonly of: RoleScope; readonly also?: readonly RoleCode[] }
  | { readonly person: 'caseManager' | 'opsSocialWorker' | 'referrer' | 'author' }
  | {
      readonly participant: true;
      readonly or:
        | { readonly role: RoleCode; readonly of: RoleScope }
        | { readonly person: 'caseManager' | 'referrer' };
    };

/** One way a task can end, as its button says it. */
export interface OutcomeRule {
  readonly label: string;
  readonly needsReason?: boolean;
  /** What the document becomes. */
  readonly documentStatus?: DocumentStatus;
  /** Counted on the case under this name; from the second time on the outcome is `then`. */
  readonly counts?: { readonly as: string; readonly again: string };
}

/** The rule of one human step (ADR 0005). */
export interface TaskRule {
  /** State of the workflow; the lint holds both together. */
  readonly state: string;
  readonly title: string;
  readonly help?: string;
  readonly assign: Assign;
  readonly act: Act;
  /** Slug of the document that is filled, read, decided in or signed. */
  readonly form?: string;
  /** Keys that must be answered although the document stays a draft (an opinion before the decision in the same document). */
  readonly requires?: readonly string[];
  /** decide: the answer that is the outcome; `decision` when absent. */
  readonly decidesBy?: string;
  /** Steps that are opened together with this one, each a task of its own; it ends as `all` when they are done. */
  readonly parts?: readonly string[];
  /** A part that is opened only for people of this route. */
  readonly onlyRoute?: 'socialContract' | 'internalAgreement';
  /** The parts are opened once for every institution of the network. */
  readonly perInstitution?: true;
  /** Slugs of other documents of the case to read beside it. */
  readonly reads?: readonly string[];
  /** sign: the roles on the paper. fill, decide: the role that signs by submitting (`author` = referrer or participant). */
  readonly signs?: readonly string[];
  readonly outcomes: Readonly<Record<string, OutcomeRule>>;
  readonly timer: string;
  /** Earlier step from whose end the time counts; otherwise from now. */
  readonly from?: string;
  readonly escalation: string;
  /** A correction: half of the timer. */
  readonly half?: true;
  /** What happens when nobody acts until the due date; only where silence has a meaning by the catalogue (`tacit`), never consent. */
  readonly silence?: string;
  /** Phase of the case while this task is open. */
  readonly phase?: string;
  /** Slugs of documents whose authors may not act here, besides the reviewed one: nobody approves what they filed. */
  readonly judges?: readonly string[];
  /** The due date is the end of a period, not moved by days off (a survey that is open for a week). */
  readonly period?: true;
  /** Place in the catalogue of processes, `P1.2`. */
  readonly source: string;
}

/** All human steps of one process, and what starts other processes. */
export interface ProcessRules {
  readonly process: string;
  readonly catalogue: string;
  readonly title: string;
  readonly steps: Readonly<Record<string, TaskRule>>;
  /** Command of the workflow -> processes that begin then (cross-process map). */
  readonly starts?: Readonly<Record<string, readonly string[]>>;
}

/** A configurable time: default, bounds within which an institution may set its own, and why it is as it is. */
export interface TimerRule {
  readonly value: string;
  readonly min: string;
  readonly max: string;
  readonly title: string;
  readonly reason: string;
  readonly source: 'sourced' | 'derived';
}

export type EscalationTarget =
  | 'helper'
  | 'superior'
  | 'kisManager'
  | 'opsManager'
  | 'lsrCoordinator'
  | 'partnerHead'
  | 'convention'
  | 'region';

/** Reminders before the due date, and whom an overdue task goes to, how long after it. `count` tells a number only, `agenda` lists it for the next meeting. */
export interface EscalationChain {
  readonly title: string;
  readonly reminders: readonly string[];
  readonly steps: readonly {
    readonly after: string;
    readonly to: EscalationTarget;
    readonly as?: 'notice' | 'count' | 'agenda';
  }[];
}

/** The superior to whom an overdue task of a role goes. */
export const SUPERIOR: Partial<Readonly<Record<RoleCode, RoleCode>>> = {
  participant: 'caseManager',
  caseManager: 'kisManager',
  kisSocialWorker: 'kisManager',
  psychologist: 'kisManager',
  pedagogue: 'kisManager',
  careerAdviser: 'kisManager',
  specialist: 'kisManager',
  classLeader: 'kisManager',
  familyAssistant: 'opsManager',
  opsSocialWorker: 'opsManager',
  pupAdviser: 'partnerHead',
  referrer: 'partnerHead',
  partnerDelegate: 'partnerHead',
  researchTeam: 'lsrCoordinator',
  workingGroup: 'lsrCoordinator',
  animator: 'lsrCoordinator',
  lsrCoordinator: 'kisManager',
  kisManager: 'organisationAdmin',
  opsManager: 'organisationAdmin',
};
