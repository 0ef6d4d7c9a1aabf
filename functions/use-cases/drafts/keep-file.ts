import { createHash } from 'node:crypto';
import type { UploadedFile } from '../../domain/forms/answers.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { StoredFile } from '../../domain/store/outbox.ts';
import type { Ports } from '../ports.ts';
import { nameFitsType, sniffType } from './sniff-type.ts';

/** A file from a form, with whose it is. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Draft or task that it belongs to. */
  readonly owner: string;
  readonly subjectId: string;
}

// Largest single file, whatever a form allows.
const MAX_BYTES = 20_000_000;

/** A name without path and control characters, at most 120 letters, ending kept. */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  return clean.length <= 120 ? clean || 'plik' : `${clean.slice(0, 100)}${clean.slice(-20)}`;
}

/**
 * Puts an uploaded file into quarantine, looks at its content, lets the scanner look, and keeps it as checked or refused. A refused
 * file's bytes are removed at once; its record stays, so that the person is told which one it was.
 */
export async function keepFile(
  ports: Pick<Ports, 'store' | 'files' | 'scanner' | 'newId' | 'now'>,
  file: IncomingFile,
): Promise<Result<UploadedFile>> {
  const fileId = ports.newId();
  const name = cleanFileName(file.name);
  const type = sniffType(file.bytes);
  const sha256 = createHash('sha256').update(file.bytes).digest('base64url');
  const quarantined: StoredFile = {
    fileId,
    state: 'quarantined',
    size: file.bytes.byteLength,
    type,
    sha256,
    name,
    subjectId: file.subjectId,
    owner: file.owner,
    at: ports.now(),
    version: 1,
  };
  const fits = nameFitsType(name, type) && file.bytes.byteLength <= MAX_BYTES;
  if (fits) {
    const stored = await ports.files.put(fileId, file.bytes);
    if (!stored.ok) return stored;
  }
  const recorded = await ports.store.commit([{ put: 'file', record: quarantined }]);
  if (!recorded.ok) return recorded;
  const harmless = fits && (await ports.scanner.scan(file.bytes)) !== 'infected';
  if (fits && !harmless) await ports.files.remove(fileId);
  const state = harmless ? 'checked' : 'refused';
  const judged = await ports.store.commit([{ put: 'file', record: { ...quarantined, state, version: 2 } }]);
  if (!judged.ok) return judged;
  return ok({ id: fileId, name, size: file.bytes.byteLength, type, sha256, state });
}

/** Files that answers already hold: the only ones, beside new uploads, that a respondent may name again. */
export function filesIn(answers: unknown): readonly UploadedFile[] {
  if (Array.isArray(answers)) return answers.flatMap(filesIn);
  if (typeof answers !== 'object' || answers === null) return [];
  const facts = answers as Record<string, unknown>;
  const isFile = typeof facts.id === 'string' && typeof facts.sha256 === 'string' && typeof facts.state === 'string';
  return isFile ? [facts as unknown as UploadedFile] : Object.values(facts).flatMap(filesIn);
}
