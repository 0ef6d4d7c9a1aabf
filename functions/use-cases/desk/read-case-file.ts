import type { Case, CaseEvent } from '../../domain/cases/case.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { CaseId, PersonId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Task } from '../../domain/tasks/task.ts';
import type { Ports } from '../ports.ts';

/** Everything that a case page shows. */
export interface CaseFile {
  readonly record: Case;
  /** Newest first, at most 100: the whole chain has a page of its own for auditors. */
  readonly events: readonly CaseEvent[];
  readonly documents: readonly Document[];
  readonly openTasks: readonly Task[];
  /** Person id -> name, for everyone whom the page names. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads a case with its documents, open tasks and newest events: five range reads whatever the age of the case. */
export async function readCaseFile(ports: Pick<Ports, 'store'>, caseId: CaseId): Promise<Result<CaseFile>> {
  const [record, events, documents, tasks] = await Promise.all([
    ports.store.read('case', { caseId }),
    ports.store.list('events-of-case', { caseId }, { limit: 100, reverse: true }),
    ports.store.list('documents-of-case', { caseId }, { limit: 200 }),
    ports.store.list('tasks-of-case', { caseId }, { limit: 200 }),
  ]);
  if (record === undefined) return fail('not-found');
  const openTasks = tasks.items
    .filter((task) => task.status === 'open' || task.status === 'paused')
    .sort((a, b) => (a.due.at < b.due.at ? -1 : 1));
  const people = new Set<string>([
    ...events.items.flatMap((event) => [
      event.by.who,
      ...(event.by.substitutes === undefined ? [] : [event.by.substitutes]),
    ]),
    ...openTasks.flatMap((task) => [
      task.claimedBy ?? '',
      task.assignee.kind === 'person' ? task.assignee.personId : '',
    ]),
    ...documents.items.map((document) => document.author),
    record.caseManagerId ?? '',
    record.opsSocialWorkerId ?? '',
  ]);
  for (const nobody of ['', 'system', 'participant', 'link', 'public']) people.delete(nobody);
  return ok({
    record,
    events: events.items,
    documents: documents.items,
    openTasks,
    names: await namesOf(ports, people),
  });
}

/** Names of people by id; an unknown id is left out. */
export async function namesOf(
  ports: Pick<Ports, 'store'>,
  people: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    [...new Set(people)].map(async (id) => {
      const person = await ports.store.read('person', { personId: id as PersonId });
      return person === undefined ? undefined : ([id, person.name] as const);
    }),
  );
  return new Map(found.filter((one) => one !== undefined));
}
