import { linkTarget } from '../../domain/links/link-target.ts';
import type { Kind, Pattern, Patterns, RecordOf } from '../../domain/store/store.ts';

/** The sparse secondary indexes of the table; each has `<name>pk` and `<name>sk` and projects everything. */
export const INDEXES = ['gsi1', 'gsi2', 'gsi3'] as const;
export type IndexName = (typeof INDEXES)[number];

/**
 * A key as a template: `{path}` is the record's value at a dotted path, `{path:8}` padded with zeros to eight digits, `{path:lower}` in lower case,
 * `{path:hour}` an instant cut to its hour; `=name` is a value of the entity's `derived`. A missing value leaves the index out.
 */
export interface IndexKey {
  readonly pk: string;
  readonly sk: string;
  /** The record stands in this index only while it has one of these values at these paths. */
  readonly when?: Readonly<Record<string, readonly (string | boolean)[]>>;
}

export interface Entity<K extends Kind = Kind> {
  readonly pk: string;
  readonly sk: string;
  readonly indexes?: Partial<Readonly<Record<IndexName, IndexKey>>>;
  readonly derived?: Readonly<Record<string, (record: RecordOf<K>) => string | undefined>>;
  /** Top-level fields sealed before they reach a table, under the key of the first of `subject`'s fields that the record has (none: left open). */
  readonly sealed?: {
    readonly fields: readonly (keyof RecordOf<K> & string)[];
    readonly subject: readonly (keyof RecordOf<K> & string)[];
  };
  /** The record disappears `keepDays` after the instant in this field. */
  readonly expires?: { readonly field: keyof RecordOf<K> & string; readonly keepDays: number };
}

