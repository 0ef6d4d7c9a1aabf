import type { DocumentStatus } from '../domain/documents/document.ts';
import type { Task } from '../domain/tasks/task.ts';
import type { Messages } from '../http/messages.ts';

/** Document states as staff read them (documents catalogue, section 0). */
export const DOCUMENT_STATUS_WORDS: Readonly<Record<DocumentStatus, string>> = {
  draft: 'roboczy',
  submitted: 'złożony',
  returned: 'zwrócony do poprawy',
  approved: 'zatwierdzony',
  signed: 'podpisany',
  active: 'obowiązujący',
  superseded: 'zastąpiony',
  closed: 'zamknięty',
  refused: 'odrzucony',
  withdrawn: 'wycofany',
  expired: 'po terminie',
};

/** Whom a task waits for: a name where there is one, else the role. */
export function waitsForWords(task: Task, names: ReadonlyMap<string, string>, messages: Messages): string {
  const roles: Readonly<Record<string, string>> = messages.roles;
  const { assignee, claimedBy } = task;
  if (claimedBy !== undefined) return names.get(claimedBy) ?? 'osoba, która wzięła zadanie';
  if (assignee.kind === 'participant') return roles.participant ?? 'uczestnik';
  if (assignee.kind === 'person') return names.get(assignee.personId) ?? roles[assignee.role] ?? assignee.role;
  return roles[assignee.role] ?? assignee.role;
}
