import type { Case } from '../../domain/cases/case.ts';
import { isOpenContent, mayBecome } from '../../domain/cases/document-status.ts';
import type { Document, DocumentStatus } from '../../domain/documents/document.ts';
import type { StoredFile } from '../../domain/forms/index.ts';
import type { DocumentId, TaskId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { keepsApart } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import type { TaskRule } from '../../domain/workflows/process.ts';
import { type Acting, byOf, isStaff, type SignatureInput } from '../acting.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import { spending } from '../links/revoke-link.ts';
import type { Ports } from '../ports.ts';
import { checkContent, checkMoment } from './check-content.ts';
import { finishTask } from './close-task.ts';
import { keepLateAnswer } from './late-answer.ts';
import { permit } from './permission.ts';
import { addSignature, saveDocument, setStatus } from './save-document.ts';
import {
  acceptSignature,
  chosenOutcome,
  countOutcome,
  documentKey,
  documentOfTask,
  endGathering,
  endSideTasks,
  roleOfSubmitter,
} from './settle-task.ts';

export interface CompleteTaskInput {
  readonly taskId: TaskId;
  /** review, do: required. fill: `submitted` when absent. decide: taken from the answers. */
  readonly outcome?: string;
  readonly answers?: unknown;
  /** Files that this person has uploaded; answers name them by id. */
  readonly files?: readonly StoredFile[];
  readonly signature?: SignatureInput;
  readonly reason?: string;
  /** Version of the task that the person saw. */
  readonly version?: number;
  readonly transcribed?: Document['transcribed'];
}

export interface TaskDone {
  readonly taskId: TaskId;
  readonly outcome: string;
  readonly documentId?: DocumentId;
}

export type CompleteTaskPorts = Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>;

/**
 * One decision for each task: checks who acts, what the form and its rules say, separation of duties and locks, then commits the closed task,
 * its document, signature, events and messages at once. A second answer gets `already-done` and is kept.
 */
export function completeTask(
  ports: CompleteTaskPorts,
  actor: Acting,
  input: CompleteTaskInput,
): Promise<Result<TaskDone>> {
  return decideAgain(() => complete(ports, actor, input));
}

/** Sends a document back to its author, who gets half of the time; the reason is for them to read. */
export const returnForCorrection = (
  ports: CompleteTaskPorts,
  actor: Acting,
  input: { readonly taskId: TaskId; readonly reason: string; readonly version?: number },
): Promise<Result<TaskDone>> => completeTask(ports, actor, { ...input, outcome: 'return' });

const outcomeOf = (rule: TaskRule, { outcome, answers }: CompleteTaskInput): string => {
  if (rule.act === 'fill') return outcome ?? 'submitted';
  if (rule.act !== 'decide') return outcome ?? '';
  const decision =
    typeof answers === 'object' && answers !== null
      ? (answers as Record<string, unknown>)[rule.decidesBy ?? 'decision']
      : undefined;
  return typeof decision === 'string' ? decision : '';
};

async function complete(ports: CompleteTaskPorts, actor: Acting, input: CompleteTaskInput): Promise<Result<TaskDone>> {
  const task = await ports.store.read('task', { taskId: input.taskId });
  if (task === undefined) return fail('not-found');
  const rule = taskRuleOf(task.step);
  const outcome = outcomeOf(rule, input);
  if (task.status !== 'open') return late(ports, actor, task, { outcome, answers: input.answers });
  if (input.version !== undefined && input.version !== task.version)
    return fail('conflict', { reason: 'changed-meanwhile' });
  const allowed = await permit(ports, actor, task);
  if (!allowed.ok) return allowed;
  if (rule.act === 'sign') return fail('wrong-state', { reason: 'needs-signatures' });
  const chosen = chosenOutcome(rule, outcome, input.reason);
  if (!chosen.ok) return chosen;
  const found = await ports.store.read('case', { caseId: task.caseId });
  if (found === undefined) return fail('not-found');

  const changes = changeCase(found, ports.now());
  const done = await settle(ports, changes, {
    actor,
    input,
    rule,
    found,
    task,
    outcome,
    status: chosen.value.documentStatus,
  });
  if (!done.ok) return done;
  const said = countOutcome(changes, chosen.value, outcome);
  const { documentId } = done.value;
  finishTask(changes, task, {
    outcome: said,
    by: byOf(actor),
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(documentId === undefined ? {} : { documentId, data: { document: documentId } }),
  });
  await endSideTasks(ports, changes, task, 'task-done');
  await endGathering(ports, changes, task);
  if (allowed.value !== undefined) changes.put(...spending(allowed.value, changes.at));
  return commitAll(ports.store, changes.all(), {
    taskId: task.taskId,
    outcome: said,
    ...(documentId === undefined ? {} : { documentId }),
  });
}

const withoutClaim = ({ claimedBy: _, ...task }: Task): Task => task;

/** Only somebody who might have answered in time gets an answer about a closed task. */
async function late(
  ports: CompleteTaskPorts,
  actor: Acting,
  task: Task,
  answer: { readonly outcome: string; readonly answers?: unknown },
): Promise<Result<never>> {
  if (actor === 'system') return fail('already-done');
  const allowed = await permit(ports, actor, withoutClaim(task));
  if (!allowed.ok && allowed.failure.reason !== 'link-spent') return allowed;
  return keepLateAnswer(ports, actor, task, answer);
}

interface Settling {
  readonly actor: Acting;
  readonly input: CompleteTaskInput;
  readonly rule: TaskRule;
  readonly found: Case;
  readonly task: Task;
  readonly outcome: string;
  readonly status: DocumentStatus | undefined;
}

type Settled = Promise<Result<{ readonly documentId?: DocumentId }>>;

const settle = (ports: CompleteTaskPorts, changes: CaseChanges, settling: Settling): Settled => {
  const { rule, outcome } = settling;
  if (rule.act === 'decide' || (rule.act === 'fill' && outcome === 'submitted')) return write(ports, changes, settling);
  return judge(ports, changes, settling);
};

/** fill, decide: the content is checked and saved, and whoever must sign by submitting does. */
async function write(ports: CompleteTaskPorts, changes: CaseChanges, settling: Settling): Settled {
  const { actor, input, rule, found, status, task } = settling;
  const { document: before, signOffs } = await documentOfTask(ports, found, rule, task.part);
  const form = before?.form ?? task.form;
  if (form === undefined) return fail('unavailable', { reason: 'no-form' });
  if (rule.act === 'decide') {
    // A decision of an earlier round is no draft that this one judges.
    const draft = before !== undefined && isOpenContent(before.status) ? before : undefined;
    const apart = await judgesApart(ports, settling, draft);
    if (!apart.ok) return apart;
  }
  const content = await checkContent(ports, found, {
    form,
    answers: input.answers,
    ...(before === undefined ? {} : isOpenContent(before.status) ? { before } : { edition: before.edition + 1 }),
    ...(input.files === undefined ? {} : { files: input.files }),
    phase: rule.requires === undefined ? 'submit' : 'draft',
    ...(rule.requires === undefined ? {} : { requires: rule.requires }),
  });
  if (!content.ok) return content;
  const role = roleOfSubmitter(rule, found, actor);
  const signature = role === undefined ? undefined : acceptSignature(actor, role, input.signature);
  if (signature !== undefined && !signature.ok) return signature;
  const saved = saveDocument(changes, {
    before,
    content: content.value,
    status: status ?? 'draft',
    actor,
    newId: ports.newId,
    signOffs,
    key: documentKey(form.slug, task.part),
    ...(input.transcribed === undefined ? {} : { transcribed: input.transcribed }),
    ...(role === undefined ? {} : { signsAnew: role }),
  });
  if (role !== undefined && signature !== undefined)
    addSignature(changes, {
      document: saved.document,
      role,
      signature: signature.value,
      actor,
      earlier: saved.signOffs,
    });
  return ok({ documentId: saved.document.documentId });
}

/** review, do: nobody judges what they filed; the document takes the status of the outcome. */
async function judge(ports: CompleteTaskPorts, changes: CaseChanges, settling: Settling): Settled {
  const { actor, input, rule, found, status, task } = settling;
  const { document } = await documentOfTask(ports, found, rule, task.part);
  if (rule.act === 'review') {
    const apart = await judgesApart(ports, settling, document);
    if (!apart.ok) return apart;
  }
  if (document === undefined) return ok({});
  if (status === undefined) return ok({ documentId: document.documentId });
  if (status === 'approved') {
    const allowed = await checkMoment(ports, document, 'sign');
    if (!allowed.ok) return allowed;
  }
  if (!mayBecome(document.status, status)) return fail('wrong-state', { reason: `document-${document.status}` });
  setStatus(changes, document, status, actor, status === 'returned' ? input.reason : undefined);
  return ok({ documentId: document.documentId });
}

async function judgesApart(
  ports: CompleteTaskPorts,
  { actor, rule, found }: Settling,
  document: Document | undefined,
): Promise<Result<void>> {
  if (!isStaff(actor)) return ok(undefined);
  const judged = await Promise.all(
    (rule.judges ?? []).map((slug) => {
      const documentId = found.documents[slug];
      return documentId === undefined ? undefined : ports.store.read('document', { caseId: found.caseId, documentId });
    }),
  );
  const preparedBy = rule.act === 'review' && rule.form === undefined ? found.referrerPersonId : undefined;
  return keepsApart(actor, [document?.author, preparedBy, ...judged.map((one) => one?.author)]);
}
