import type { Draft, FormReference } from '../../domain/documents/document.ts';
import type { Answers } from '../../domain/forms/index.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type Instant, instant } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

type DraftPorts = Pick<Ports, 'store' | 'now'>;

/** Answers not yet sent are kept this long after the last save. */
export const DRAFT_DAYS = 30;

/** A task has one draft, whoever fills it: the person by link and the worker on the desk go on from each other's answers. */
export const draftIdOfTask = (taskId: string): string => `task-${taskId}`;

export const expiryFrom = (now: Instant): Instant => instant(Date.parse(now) + DRAFT_DAYS * 86_400_000);

/** The draft, if there is one that has not expired. */
export async function readDraft(ports: DraftPorts, draftId: string): Promise<Draft | undefined> {
  const draft = await ports.store.read('draft', { draftId });
  return draft === undefined || draft.expiresAt <= ports.now() ? undefined : draft;
}

export interface DraftSeed {
  readonly draftId: string;
  readonly form: FormReference;
  readonly purpose: Draft['purpose'];
  readonly subjectId: SubjectId;
  readonly answers: Answers;
}

/** The draft as it stands, or a new one that is not stored until its first save (version 0): a GET keeps nothing. */
export async function openDraft(ports: DraftPorts, seed: DraftSeed): Promise<Draft> {
  const found = await readDraft(ports, seed.draftId);
  if (found !== undefined) return found;
  const now = ports.now();
  return { ...seed, page: 0, savedAt: now, expiresAt: expiryFrom(now), version: 0 };
}

/**
 * Keeps answers of a draft. `seen` is the version that the page was made from: when another device has saved since, the newer draft
 * stands and the answer is `conflict` with reason `draft-newer`.
 */
export async function saveDraft(
  ports: DraftPorts,
  draft: Draft,
  change: { readonly answers: Answers; readonly page: number; readonly seen: number },
): Promise<Result<Draft>> {
  if (draft.version !== change.seen) return fail('conflict', { reason: 'draft-newer' });
  const now = ports.now();
  const record: Draft = {
    ...draft,
    answers: change.answers,
    page: change.page,
    savedAt: now,
    expiresAt: expiryFrom(now),
    version: draft.version + 1,
  };
  const committed = await ports.store.commit([{ put: 'draft', record }]);
  if (committed.ok) return ok(record);
  return committed.failure.code === 'already-done' || committed.failure.code === 'conflict'
    ? fail('conflict', { reason: 'draft-newer' })
    : committed;
}

/** Removes a draft for good: after its answers have been sent, or when the person clears a shared computer. */
export async function discardDraft(ports: DraftPorts, draftId: string): Promise<Result<void>> {
  const draft = await ports.store.read('draft', { draftId });
  if (draft === undefined) return ok(undefined);
  return ports.store.commit([{ remove: 'draft', key: { draftId } }]);
}
