import type { Organisation } from '../../domain/directory/directory.ts';
import type { Draft } from '../../domain/documents/document.ts';
import {
  type Answers,
  emptyAnswers,
  type Form,
  type FormVersion,
  type Language,
  loadForm,
  type Registers,
} from '../../domain/forms/index.ts';
import type { CaseId, DocumentId, OrganisationId, SubjectId, TaskId } from '../../domain/ids.ts';
import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { LinkActor } from '../acting.ts';
import { unsavedDraft } from '../drafts/save-draft.ts';
import type { Ports } from '../ports.ts';
import { readTask, type TaskSheet } from '../tasks/read-task.ts';

/** A form being filled behind a link: which version, how far, for whom. */
export interface Filling {
  readonly actor: LinkActor;
  readonly version: FormVersion;
  readonly form: Form;
  readonly draft: Draft;
  readonly organisation: Organisation | undefined;
  /** Set when the form belongs to a task of a case; else it is a person's own referral. */
  readonly task?: TaskSheet;
  /** Answers that the way in has already given; shown to nobody as a question. */
  readonly given: Answers;
  /** Options of fields that name people or institutions; only staff see these by name. */
  readonly registers?: Registers;
}

/** The document that a sign-off link shows, or the one of a signing task. */
export interface Signing {
  readonly actor: LinkActor;
  readonly caseId: CaseId;
  readonly documentId: DocumentId;
  readonly role: string;
  readonly taskId?: TaskId;
}

/** What a link leads to: a form to fill, something to sign, or a plain task. */
export type Opened =
  | { readonly kind: 'filling'; readonly filling: Filling }
  | { readonly kind: 'signing'; readonly signing: Signing; readonly task?: TaskSheet }
  | { readonly kind: 'doing'; readonly task: TaskSheet; readonly actor: LinkActor };

type OpeningPorts = Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>;

/** Finds out what a live link opens. `gone` when its draft has been filed or thrown away. */
export async function openLink(ports: OpeningPorts, link: Link, language: Language): Promise<Result<Opened>> {
  const actor: LinkActor = { kind: 'link', link, at: ports.now() };
  switch (link.target.kind) {
    case 'draft':
      return openDraft(ports, actor, link.target.draftId, language);
    case 'sign-off': {
      const { caseId, documentId, role, taskId } = link.target;
      return ok({
        kind: 'signing',
        signing: { actor, caseId, documentId, role, ...(taskId === undefined ? {} : { taskId }) },
      });
    }
    case 'task':
      return openTask(ports, actor, link.target.taskId, language);
    default:
      return fail('not-found');
  }
}

async function openDraft(
  ports: OpeningPorts,
  actor: LinkActor,
  draftId: string,
  language: Language,
): Promise<Result<Opened>> {
  const draft = await ports.store.read('draft', { draftId });
  if (draft === undefined || draft.expiresAt <= actor.at) return fail('gone', { reason: 'draft-over' });
  const version = await ports.forms.version(draft.form);
  if (version === undefined) return fail('unavailable');
  const organisation = await ports.store.read('organisation', { organisationId: draft.purpose.id as OrganisationId });
  const filling: Filling = {
    actor,
    version,
    form: loadForm(version, language),
    draft,
    organisation,
    given: givenBy(draft.answers as Answers),
  };
  return ok({ kind: 'filling', filling });
}

async function openTask(
  ports: OpeningPorts,
  actor: LinkActor,
  taskId: TaskId,
  language: Language,
): Promise<Result<Opened>> {
  const read = await readTask(ports, actor, { taskId });
  if (!read.ok) return read;
  const { task, rule, document, form: version } = read.value;
  if (task.status === 'done' || task.status === 'cancelled') return fail('gone', { reason: 'task-over' });
  if (rule.act === 'sign' && document !== undefined) {
    const signing = { actor, caseId: task.caseId, documentId: document.documentId, role: 'participant', taskId };
    return ok({ kind: 'signing', signing, task: read.value });
  }
  if (rule.act !== 'fill' || version === undefined) return ok({ kind: 'doing', task: read.value, actor });
  const form = loadForm(version, language);
  const draftId = `task-${taskId}`;
  const stored = await ports.store.read('draft', { draftId });
  const organisation = await ports.store.read('organisation', { organisationId: read.value.case.organisationId });
  const answers = (document?.answers as Answers | undefined) ?? emptyAnswers(form);
  const draft =
    stored ??
    unsavedDraft(
      {
        draftId,
        form: { slug: version.slug, scope: version.scope, number: version.number },
        purpose: { kind: 'task', id: taskId },
        answers,
        subjectId: read.value.case.subjectId ?? (ports.newId() as SubjectId),
        expiresAt: actor.link.expiresAt,
      },
      actor.at,
    );
  return ok({
    kind: 'filling',
    filling: { actor, version, form, draft, organisation, task: read.value, given: givenBy(answers) },
  });
}

/** A referral that a person began for themselves stays their own: who refers is no question. */
const givenBy = (answers: Answers): Answers => (answers.referralSource === 'self' ? { referralSource: 'self' } : {});
