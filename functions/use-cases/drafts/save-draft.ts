import type { Draft } from '../../domain/documents/document.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/** What a save changes; `seenVersion` is the draft's version on the page that was filled (0: none was stored yet). */
export interface DraftSave {
  readonly draft: Draft;
  readonly answers: Draft['answers'];
  readonly page: number;
  readonly seenVersion: number;
}

/**
 * Saves a draft on the server. `conflict` when another device has saved since this page was shown: nothing is overwritten, the caller
 * shows both to the person.
 */
export async function saveDraft(ports: Pick<Ports, 'store' | 'now'>, save: DraftSave): Promise<Result<Draft>> {
  if (save.seenVersion !== save.draft.version) return fail('conflict', { reason: 'draft-newer' });
  const record: Draft = {
    ...save.draft,
    answers: save.answers,
    page: save.page,
    savedAt: ports.now(),
    version: save.draft.version + 1,
  };
  const written = await ports.store.commit([{ put: 'draft', record }]);
  if (written.ok) return ok(record);
  const taken = written.failure.code === 'conflict' || written.failure.code === 'already-done';
  return taken ? fail('conflict', { reason: 'draft-newer' }) : written;
}

/** A draft that stands in memory until its first save. */
export const unsavedDraft = (
  facts: Pick<Draft, 'draftId' | 'form' | 'purpose' | 'answers' | 'subjectId' | 'expiresAt'>,
  now: Instant,
): Draft => ({ ...facts, page: 0, savedAt: now, version: 0 });

/** Throws a draft away for good: the person asked for it, or its document was filed. */
export async function discardDraft(ports: Pick<Ports, 'store'>, draftId: string): Promise<Result<void>> {
  return ports.store.commit([{ remove: 'draft', key: { draftId } }]);
}