/** Every kind of record: its keys, indexes, sealed fields and expiry. Both table backends, the sealing and docs/data-model.md work from this. */
export const ENTITIES: { readonly [K in Kind]: Entity<K> } = {
  region: {
    pk: 'region#{regionId}',
    sk: 'region',
    indexes: { gsi1: { pk: 'regions', sk: '{regionId}' } },
  },
  network: {
    pk: 'network#{networkId}',
    sk: 'network',
    indexes: { gsi1: { pk: 'region-networks#{regionId}', sk: '{networkId}' } },
  },
  organisation: {
    pk: 'organisation#{organisationId}',
    sk: 'organisation',
    indexes: {
      gsi1: { pk: 'region-organisations#{regionId}', sk: '{code}#{organisationId}' },
      gsi2: { pk: 'network-organisations#{networkId}', sk: '{code}#{organisationId}' },
      gsi3: { pk: 'organisation-code#{code:lower}', sk: '{organisationId}' },
    },
  },
  person: {
    pk: 'person#{personId}',
    sk: 'person',
    indexes: {
      gsi1: { pk: 'identity#{identity.issuer}#{identity.subject}', sk: '{personId}' },
      gsi2: { pk: 'email#{email:lower}', sk: '{personId}' },
    },
  },
  membership: {
    pk: 'membership#{membershipId}',
    sk: 'membership',
    indexes: {
      gsi1: { pk: 'person-memberships#{personId}', sk: '{from}#{membershipId}' },
      gsi2: { pk: 'organisation-memberships#{organisationId}', sk: '{role}#{membershipId}' },
    },
  },
  case: {
    pk: 'case#{caseId}',
    sk: 'case',
    indexes: {
      gsi1: { pk: 'organisation-cases#{organisationId}', sk: '{reference}#{caseId}' },
      gsi2: { pk: 'referrer-cases#{referrerOrganisationId}', sk: '{openedAt}#{caseId}' },
      gsi3: { pk: 'reference#{reference}', sk: '{caseId}' },
    },
    sealed: { fields: ['displayName', 'contact', 'closingReason'], subject: ['subjectId'] },
  },
  'case-event': { pk: 'case#{caseId}', sk: 'event#{sequence:8}' },
  document: {
    pk: 'case#{caseId}',
    sk: 'document#{documentId}',
    sealed: { fields: ['answers', 'returnReason'], subject: ['subjectId'] },
  },
  draft: {
    pk: 'draft#{draftId}',
    sk: 'draft',
    sealed: { fields: ['answers'], subject: ['subjectId'] },
    expires: { field: 'expiresAt', keepDays: 0 },
  },
  'sign-off': {
    pk: 'case#{caseId}',
    sk: 'sign-off#{documentId}#{role}',
    sealed: { fields: ['name', 'evidence', 'declineReason'], subject: ['subjectId', 'caseId'] },
  },
  task: {
    pk: 'task#{taskId}',
    sk: 'task',
    derived: {
      person: (task) => task.claimedBy ?? (task.assignee.kind === 'person' ? task.assignee.personId : undefined),
    },
    indexes: {
      gsi1: { pk: 'case-tasks#{caseId}', sk: '{opened}#{taskId}' },
      gsi2: {
        pk: 'inbox#{assignee.organisationId}#{assignee.role}',
        sk: '{due.at}#{taskId}',
        when: { status: ['open'], 'assignee.kind': ['role'] },
      },
      gsi3: { pk: 'person-inbox#{=person}', sk: '{due.at}#{taskId}', when: { status: ['open'] } },
    },
    sealed: { fields: ['reason'], subject: ['subjectId', 'caseId'] },
  },
  link: {
    pk: 'link#{linkHash}',
    sk: 'link',
    derived: { target: (link) => linkTarget(link.target) },
    indexes: {
      gsi1: { pk: 'target-links#{=target}', sk: '{createdAt}#{linkHash}' },
      gsi2: { pk: 'code#{codeHash}', sk: '{linkHash}' },
    },
    expires: { field: 'expiresAt', keepDays: 365 },
  },
  campaign: {
    pk: 'campaign#{campaignId}',
    sk: 'campaign',
    indexes: { gsi1: { pk: 'organisation-campaigns#{organisationId}', sk: '{campaignId}' } },
  },
  'form-version': { pk: 'form#{slug}#{scope}', sk: 'version#{number:8}' },
  'current-form': {
    pk: 'form#{slug}#{scope}',
    sk: 'current',
    indexes: { gsi1: { pk: 'current-forms#{scope}', sk: '{slug}' } },
  },
  'overlay-draft': {
    pk: 'form#{slug}#{scope}',
    sk: 'draft',
    indexes: { gsi1: { pk: 'overlay-drafts#{scope}', sk: '{slug}' } },
  },
  outbox: {
    pk: 'outbox#{shard}',
    sk: '{outboxId}',
    indexes: { gsi1: { pk: 'outbox#{shard}', sk: '{at}#{outboxId}' } },
  },
  'wake-up': {
    pk: 'wake-up#{wakeUpId}',
    sk: 'wake-up',
    indexes: {
      gsi1: { pk: 'wake-ups#{at:hour}', sk: '{at}#{wakeUpId}' },
      gsi2: { pk: 'owner-wake-ups#{owner}', sk: '{at}#{wakeUpId}' },
    },
  },
  'board-row': {
    pk: 'board#{organisationId}',
    sk: '{caseId}',
    indexes: {
      gsi1: { pk: 'open-board#{organisationId}', sk: '{dueAt}#{caseId}', when: { open: [true] } },
      gsi2: { pk: 'phase-board#{organisationId}#{phase}', sk: '{dueAt}#{caseId}' },
    },
    sealed: { fields: ['displayName'], subject: ['subjectId'] },
  },
  session: {
    pk: 'session#{sessionHash}',
    sk: 'session',
    indexes: { gsi1: { pk: 'person-sessions#{personId}', sk: '{startedAt}#{sessionHash}' } },
    expires: { field: 'expiresAt', keepDays: 0 },
  },
  once: { pk: 'once#{onceKey}', sk: 'once' },
  counter: { pk: 'counter#{counterKey}', sk: 'counter' },
  mail: {
    pk: 'mail#{mailId}',
    sk: 'mail',
    indexes: { gsi1: { pk: 'mails', sk: '{queuedAt}#{mailId}' } },
    sealed: { fields: ['to', 'values'], subject: ['subjectId'] },
  },
  file: {
    pk: 'file#{fileId}',
    sk: 'file',
    sealed: { fields: ['name'], subject: ['subjectId'] },
  },
};

export interface PatternEntry<P extends Pattern = Pattern> {
  readonly kind: Patterns[P]['kind'];
  /** The table itself (strongly consistent) or one index. */
  readonly on: 'table' | IndexName;
  readonly pk: string;
  /** What the sort key begins with; only on the table, where kinds share a partition. */
  readonly prefix?: string;
  readonly order: string;
}

