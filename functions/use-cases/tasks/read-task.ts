import type { Case } from '../../domain/cases/case.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { FormVersion } from '../../domain/forms/index.ts';
import type { TaskId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import type { TaskRule } from '../../domain/workflows/process.ts';
import { type Acting, isLinkActor, isStaff } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { leadsTo } from './permission.ts';
import { documentOfTask } from './settle-task.ts';

/** Everything a task page shows. */
export interface TaskSheet {
  readonly task: Task;
  readonly rule: TaskRule;
  readonly case: Case;
  /** The document of the step as it stands, with the reason when it came back. */
  readonly document?: Document;
  /** The version of the form to show: the document's own, else the one fixed when the task was opened. */
  readonly form?: FormVersion;
  readonly signOffs: readonly SignOff[];
  /** Documents of the case to read beside it, by slug. */
  readonly reads: Readonly<Record<string, Document>>;
  /** Roles that sign this step, and whether one is this person's. */
  readonly signer?: string;
  /** The task belongs to somebody in whose part this person stands, or nobody has taken it yet. */
  readonly mine: boolean;
}

/** Reads a task with its case, document and form; `not-found` for a link that leads elsewhere. Access by role is the surface's question. */
export async function readTask(
  ports: Pick<Ports, 'store' | 'forms'>,
  actor: Acting,
  { taskId }: { readonly taskId: TaskId },
): Promise<Result<TaskSheet>> {
  const task = await ports.store.read('task', { taskId });
  if (task === undefined) return fail('not-found');
  if (isLinkActor(actor) && !leadsTo(actor.link, task)) return fail('not-found');
  const found = await ports.store.read('case', { caseId: task.caseId });
  if (found === undefined) return fail('not-found');
  const rule = taskRuleOf(task.step);
  const { document, signOffs } = await documentOfTask(ports, found, rule, task.part);
  const reference = document?.form ?? task.form;
  const form = reference === undefined ? undefined : await ports.forms.version(reference);
  const reads = await Promise.all(
    (rule.reads ?? []).map(async (slug) => {
      const documentId = found.documents[slug];
      const read =
        documentId === undefined ? undefined : await ports.store.read('document', { caseId: found.caseId, documentId });
      return read === undefined ? [] : [[slug, read] as const];
    }),
  );
  return ok({
    task,
    rule,
    case: found,
    ...(document === undefined ? {} : { document }),
    ...(form === undefined ? {} : { form }),
    signOffs,
    reads: Object.fromEntries(reads.flat()),
    ...(task.signer === undefined ? {} : { signer: task.signer }),
    mine: isStaff(actor) ? isFor(task, actor) && (task.claimedBy ?? actor.personId) === actor.personId : true,
  });
}
