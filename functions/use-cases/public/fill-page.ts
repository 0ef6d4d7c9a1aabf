import type { Draft } from '../../domain/documents/document.ts';
import {
  type Answers,
  checkAnswers,
  type JsonValue,
  type PageCommand,
  type PageRef,
  type RawAnswers,
  readPosted,
  type UploadedFile,
} from '../../domain/forms/index.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import { localDateOf } from '../../domain/time.ts';
import { filesIn, keepFile } from '../drafts/keep-file.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import type { Ports } from '../ports.ts';
import type { Filling } from './open-filling.ts';

/** A value of a posted form: text, or a file that nobody has looked at. */
export type PageEntry = readonly [string, string | { readonly name: string; readonly bytes: Uint8Array }];

/** A page as it came back: what was typed, what of it may be kept, what is wrong with it. */
export interface PageRead {
  readonly raw: RawAnswers;
  readonly kept: Answers;
  readonly errors: readonly FieldError[];
  readonly command?: PageCommand;
}

type FillPorts = Pick<Ports, 'store' | 'files' | 'scanner' | 'newId' | 'now'>;

const isBlankFile = (file: { readonly name: string; readonly bytes: Uint8Array }): boolean =>
  file.name === '' && file.bytes.byteLength === 0;

/** Puts the files of a posted page into quarantine; empty file inputs are left out. */
async function receiveFiles(
  ports: FillPorts,
  entries: readonly PageEntry[],
  draft: Pick<Draft, 'draftId' | 'subjectId'>,
): Promise<Result<readonly (readonly [string, string | UploadedFile])[]>> {
  const received: (readonly [string, string | UploadedFile])[] = [];
  for (const [name, value] of entries) {
    if (typeof value === 'string') received.push([name, value]);
    else if (!isBlankFile(value)) {
      const kept = await keepFile(ports, { ...value, owner: draft.draftId, subjectId: draft.subjectId });
      if (!kept.ok) return kept;
      received.push([name, kept.value]);
    }
  }
  return ok(received);
}

/** Reads one posted page over the draft; `rules` of the page are applied only when the person wants to go on. */
export async function readPage(
  ports: FillPorts,
  filling: Pick<Filling, 'form' | 'draft' | 'given' | 'registers'>,
  page: PageRef,
  entries: readonly PageEntry[],
  rules: boolean,
): Promise<Result<PageRead>> {
  const received = await receiveFiles(ports, entries, filling.draft);
  if (!received.ok) return received;
  const previous = filling.draft.answers as Answers;
  const uploaded = received.value.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));
  const files = [...filesIn(previous), ...uploaded];
  const { raw: typed, command } = readPosted(filling.form, page, received.value, previous);
  const raw: RawAnswers = { ...typed, ...filling.given };
  const options = { today: localDateOf(ports.now()), trusted: previous, files, ...registersOf(filling) };
  const kept = checkAnswers(filling.form, raw, { ...options, phase: 'draft' });
  const errors = rules ? checkAnswers(filling.form, raw, { ...options, page, phase: 'submit' }).errors : [];
  return ok({
    raw: withFiles(raw, files),
    kept: kept.answers,
    errors,
    ...(command === undefined ? {} : { command }),
  });
}

const registersOf = ({ registers }: Pick<Filling, 'registers'>): Pick<Filling, 'registers'> =>
  registers === undefined ? {} : { registers };

/** Ids of known files become their records again, so that a page with errors still shows what was uploaded. */
function withFiles(raw: RawAnswers, files: readonly UploadedFile[]): RawAnswers {
  if (files.length === 0) return raw;
  const byId = new Map(files.map((file) => [file.id, file]));
  const restore = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') {
      const file = byId.get(value);
      return file === undefined ? value : { ...file };
    }
    if (Array.isArray(value)) return value.map(restore);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, restore(inside as JsonValue)]));
  };
  return restore(raw) as RawAnswers;
}

/** Saves what a page gave; a form that asks nothing to be kept (JSON of the whole) goes the same way. */
export const keepPage = (
  ports: Pick<Ports, 'store' | 'now'>,
  filling: Pick<Filling, 'draft'>,
  read: Pick<PageRead, 'kept'>,
  page: PageRef,
  seenVersion: number,
): Promise<Result<Draft>> =>
  saveDraft(ports, {
    draft: filling.draft,
    answers: read.kept,
    page: typeof page === 'number' ? page : page.page,
    seenVersion,
  });

/** The whole form's verdict before it is sent: every error, with the page to mend it on. */
export function checkWhole(
  ports: Pick<Ports, 'now'>,
  filling: Pick<Filling, 'form' | 'draft' | 'given' | 'registers'>,
): { readonly answers: Answers; readonly errors: readonly FieldError[]; readonly files: readonly UploadedFile[] } {
  const stored = filling.draft.answers as Answers;
  const files = filesIn(stored);
  const { answers, errors } = checkAnswers(
    filling.form,
    { ...stored, ...filling.given },
    { today: localDateOf(ports.now()), phase: 'submit', trusted: stored, files, ...registersOf(filling) },
  );
  return { answers, errors, files };
}

/** A JSON client's answers over the draft; unknown keys fall away in the check. */
export function readJson(filling: Pick<Filling, 'draft'>, json: unknown): Result<RawAnswers> {
  if (typeof json !== 'object' || json === null || !('answers' in json))
    return fail('invalid-input', { reason: 'malformed' });
  const { answers } = json;
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return fail('invalid-input', { reason: 'malformed' });
  return ok({ ...(filling.draft.answers as Answers), ...(answers as RawAnswers) });
}
