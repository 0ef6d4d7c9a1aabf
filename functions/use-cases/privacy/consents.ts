import { consentsFor, RELEASABLE } from '../../domain/access/consents.ts';
import { type AccessObject, objectOfCase } from '../../domain/access/index.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { CaseId, DocumentId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import { localDateOf } from '../../domain/time.ts';
import { byOf } from '../acting.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';

type ReadPorts = Pick<Ports, 'store' | 'now'>;

interface Papers {
  readonly documents: readonly Document[];
  readonly signOffs: readonly SignOff[];
}

async function papersOf(ports: ReadPorts, caseId: CaseId): Promise<Papers> {
  const documents: Document[] = [];
  let next: string | undefined;
  do {
    const page = await ports.store.list('documents-of-case', { caseId }, next === undefined ? {} : { after: next });
    documents.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  const signOffs: SignOff[] = [];
  for (const { documentId, form } of documents) {
    if (form.slug !== 'data-sharing-consent') continue;
    signOffs.push(...(await ports.store.list('sign-offs-of-document', { caseId, documentId })).items);
  }
  return { documents, signOffs };
}

/**
 * Active consents for one document, for the access decision; read afresh each time, so that a withdrawal acts on the next request. Asked
 * only for people of other institutions: the club itself needs none.
 */
export async function consentFacts(
  ports: ReadPorts,
  actor: Actor,
  record: Case,
  slug: string,
): Promise<Pick<AccessObject, 'consents'>> {
  if (actor.organisationId === record.organisationId || !RELEASABLE.includes(slug)) return {};
  const { documents, signOffs } = await papersOf(ports, record.caseId);
  return { consents: consentsFor(slug, documents, signOffs, localDateOf(ports.now())) };
}

/** Whether this reading rests on a consent, and so belongs into the record of disclosures whatever its level. */
export const isByConsent = (actor: Actor, object: AccessObject): boolean =>
  object.organisationId !== actor.organisationId &&
  object.consents?.some((consent) => consent.organisationId === actor.organisationId) === true;

/** What has been released to an institution from one case: the newest document of each kind that a consent names. */
export interface SharedPackage {
  readonly reference: string;
  readonly documents: readonly { readonly documentId: DocumentId; readonly slug: string; readonly special: boolean }[];
}

/** The package that two consents have released to the actor's institution; `not-found` when nothing is, so that the case stays unknown. */
export async function readPackage(ports: ReadPorts, actor: Actor, caseId: CaseId): Promise<Result<SharedPackage>> {
  const record = await ports.store.read('case', { caseId });
  if (record === undefined) return fail('not-found');
  const { documents, signOffs } = await papersOf(ports, caseId);
  const today = localDateOf(ports.now());
  const released = RELEASABLE.flatMap((slug) => {
    const own = consentsFor(slug, documents, signOffs, today).filter(
      (consent) => consent.organisationId === actor.organisationId,
    );
    const newest = documents
      .filter((document) => document.form.slug === slug && document.status !== 'draft')
      .sort((left, right) => right.edition - left.edition)[0];
    if (own.length === 0 || newest === undefined) return [];
    return [{ documentId: newest.documentId, slug, special: own.some((consent) => consent.special) }];
  });
  return released.length === 0 ? fail('not-found') : ok({ reference: record.reference, documents: released });
}

/** Access facts of a package: to which institutions anything at all is released from the case. */
export async function packageObject(ports: ReadPorts, caseId: CaseId): Promise<AccessObject | undefined> {
  const record = await ports.store.read('case', { caseId });
  if (record === undefined) return undefined;
  const { documents, signOffs } = await papersOf(ports, caseId);
  const today = localDateOf(ports.now());
  const consents = RELEASABLE.flatMap((slug) => consentsFor(slug, documents, signOffs, today));
  return { ...objectOfCase(record), consents };
}

/** Withdraws a consent at once, for the participant or for the lead helper; no reason is asked. Access ends with the next request. */
export function withdrawConsent(
  ports: ReadPorts,
  actor: Actor,
  input: { readonly caseId: CaseId; readonly documentId: DocumentId; readonly wishOf: 'participant' | 'helper' },
): Promise<Result<void>> {
  const { caseId, documentId } = input;
  return decideAgain(async () => {
    const record = await ports.store.read('case', { caseId });
    const document = await ports.store.read('document', { caseId, documentId });
    if (record === undefined || document?.form.slug !== 'data-sharing-consent') return fail('not-found');
    if (document.status === 'withdrawn') return fail('already-done');
    if (document.status !== 'signed' && document.status !== 'active') return fail('wrong-state');
    const changes = changeCase(record, ports.now());
    const withdrawn: Document = {
      ...document,
      status: 'withdrawn',
      changedAt: ports.now(),
      version: document.version + 1,
    };
    changes.put({ put: 'document', record: withdrawn });
    changes.event('consent-withdrawn', byOf(actor), { document: documentId, wishOf: input.wishOf });
    return commitAll(ports.store, changes.all(), undefined);
  });
}