/** Every list that a request may ask for: one range of one index. */
export const PATTERNS: { readonly [P in Pattern]: PatternEntry<P> } = {
  'all-regions': { kind: 'region', on: 'gsi1', pk: 'regions', order: 'region id' },
  'networks-of-region': { kind: 'network', on: 'gsi1', pk: 'region-networks#{regionId}', order: 'network id' },
  'organisations-of-region': { kind: 'organisation', on: 'gsi1', pk: 'region-organisations#{regionId}', order: 'code' },
  'organisations-of-network': {
    kind: 'organisation',
    on: 'gsi2',
    pk: 'network-organisations#{networkId}',
    order: 'code',
  },
  'person-by-identity': { kind: 'person', on: 'gsi1', pk: 'identity#{issuer}#{subject}', order: 'person id' },
  'person-by-email': { kind: 'person', on: 'gsi2', pk: 'email#{email:lower}', order: 'person id' },
  'memberships-of-person': { kind: 'membership', on: 'gsi1', pk: 'person-memberships#{personId}', order: 'first day' },
  'organisation-by-code': {
    kind: 'organisation',
    on: 'gsi3',
    pk: 'organisation-code#{code:lower}',
    order: 'organisation id',
  },
  'memberships-of-organisation': {
    kind: 'membership',
    on: 'gsi2',
    pk: 'organisation-memberships#{organisationId}',
    order: 'role',
  },
  'case-by-reference': { kind: 'case', on: 'gsi3', pk: 'reference#{reference}', order: 'case id' },
  'events-of-case': { kind: 'case-event', on: 'table', pk: 'case#{caseId}', prefix: 'event#', order: 'sequence' },
  'documents-of-case': {
    kind: 'document',
    on: 'table',
    pk: 'case#{caseId}',
    prefix: 'document#',
    order: 'document id',
  },
  'sign-offs-of-document': {
    kind: 'sign-off',
    on: 'table',
    pk: 'case#{caseId}',
    prefix: 'sign-off#{documentId}#',
    order: 'role',
  },
  'tasks-of-case': { kind: 'task', on: 'gsi1', pk: 'case-tasks#{caseId}', order: 'opened' },
  'inbox-of-role': { kind: 'task', on: 'gsi2', pk: 'inbox#{organisationId}#{role}', order: 'due' },
  'inbox-of-person': { kind: 'task', on: 'gsi3', pk: 'person-inbox#{personId}', order: 'due' },
  'links-of-target': { kind: 'link', on: 'gsi1', pk: 'target-links#{target}', order: 'created' },
  'link-by-code': { kind: 'link', on: 'gsi2', pk: 'code#{codeHash}', order: 'link hash' },
  'campaigns-of-organisation': {
    kind: 'campaign',
    on: 'gsi1',
    pk: 'organisation-campaigns#{organisationId}',
    order: 'campaign id',
  },
  'versions-of-form': {
    kind: 'form-version',
    on: 'table',
    pk: 'form#{slug}#{scope}',
    prefix: 'version#',
    order: 'number',
  },
  'current-forms-of-scope': { kind: 'current-form', on: 'gsi1', pk: 'current-forms#{scope}', order: 'slug' },
  'overlay-drafts-of-scope': { kind: 'overlay-draft', on: 'gsi1', pk: 'overlay-drafts#{scope}', order: 'slug' },
  'outbox-of-shard': { kind: 'outbox', on: 'gsi1', pk: 'outbox#{shard}', order: 'time, then outbox id' },
  'wake-ups-due': { kind: 'wake-up', on: 'gsi1', pk: 'wake-ups#{hour}', order: 'time' },
  'wake-ups-of-owner': { kind: 'wake-up', on: 'gsi2', pk: 'owner-wake-ups#{owner}', order: 'time' },
  'board-of-organisation': { kind: 'board-row', on: 'gsi1', pk: 'open-board#{organisationId}', order: 'due' },
  'board-of-phase': { kind: 'board-row', on: 'gsi2', pk: 'phase-board#{organisationId}#{phase}', order: 'due' },
  'cases-of-organisation': { kind: 'case', on: 'gsi1', pk: 'organisation-cases#{organisationId}', order: 'reference' },
  'cases-of-referrer': { kind: 'case', on: 'gsi2', pk: 'referrer-cases#{referrerOrganisationId}', order: 'opened' },
  'sessions-of-person': { kind: 'session', on: 'gsi1', pk: 'person-sessions#{personId}', order: 'started' },
  'mails-newest': { kind: 'mail', on: 'gsi1', pk: 'mails', order: 'queued (asked in reverse)' },
};
