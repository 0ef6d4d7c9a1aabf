import type { Campaign } from '../campaigns/campaign.ts';
import type { Case, CaseEvent } from '../cases/case.ts';
import type { CurrentForm, FormVersionRecord, OverlayDraft } from '../definitions/form-version.ts';
import type { Membership, Network, Organisation, Person, Region } from '../directory/directory.ts';
import type { Document, Draft } from '../documents/document.ts';
import type { Link } from '../links/link.ts';
import type { Mail } from '../mails/mail.ts';
import type { Result } from '../result.ts';
import type { SignOff } from '../sign-offs/sign-off.ts';
import type { Task } from '../tasks/task.ts';
import type { BoardRow, Counter, OnceMark, OutboxRecord, Session, StoredFile, WakeUp } from './outbox.ts';

/** Every kind of record and the fields that name one. A new kind gets a line here and one in `functions/adapters/table/entities.ts`. */
export interface Kinds {
  region: { record: Region; key: Pick<Region, 'regionId'> };
  network: { record: Network; key: Pick<Network, 'networkId'> };
  organisation: { record: Organisation; key: Pick<Organisation, 'organisationId'> };
  person: { record: Person; key: Pick<Person, 'personId'> };
  membership: { record: Membership; key: Pick<Membership, 'membershipId'> };
  case: { record: Case; key: Pick<Case, 'caseId'> };
  'case-event': { record: CaseEvent; key: Pick<CaseEvent, 'caseId' | 'sequence'> };
  document: { record: Document; key: Pick<Document, 'caseId' | 'documentId'> };
  draft: { record: Draft; key: Pick<Draft, 'draftId'> };
  'sign-off': { record: SignOff; key: Pick<SignOff, 'caseId' | 'documentId' | 'role'> };
  task: { record: Task; key: Pick<Task, 'taskId'> };
  link: { record: Link; key: Pick<Link, 'linkHash'> };
  campaign: { record: Campaign; key: Pick<Campaign, 'campaignId'> };
  'form-version': { record: FormVersionRecord; key: Pick<FormVersionRecord, 'slug' | 'scope' | 'number'> };
  'current-form': { record: CurrentForm; key: Pick<CurrentForm, 'slug' | 'scope'> };
  'overlay-draft': { record: OverlayDraft; key: Pick<OverlayDraft, 'slug' | 'scope'> };
  outbox: { record: OutboxRecord; key: Pick<OutboxRecord, 'shard' | 'outboxId'> };
  'wake-up': { record: WakeUp; key: Pick<WakeUp, 'wakeUpId'> };
  'board-row': { record: BoardRow; key: Pick<BoardRow, 'organisationId' | 'caseId'> };
  session: { record: Session; key: Pick<Session, 'sessionHash'> };
  once: { record: OnceMark; key: Pick<OnceMark, 'onceKey'> };
  counter: { record: Counter; key: Pick<Counter, 'counterKey'> };
  mail: { record: Mail; key: Pick<Mail, 'mailId'> };
  file: { record: StoredFile; key: Pick<StoredFile, 'fileId'> };
}

export type Kind = keyof Kinds;
export type RecordOf<K extends Kind> = Kinds[K]['record'];
export type KeyOf<K extends Kind> = Kinds[K]['key'];

