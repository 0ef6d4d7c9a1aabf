import type { Campaign } from '../campaigns/campaign.ts';
import type { Case } from '../cases/case.ts';
import type { Document, DocumentStatus } from '../documents/document.ts';
import type { Task } from '../tasks/task.ts';
import { INSTITUTION_DOCUMENTS } from './rules.ts';
import type { AccessObject } from './verdict.ts';

/** Drops the absent facts, so that an absent fact can't be mistaken for a known one. */
function facts(all: { readonly [K in keyof AccessObject]?: AccessObject[K] | undefined }): AccessObject {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as AccessObject;
}

/** What an access decision needs to know about a case. */
export const objectOfCase = (record: Case): AccessObject =>
  facts({
    caseId: record.caseId,
    organisationId: record.organisationId,
    networkId: record.networkId,
    regionId: record.regionId,
    subjectId: record.subjectId,
    caseManagerId: record.caseManagerId,
    opsSocialWorkerId: record.opsSocialWorkerId,
    opsOrganisationId: record.opsOrganisationId,
    referrerOrganisationId: record.referrerOrganisationId,
    referrerPersonId: record.referrerPersonId,
    route: record.route,
  });

/** Approved at least once: what the public column may read of a network document. */
const PUBLIC_STATES: ReadonlySet<DocumentStatus> = new Set(['approved', 'signed', 'active', 'superseded', 'closed']);

/**
 * … about a document of a case. `more` brings what neither record holds: active consents, parties, the team, and for a decision document
 * `filedBy` = the author of what it decides on (else the document's own author).
 */
export const objectOfDocument = (
  record: Case,
  document: Pick<Document, 'form' | 'organisationId' | 'author' | 'status'>,
  more: Partial<AccessObject> = {},
): AccessObject => ({
  ...objectOfCase(record),
  document: document.form.slug,
  author: document.author,
  filedBy: document.author,
  ...(PUBLIC_STATES.has(document.status) ? { published: true } : {}),
  ...(INSTITUTION_DOCUMENTS.has(document.form.slug) ? { ownerOrganisationId: document.organisationId } : {}),
  ...more,
});

/** … about a task: whose it is. */
export const objectOfTask = (record: Case, task: Pick<Task, 'assignee' | 'claimedBy'>): AccessObject =>
  facts({
    ...objectOfCase(record),
    organisationId: task.assignee.organisationId,
    personId: task.claimedBy ?? (task.assignee.kind === 'person' ? task.assignee.personId : undefined),
  });

/** … about a survey campaign; results are public once it has closed. */
export const objectOfCampaign = (campaign: Campaign, filedBy?: string): AccessObject =>
  facts({
    document: undefined,
    caseId: campaign.caseId,
    organisationId: campaign.organisationId,
    networkId: campaign.networkId,
    regionId: campaign.regionId,
    published: campaign.status === 'closed' ? true : undefined,
    filedBy,
  });
