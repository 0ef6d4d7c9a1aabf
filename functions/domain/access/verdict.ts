import type { Level } from '../forms/definition.ts';
import type { Action } from './actions.ts';

/** What an access decision may know about the thing acted on; a fact left out counts as absent, never as a match. */
export interface AccessObject {
  /** Slug, for `document.*` actions. */
  readonly document?: string;
  readonly caseId?: string;
  /** The club (or other institution) whose case, document, person or setting it is. */
  readonly organisationId?: string;
  /** The institution that a network document belongs to, where it is not the network's common one (resource declaration, partner's card). */
  readonly ownerOrganisationId?: string;
  readonly networkId?: string;
  /** Absent on things of the whole country (a national form). */
  readonly regionId?: string;
  readonly subjectId?: string;
  readonly caseManagerId?: string;
  readonly opsSocialWorkerId?: string;
  /** The social assistance centre of the contract. */
  readonly opsOrganisationId?: string;
  readonly referrerOrganisationId?: string;
  readonly referrerPersonId?: string;
  /** Specialists of this person's team; absent while no team has been formed. */
  readonly teamIds?: readonly string[];
  /** People named in the document: class leaders, providers, recipients, supervised staff. */
  readonly partyIds?: readonly string[];
  /** Who filed what this action would approve; for a decision document the author of what it decides on. */
  readonly filedBy?: string;
  readonly author?: string;
  /** The person whose own record it is (session, inbox). */
  readonly personId?: string;
  readonly route?: 'socialContract' | 'internalAgreement';
  /** Organisations with an active consent (A14) for this document, with the separate tick for special data or without. */
  readonly consents?: readonly { readonly organisationId: string; readonly special: boolean }[];
  /** Reached its public stage: approved, published, or in public consultation. */
  readonly published?: boolean;
  readonly reportLevel?: 'local' | 'regional' | 'national';
  readonly template?: boolean;
}

/** Stable names of why an action is granted or denied. */
export type Rule =
  | 'granted'
  | 'unlisted'
  | 'not-signed-in'
  | 'not-own-file'
  | 'not-own'
  | 'not-assigned'
  | 'not-in-team'
  | 'not-ops-case'
  | 'not-referrer'
  | 'not-related'
  | 'other-organisation'
  | 'other-network'
  | 'other-region'
  | 'not-national'
  | 'no-consent'
  | 'other-route'
  | 'other-level'
  | 'not-published'
  | 'not-template'
  | 'separation-of-duties';

/** What part of the object the grant covers; absent means the whole of it. */
export type View =
  | 'own-entries'
  | 'result'
  | 'summary'
  | 'classes'
  | 'names'
  | 'no-contacts'
  | 'plan'
  | 'delegate'
  | 'decisions'
  | 'answers'
  | 'objection'
  | 'status';

export interface Reason {
  readonly rule: Rule;
  readonly action: Action;
  readonly role: string;
  readonly document?: string;
  /** The cell or row of the table that decided, as written there. */
  readonly row?: string;
}

/** The decision, its reason as data and as a Polish sentence. `hidden`: the object's existence may not be revealed either (answer 404). */
export type Verdict =
  | { readonly allowed: true; readonly reason: Reason; readonly sentence: string; readonly view?: View }
  | { readonly allowed: false; readonly reason: Reason; readonly sentence: string; readonly hidden: boolean };

/** How far into a document's fields a person sees: fields marked above `level` stay closed; `view` narrows further. */
export interface FieldLevels {
  readonly level: Level;
  readonly view?: View;
}
