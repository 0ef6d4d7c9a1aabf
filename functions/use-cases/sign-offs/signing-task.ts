import type { Case } from '../../domain/cases/case.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { CaseId, DocumentId } from '../../domain/ids.ts';
import type { Link } from '../../domain/links/link.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import type { TaskRule } from '../../domain/workflows/process.ts';
import { type Acting, isLinkActor } from '../acting.ts';
import type { Ports } from '../ports.ts';
import { permit } from '../tasks/permission.ts';

/** What a signature or a refusal stands on. */
export interface Signing {
  readonly found: Case;
  readonly document: Document;
  readonly signOffs: readonly SignOff[];
  readonly rule: TaskRule;
  /** The signer's own part. */
  readonly part: Task;
  /** The task that collects all signatures; the part itself when there is only one signer. */
  readonly collector: Task;
  readonly role: string;
  readonly link?: Link;
}

export interface SigningInput {
  readonly caseId: CaseId;
  readonly documentId: DocumentId;
  readonly hash: string;
  readonly role?: string;
}

/**
 * Finds the open part of this person under this document. `already-done` when their role has signed this content or the collecting is
 * over, `conflict` (`content-changed`) when they saw another content, `not-found` when nothing of this is theirs.
 */
export async function findSigning(
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Acting,
  input: SigningInput,
): Promise<Result<Signing>> {
  const { caseId, documentId } = input;
  const [found, document] = await Promise.all([
    ports.store.read('case', { caseId }),
    ports.store.read('document', { caseId, documentId }),
  ]);
  if (found === undefined || document === undefined) return fail('not-found');
  const { items: signOffs } = await ports.store.list('sign-offs-of-document', { caseId, documentId });
  const asked = isLinkActor(actor) && actor.link.target.kind === 'sign-off' ? actor.link.target.role : input.role;
  const parts = ownFirst(await openParts(ports, found, documentId, asked));
  let refusal: Result<never> | undefined;
  for (const part of parts) {
    const allowed = await permit(ports, actor, part);
    if (!allowed.ok) {
      refusal ??= allowed;
      continue;
    }
    if (input.hash !== document.hash) return fail('conflict', { reason: 'content-changed' });
    const collector = part.parent === undefined ? part : await ports.store.read('task', { taskId: part.parent });
    if (collector === undefined || collector.status !== 'open')
      return fail('wrong-state', { reason: 'not-collecting' });
    return ok({
      found,
      document,
      signOffs,
      rule: taskRuleOf(part.step),
      part,
      collector,
      role: part.signer ?? '',
      ...(allowed.value === undefined ? {} : { link: allowed.value }),
    });
  }
  if (refusal !== undefined) return refusal;
  const over =
    document.status === 'signed' ||
    document.status === 'active' ||
    asked === undefined ||
    signOffs.some(({ role }) => role === asked);
  return over && mayKnow(actor, input) ? fail('already-done', { reason: 'signature-settled' }) : fail('not-found');
}

/** A link tells its own document's state; staff who reach this point were let in by the surface. */
const mayKnow = (actor: Acting, { documentId }: SigningInput): boolean =>
  !isLinkActor(actor) ||
  (actor.link.target.kind === 'sign-off'
    ? actor.link.target.documentId === documentId
    : actor.link.target.kind === 'task');

async function openParts(
  ports: Pick<Ports, 'store'>,
  found: Case,
  documentId: DocumentId,
  role: string | undefined,
): Promise<readonly Task[]> {
  const tasks = await Promise.all(
    Object.values(found.open ?? {}).map((taskId) => ports.store.read('task', { taskId })),
  );
  return tasks.filter(
    (task) =>
      task !== undefined &&
      task.status === 'open' &&
      task.documentId === documentId &&
      task.signer !== undefined &&
      (role === undefined || task.signer === role),
  ) as readonly Task[];
}

/** A helper who signs for themselves comes first; for the participant only when nothing of their own is open, or when asked. */
const ownFirst = (parts: readonly Task[]): readonly Task[] =>
  [...parts].sort((left, right) => Number(left.signer === 'participant') - Number(right.signer === 'participant'));
