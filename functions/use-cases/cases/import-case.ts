import type { Case, ParticipantPhase } from '../../domain/cases/case.ts';
import { EMPTY_HEAD } from '../../domain/cases/events.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { Document, DocumentStatus } from '../../domain/documents/document.ts';
import { type Answers, contentHash, formReference } from '../../domain/forms/index.ts';
import type { CaseId, DocumentId, PersonId, SubjectId } from '../../domain/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import { type Instant, type LocalDate, localDateOf } from '../../domain/time.ts';
import { PROCESSES } from '../../domain/workflows/catalogue.ts';
import { byOf } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { checkContent } from '../tasks/check-content.ts';
import { changeCase, commitAll, decideAgain } from './case-changes.ts';
import { nextReference } from './file-referral.ts';
import { startProcess } from './start-process.ts';

/** One document of a paper file, with the day that stands on it. */
export interface PaperDocument {
  readonly slug: string;
  readonly answers: unknown;
  readonly date: LocalDate;
  readonly status: Extract<DocumentStatus, 'submitted' | 'approved' | 'signed' | 'active'>;
}

export interface ImportCaseInput {
  readonly phase: Extract<ParticipantPhase, 'surveying' | 'deciding' | 'contracting' | 'active'>;
  readonly displayName: string;
  readonly contact?: Case['contact'];
  readonly route?: NonNullable<Case['route']>;
  readonly caseManagerId?: PersonId;
  readonly startDate?: LocalDate;
  readonly documents: readonly PaperDocument[];
  /** Step at which each process goes on (`recruitment/decide`); its first state when the process alone is named. */
  readonly goOnAt: readonly string[];
  /** When earlier steps were finished on paper, by step: what later dates count from. */
  readonly moments?: Readonly<Record<string, Instant>>;
}

/** Brings a paper file in at the phase where it stands: documents are marked as transcribed with their own dates, and its processes go on from there. */
export const importCase = (
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>,
  actor: Actor,
  input: ImportCaseInput,
): Promise<Result<{ readonly caseId: CaseId; readonly reference: string }>> =>
  decideAgain(async () => {
    const club = await ports.store.read('organisation', { organisationId: actor.organisationId });
    if (club === undefined || club.kind !== 'kis') return fail('forbidden', { reason: 'not-a-club' });
    const unknown = input.goOnAt.findIndex((step) => stateOf(step) === undefined);
    if (unknown >= 0)
      return fail('invalid-input', { errors: [{ pointer: `/goOnAt/${unknown}`, code: 'not-an-option' }] });
    const at = ports.now();
    const { reference, change } = await nextReference(ports, club, localDateOf(at).slice(0, 4));
    const opened: Case = {
      caseId: ports.newId() as CaseId,
      kind: 'participant',
      reference,
      phase: input.phase,
      organisationId: club.organisationId,
      ...(club.networkId === undefined ? {} : { networkId: club.networkId }),
      regionId: club.regionId,
      subjectId: ports.newId() as SubjectId,
      displayName: input.displayName,
      contact: input.contact ?? {},
      ...(input.route === undefined ? {} : { route: input.route }),
      ...(input.caseManagerId === undefined ? {} : { caseManagerId: input.caseManagerId }),
      ...(input.startDate === undefined ? {} : { startDate: input.startDate }),
      moments: input.moments ?? {},
      processes: {},
      documents: {},
      openedAt: at,
      head: EMPTY_HEAD,
      version: 0,
    };
    const papers = await transcribe(ports, opened, actor, input.documents);
    if (!papers.ok) return papers;
    const changes = changeCase(opened, at);
    changes.event('case-imported', byOf(actor), { reference, phase: input.phase, documents: papers.value.length });
    for (const record of papers.value) {
      changes.put({ put: 'document', record });
      changes.set({ documents: { ...changes.current().documents, [record.form.slug]: record.documentId } });
      changes.event('document-transcribed', byOf(actor), {
        document: record.documentId,
        form: record.form.slug,
        dated: record.transcribed?.date ?? '',
        hash: record.hash,
      });
    }
    for (const step of input.goOnAt) {
      const state = stateOf(step);
      startProcess(changes, step.split('/')[0] ?? '', state === undefined || state === '' ? {} : { at: state });
    }
    changes.put(change);
    changes.tell({ type: 'case-changed', caseId: opened.caseId });
    const done = await commitAll(ports.store, changes.all(), { caseId: opened.caseId, reference });
    return done.ok || done.failure.code !== 'already-done' ? done : fail('conflict');
  });

/** The state of a step; an empty text for a process from its beginning; nothing for what does not exist. */
function stateOf(step: string): string | undefined {
  const [process = '', name] = step.split('/');
  const rules = PROCESSES.get(process);
  return name === undefined ? (rules === undefined ? undefined : '') : rules?.steps[name]?.state;
}

/** Paper holds what it holds: types are checked and unknown keys dropped, but nothing is demanded that nobody asked for then. */
async function transcribe(
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>,
  found: Case,
  actor: Actor,
  papers: readonly PaperDocument[],
): Promise<Result<readonly Document[]>> {
  const made: Document[] = [];
  const errors: FieldError[] = [];
  for (const [index, paper] of papers.entries()) {
    const version = await ports.forms.current(paper.slug, found.regionId);
    if (version === undefined) {
      errors.push({ pointer: `/documents/${index}/slug`, code: 'not-an-option' });
      continue;
    }
    const form = { slug: version.slug, scope: version.scope, number: version.number };
    const content = await checkContent(ports, found, { form, answers: paper.answers, phase: 'draft' });
    if (!content.ok) {
      for (const error of content.failure.errors ?? [])
        errors.push({ ...error, pointer: `/documents/${index}/answers${error.pointer}` });
      continue;
    }
    const answers: Answers = content.value.answers;
    made.push({
      documentId: ports.newId() as DocumentId,
      caseId: found.caseId,
      form,
      status: paper.status,
      answers,
      hash: contentHash(formReference(version), answers),
      ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
      organisationId: found.organisationId,
      author: actor.personId,
      edition: 1,
      transcribed: { date: paper.date },
      createdAt: ports.now(),
      changedAt: ports.now(),
      version: 1,
    });
  }
  return errors.length > 0 ? fail('invalid-input', { errors }) : ok(made);
}
