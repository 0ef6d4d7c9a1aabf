import { readsChain } from '../../domain/audit/chains.ts';
import type { Case, CaseEvent } from '../../domain/cases/case.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { CaseId, SubjectId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import { eventsOf } from '../audit/verify-chains.ts';
import type { Ports } from '../ports.ts';

/** A participant's cases in one club: what export, erasure and retention work on. */
export interface PersonRecords {
  readonly subjectId: SubjectId;
  readonly cases: readonly Case[];
}

/** Every case of a club with a participant, page by page; for commands and acts of the data protection officer only. */
export async function* casesWithPeople(
  ports: Pick<Ports, 'store'>,
  organisationId: string,
): AsyncGenerator<Case & { readonly subjectId: SubjectId }> {
  let next: string | undefined;
  do {
    const page = await ports.store.list(
      'cases-of-organisation',
      { organisationId },
      { limit: 500, ...(next === undefined ? {} : { after: next }) },
    );
    for (const record of page.items) {
      const { subjectId } = record;
      if (subjectId !== undefined) yield { ...record, subjectId };
    }
    next = page.next;
  } while (next !== undefined);
}

/** The person behind a case (by reference number or case id), with all their cases in that club. */
export async function findPerson(ports: Pick<Ports, 'store'>, person: string): Promise<Result<PersonRecords>> {
  const { items } = await ports.store.list('case-by-reference', { reference: person.trim().toUpperCase() });
  const named = items[0] ?? (await ports.store.read('case', { caseId: person.trim() as CaseId }));
  const subjectId = named?.subjectId;
  if (named === undefined || subjectId === undefined) return fail('not-found');
  const cases: Case[] = [];
  for await (const record of casesWithPeople(ports, named.organisationId)) {
    if (record.subjectId === subjectId) cases.push(record);
  }
  return ok({ subjectId, cases: cases.length === 0 ? [named] : cases });
}

/** All that is kept about one case, opened as far as the keys still allow. */
export interface CaseContents {
  readonly record: Case;
  readonly documents: readonly Document[];
  readonly signOffs: readonly SignOff[];
  readonly events: readonly CaseEvent[];
  readonly reads: readonly CaseEvent[];
}

export async function contentsOf(ports: Pick<Ports, 'store'>, record: Case): Promise<CaseContents> {
  const { caseId } = record;
  const documents: Document[] = [];
  let next: string | undefined;
  do {
    const page = await ports.store.list('documents-of-case', { caseId }, next === undefined ? {} : { after: next });
    documents.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  const signOffs: SignOff[] = [];
  for (const { documentId } of documents) {
    signOffs.push(...(await ports.store.list('sign-offs-of-document', { caseId, documentId })).items);
  }
  return {
    record,
    documents,
    signOffs,
    events: await eventsOf(ports, caseId),
    reads: await eventsOf(ports, readsChain(caseId)),
  };
}
