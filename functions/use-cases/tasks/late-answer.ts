import { createHash } from 'node:crypto';
import type { Document } from '../../domain/documents/document.ts';
import type { DocumentId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { Change } from '../../domain/store/store.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { type Acting, byOf } from '../acting.ts';
import { outboxRow } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { checkContent } from './check-content.ts';
import { authorOf } from './save-document.ts';

interface Late {
  readonly outcome: string;
  readonly answers?: unknown;
}

const refusalOf = (task: Task): Result<never> => {
  if (task.status === 'paused') return fail('wrong-state', { reason: 'task-paused' });
  if (task.status === 'cancelled') return fail('wrong-state', { reason: 'task-cancelled' });
  return fail('already-done', { reason: 'task-done' });
};

/**
 * An answer to a task that is not open any more: the first decision stands; what came late is kept (its content as an expired document) and
 * told on the case, once for each person and outcome, without contending for the case's head. Always gives the failure that says why.
 */
export async function keepLateAnswer(
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>,
  actor: Acting,
  task: Task,
  { outcome, answers }: Late,
): Promise<Result<never>> {
  const refusal = refusalOf(task);
  const by = byOf(actor);
  if (task.status === 'paused') return refusal;
  const found = await ports.store.read('case', { caseId: task.caseId });
  if (found === undefined) return fail('not-found');
  const at = ports.now();
  const digest = createHash('sha256')
    .update(JSON.stringify([outcome, answers ?? null]))
    .digest('base64url');
  const onceKey = `late:${task.taskId}:${by.who}:${digest}`;
  const content =
    answers === undefined || task.form === undefined
      ? undefined
      : await checkContent(ports, found, { form: task.form, answers, phase: 'draft' });
  const first =
    task.documentId === undefined
      ? undefined
      : await ports.store.read('document', { caseId: task.caseId, documentId: task.documentId });
  const nothingNew = content?.ok !== true || content.value.hash === first?.hash;
  if (by.who === task.closedBy && outcome === task.outcome && nothingNew) return refusal;
  const document: Document | undefined =
    content?.ok === true
      ? {
          documentId: ports.newId() as DocumentId,
          caseId: task.caseId,
          form: content.value.form,
          status: 'expired',
          answers: content.value.answers,
          hash: content.value.hash,
          ...(found.subjectId === undefined ? {} : { subjectId: found.subjectId }),
          organisationId: found.organisationId,
          author: authorOf(actor),
          edition: 1,
          createdAt: at,
          changedAt: at,
          version: 1,
        }
      : undefined;
  const changes: readonly Change[] = [
    { put: 'once', record: { onceKey, result: document?.documentId ?? '', at, version: 1 } },
    ...(document === undefined ? [] : [{ put: 'document' as const, record: document }]),
    {
      put: 'outbox',
      record: outboxRow(
        `${task.caseId}.late.${digest.slice(0, 16)}.${by.who}`,
        {
          type: 'answer-late',
          caseId: task.caseId,
          taskId: task.taskId,
          by: { who: by.who, role: by.role },
          outcome,
          ...(document === undefined ? {} : { documentId: document.documentId }),
        },
        at,
      ),
    },
  ];
  const kept = await ports.store.commit(changes);
  return kept.ok || kept.failure.code === 'already-done' ? refusal : kept;
}
