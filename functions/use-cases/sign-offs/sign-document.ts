import type { DocumentStatus } from '../../domain/documents/document.ts';
import type { Result } from '../../domain/result.ts';
import { missingRoles } from '../../domain/sign-offs/collecting.ts';
import { type Acting, byOf, type SignatureInput } from '../acting.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import { spending } from '../links/revoke-link.ts';
import type { Ports } from '../ports.ts';
import { checkMoment } from '../tasks/check-content.ts';
import { finishTask } from '../tasks/close-task.ts';
import { addSignature, setStatus } from '../tasks/save-document.ts';
import { acceptSignature, endSideTasks } from '../tasks/settle-task.ts';
import { closeWhenAllHaveSpoken } from './close-collecting.ts';
import { findSigning, type SigningInput } from './signing-task.ts';

/**
 * One signature under exactly the content that the person saw. The last missing one makes the document signed and answers the workflow.
 * `blocked-by-rule` when the content may not be signed (a contract without the club's full access), `conflict` when it changed meanwhile.
 */
export const signDocument = (
  ports: Pick<Ports, 'store' | 'forms' | 'now'>,
  actor: Acting,
  input: SigningInput & { readonly signature: SignatureInput },
): Promise<Result<{ readonly status: DocumentStatus; readonly missing: readonly string[] }>> =>
  decideAgain(async () => {
    const signing = await findSigning(ports, actor, input);
    if (!signing.ok) return signing;
    const { found, document, signOffs, rule, part, collector, role, link } = signing.value;
    const signature = acceptSignature(actor, role, input.signature);
    if (!signature.ok) return signature;
    const allowed = await checkMoment(ports, document, 'sign');
    if (!allowed.ok) return allowed;

    const changes = changeCase(found, ports.now());
    const signed = addSignature(changes, { document, role, signature: signature.value, actor, earlier: signOffs });
    const by = byOf(actor);
    const missing = missingRoles(
      collector.roles ?? rule.signs ?? [],
      [...signOffs.filter((one) => one.role !== role), signed],
      document,
    );
    const complete = missing.length === 0 || part.taskId === collector.taskId;
    const status = complete ? (rule.outcomes.signed?.documentStatus ?? 'signed') : document.status;
    if (complete && status !== document.status) setStatus(changes, document, status, actor);
    else
      changes.put({
        unchanged: 'document',
        key: { caseId: document.caseId, documentId: document.documentId },
        version: document.version,
      });
    finishTask(changes, part, { outcome: 'signed', by, data: { document: document.documentId, role } });
    await endSideTasks(ports, changes, part, 'task-done');
    if (!complete) await closeWhenAllHaveSpoken(ports, changes, collector);
    if (complete && part.taskId !== collector.taskId)
      finishTask(changes, collector, { outcome: 'signed', by, documentId: document.documentId });
    if (link !== undefined) changes.put(...spending(link, changes.at));
    return commitAll(ports.store, changes.all(), { status, missing: complete ? [] : missing });
  });
