import type { Case } from '../../domain/cases/case.ts';
import type { Document } from '../../domain/documents/document.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import type { Task } from '../../domain/tasks/task.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import type { OutcomeRule, TaskRule } from '../../domain/workflows/process.ts';
import { type Acting, isLinkActor, isStaff, type SignatureInput } from '../acting.ts';
import type { CaseChanges } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { cancelTask, finishTask } from './close-task.ts';

const refuse = (pointer: string, code: string): Result<never> => {
  const error: FieldError = { pointer, code };
  return fail('invalid-input', { errors: [error] });
};

/** The rule of an outcome that a person may choose; `invalid-input` for one that the step does not have, or without its reason. */
export function chosenOutcome(rule: TaskRule, outcome: string, reason: string | undefined): Result<OutcomeRule> {
  const chosen = Object.hasOwn(rule.outcomes, outcome) ? rule.outcomes[outcome] : undefined;
  if (chosen === undefined) return refuse('/outcome', 'not-an-option');
  if (chosen.needsReason === true && (reason ?? '').trim() === '') return refuse('/reason', 'required');
  return ok(chosen);
}

/** The outcome as the workflow hears it: one that is counted becomes another from the second time on. */
export function countOutcome(changes: CaseChanges, rule: OutcomeRule, outcome: string): string {
  if (rule.counts === undefined) return outcome;
  const { as, again } = rule.counts;
  const { counts } = changes.current();
  const before = counts?.[as] ?? 0;
  changes.set({ counts: { ...counts, [as]: before + 1 } });
  return before === 0 ? outcome : again;
}

/** The role on the paper in which a person signs by submitting, if the step asks for a signature at all. */
export function roleOfSubmitter(rule: TaskRule, found: Case, actor: Acting): string | undefined {
  const signs = rule.signs ?? [];
  if (signs.length === 0 || actor === 'system') return undefined;
  if (isLinkActor(actor)) return 'participant';
  if (signs.includes('author')) return found.referrerPersonId === undefined ? 'participant' : 'referrer';
  return signs.find((role) => role !== 'participant') ?? 'participant';
}

const ON_PAPER: ReadonlySet<SignatureInput['method']> = new Set(['scan', 'witnessed']);

/** A signature that may stand: staff sign by their account; a participant signs themselves, or on paper which staff enter with evidence. */
export function acceptSignature(
  actor: Acting,
  role: string,
  given: SignatureInput | undefined,
): Result<SignatureInput> {
  if (isStaff(actor) && role !== 'participant') return ok(given ?? { name: actor.name, method: 'account' });
  if (given === undefined || given.name.trim() === '') return refuse('/signature', 'required');
  if (isLinkActor(actor)) return given.method === 'account' ? refuse('/signature/method', 'not-an-option') : ok(given);
  if (!ON_PAPER.has(given.method) || (given.evidence ?? '') === '') return refuse('/signature/evidence', 'required');
  return ok(given);
}

/** Key of a document on its case: its slug, and the institution where each fills its own. */
export const documentKey = (slug: string, part: Task['part']): string =>
  part === undefined ? slug : `${slug}#${part}`;

/** The document of a step and its sign-offs as they are now. */
export async function documentOfTask(
  ports: Pick<Ports, 'store'>,
  found: Case,
  rule: TaskRule,
  part?: Task['part'],
): Promise<{ readonly document?: Document; readonly signOffs: readonly SignOff[] }> {
  const documentId = rule.form === undefined ? undefined : found.documents[documentKey(rule.form, part)];
  if (documentId === undefined) return { signOffs: [] };
  const [document, { items }] = await Promise.all([
    ports.store.read('document', { caseId: found.caseId, documentId }),
    ports.store.list('sign-offs-of-document', { caseId: found.caseId, documentId }),
  ]);
  return { ...(document === undefined ? {} : { document }), signOffs: items };
}

/** Ends the tasks that only served this one: the letter that nobody needs to hand over any more, signers' parts. */
export async function endSideTasks(
  ports: Pick<Ports, 'store'>,
  changes: CaseChanges,
  task: Task,
  cause: string,
): Promise<void> {
  for (const taskId of Object.values(changes.current().open ?? {})) {
    const side = await ports.store.read('task', { taskId });
    if (side?.parent === task.taskId && side.status !== 'done')
      cancelTask(changes, side, { who: 'system', role: 'system' }, cause);
  }
}

/** When the last of several parts is done, the task that gathers them is done too. */
export async function endGathering(ports: Pick<Ports, 'store'>, changes: CaseChanges, part: Task): Promise<void> {
  if (part.parent === undefined || part.signer !== undefined) return;
  const gathering = await ports.store.read('task', { taskId: part.parent });
  if (gathering?.status !== 'open' || taskRuleOf(gathering.step).outcomes.all === undefined) return;
  for (const taskId of Object.values(changes.current().open ?? {})) {
    const other = await ports.store.read('task', { taskId });
    if (other?.parent === part.parent && other.taskId !== part.taskId) return;
  }
  finishTask(changes, gathering, { outcome: 'all', by: { who: 'system', role: 'system' } });
}