/** Every list that a request may ask for: one index range each, never a scan. A new one gets a line here and one in `entities.ts`. */
export interface Patterns {
  'all-regions': { kind: 'region'; by: Record<never, never> };
  'networks-of-region': { kind: 'network'; by: { regionId: string } };
  'organisations-of-region': { kind: 'organisation'; by: { regionId: string } };
  'organisations-of-network': { kind: 'organisation'; by: { networkId: string } };
  /** The readable code of a club's public page. */
  'organisation-by-code': { kind: 'organisation'; by: { code: string } };
  'person-by-identity': { kind: 'person'; by: { issuer: string; subject: string } };
  'person-by-email': { kind: 'person'; by: { email: string } };
  'memberships-of-person': { kind: 'membership'; by: { personId: string } };
  'memberships-of-organisation': { kind: 'membership'; by: { organisationId: string } };
  'case-by-reference': { kind: 'case'; by: { reference: string } };
  'events-of-case': { kind: 'case-event'; by: { caseId: string } };
  'documents-of-case': { kind: 'document'; by: { caseId: string } };
  'sign-offs-of-document': { kind: 'sign-off'; by: { caseId: string; documentId: string } };
  'tasks-of-case': { kind: 'task'; by: { caseId: string } };
  /** Open tasks of a role in an organisation, soonest first. */
  'inbox-of-role': { kind: 'task'; by: { organisationId: string; role: string } };
  /** Open tasks assigned to or claimed by a person, soonest first. */
  'inbox-of-person': { kind: 'task'; by: { personId: string } };
  'links-of-target': { kind: 'link'; by: { target: string } };
  'link-by-code': { kind: 'link'; by: { codeHash: string } };
  'campaigns-of-organisation': { kind: 'campaign'; by: { organisationId: string } };
  'versions-of-form': { kind: 'form-version'; by: { slug: string; scope: string } };
  'current-forms-of-scope': { kind: 'current-form'; by: { scope: string } };
  'overlay-drafts-of-scope': { kind: 'overlay-draft'; by: { scope: string } };
  'outbox-of-shard': { kind: 'outbox'; by: { shard: number } };
  /** Wake-ups of one UTC hour bucket (`2026-04-03T07`), soonest first. */
  'wake-ups-due': { kind: 'wake-up'; by: { hour: string } };
  'wake-ups-of-owner': { kind: 'wake-up'; by: { owner: string } };
  /** Open cases of a club, soonest due first. */
  'board-of-organisation': { kind: 'board-row'; by: { organisationId: string } };
  'board-of-phase': { kind: 'board-row'; by: { organisationId: string; phase: string } };
  /** Every case of a club, closed ones too, by reference. */
  'cases-of-organisation': { kind: 'case'; by: { organisationId: string } };
  'cases-of-referrer': { kind: 'case'; by: { referrerOrganisationId: string } };
  'sessions-of-person': { kind: 'session'; by: { personId: string } };
  'mails-newest': { kind: 'mail'; by: Record<never, never> };
}

export type Pattern = keyof Patterns;
export type ListedBy<P extends Pattern> = RecordOf<Patterns[P]['kind']>;

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/**
 * One write of a transaction. `put` writes `record.version`: 1 demands that no such record exists, n demands that n - 1 is stored
 * (optimistic lock). `replace` writes whatever is there (projections only). `remove` may demand a version. `unchanged` only checks one.
 */
export type Change =
  | { [K in Kind]: { readonly put: K; readonly record: RecordOf<K> } }[Kind]
  | { [K in Kind]: { readonly replace: K; readonly record: RecordOf<K> } }[Kind]
  | { [K in Kind]: { readonly remove: K; readonly key: KeyOf<K>; readonly version?: number } }[Kind]
  | { [K in Kind]: { readonly unchanged: K; readonly key: KeyOf<K>; readonly version: number } }[Kind];

/** The one door to what the product keeps. Reads are strongly consistent by key, eventually consistent by index. */
export interface Store {
  read<K extends Kind>(kind: K, key: KeyOf<K>): Promise<RecordOf<K> | undefined>;
  list<P extends Pattern>(
    pattern: P,
    by: Patterns[P]['by'],
    options?: { readonly limit?: number; readonly after?: string; readonly reverse?: boolean; readonly until?: string },
  ): Promise<Page<ListedBy<P>>>;
  /** All or nothing, at most 100 changes. Fails with `conflict` (a version did not match) or `already-done` (a `once` mark or a version-1 record exists). */
  commit(changes: readonly Change[]): Promise<Result<void>>;
}
