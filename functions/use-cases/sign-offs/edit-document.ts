import type { Document } from '../../domain/documents/document.ts';
import type { StoredFile } from '../../domain/forms/index.ts';
import type { CaseId, DocumentId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import type { Acting } from '../acting.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { checkContent } from '../tasks/check-content.ts';
import { addSigners, type OpenTaskPorts } from '../tasks/open-task.ts';
import { permit } from '../tasks/permission.ts';
import { saveDocument } from '../tasks/save-document.ts';

export interface EditDocumentInput {
  readonly caseId: CaseId;
  readonly documentId: DocumentId;
  readonly answers: unknown;
  readonly files?: readonly StoredFile[];
  /** Version of the document that the person saw. */
  readonly version?: number;
}

/**
 * Changes a document while signatures are collected: every signature under the old content is void and asked for again, and everyone
 * concerned is told. A signed or active document does not change: that takes a new one (`wrong-state`).
 */
export const editDocument = (
  ports: OpenTaskPorts & Pick<Ports, 'store'>,
  actor: Acting,
  input: EditDocumentInput,
): Promise<Result<{ readonly hash: string; readonly voided: readonly string[] }>> =>
  decideAgain(async () => {
    const { caseId, documentId } = input;
    const [found, document] = await Promise.all([
      ports.store.read('case', { caseId }),
      ports.store.read('document', { caseId, documentId }),
    ]);
    if (found === undefined || document === undefined) return fail('not-found');
    if (input.version !== undefined && input.version !== document.version)
      return fail('conflict', { reason: 'changed-meanwhile' });
    const collector = await collectorOf(ports, Object.values(found.open ?? {}), document);
    if (collector === undefined) return fail('wrong-state', { reason: `document-${document.status}` });
    const allowed = await permit(ports, actor, collector);
    if (!allowed.ok) return allowed;
    const content = await checkContent(ports, found, {
      form: document.form,
      answers: input.answers,
      before: document,
      ...(input.files === undefined ? {} : { files: input.files }),
      phase: 'submit',
    });
    if (!content.ok) return content;
    if (content.value.hash === document.hash) return ok({ hash: document.hash, voided: [] });

    const changes = changeCase(found, ports.now());
    const { items: signOffs } = await ports.store.list('sign-offs-of-document', { caseId, documentId });
    const saved = saveDocument(changes, {
      before: document,
      content: content.value,
      status: document.status,
      actor,
      newId: ports.newId,
      signOffs,
    });
    const voided = rolesVoided(signOffs, document);
    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    await addSigners(ports, changes, club, {
      task: collector,
      rule: taskRuleOf(collector.step),
      document: saved.document,
      invitation: 'sign-again',
      roles: voided,
    });
    return commitAll(ports.store, changes.all(), { hash: saved.document.hash, voided });
  });

const rolesVoided = (signOffs: readonly SignOff[], document: Document): readonly string[] =>
  signOffs
    .filter(({ decision, voidedAt, hash }) => decision === 'signed' && voidedAt === undefined && hash === document.hash)
    .map(({ role }) => role);

/** The open task that collects signatures under this document; none before the collecting and after it. */
async function collectorOf(
  ports: Pick<Ports, 'store'>,
  open: readonly Task['taskId'][],
  document: Document,
): Promise<Task | undefined> {
  const tasks = await Promise.all(open.map((taskId) => ports.store.read('task', { taskId })));
  return tasks.find(
    (task) =>
      task !== undefined &&
      task.status === 'open' &&
      task.signer === undefined &&
      task.documentId === document.documentId &&
      taskRuleOf(task.step).act === 'sign',
  );
}
