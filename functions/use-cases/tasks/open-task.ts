import type { Case } from '../../domain/cases/case.ts';
import { isEnd, mayGo } from '../../domain/cases/phases.ts';
import type { Organisation } from '../../domain/directory/directory.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { CaseId, OrganisationId, TaskId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { missingRoles } from '../../domain/sign-offs/collecting.ts';
import type { Task } from '../../domain/tasks/task.ts';
import type { Instant } from '../../domain/time.ts';
import { taskRuleOf } from '../../domain/workflows/catalogue.ts';
import type { TaskRule } from '../../domain/workflows/process.ts';
import { byOf } from '../acting.ts';
import { type CaseChanges, changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { assign, signer } from './assignees.ts';
import type { Invitation } from './invite-participant.ts';
import { addTask } from './new-task.ts';
import { taskIdFor } from './task-id.ts';
import { dueOf } from './timing.ts';

/** What the workflow sends when a person must do something (ADR 0005). */
export interface OpenTaskInput {
  readonly token: string;
  readonly execution: string;
  readonly caseId: CaseId;
  /** `<process>/<step>` */
  readonly step: string;
  readonly entered: string;
  readonly retry: number;
  /** When the execution began. */
  readonly started?: string;
  /** The task by which an earlier execution had already been answered, or an empty text. */
  readonly answered?: string;
}

export type OpenTaskPorts = Pick<Ports, 'store' | 'forms' | 'randomBytes' | 'now' | 'keyedHash' | 'baseUrl' | 'newId'>;

/**
 * Opens the task of a workflow's step. Idempotent for one entry of the state; an open task of the same step (a resumed or retried execution)
 * keeps its date and gets the new token; a step already answered before a restart answers at once. `wrong-state` when the case has ended.
 */
export function openTask(
  ports: OpenTaskPorts,
  _actor: 'system',
  input: OpenTaskInput,
): Promise<Result<{ taskId: TaskId }>> {
  return decideAgain(() => open(ports, input));
}

/** Reason with which an execution is told to go on as a new one, long before the platform ends it. */
export const EXECUTION_OLD = 'execution-old';
const OLDEST_DAYS = 170;

const isOld = (started: string | undefined, now: Instant): boolean =>
  started !== undefined && Date.parse(now) - Date.parse(started) > OLDEST_DAYS * 86_400_000;

async function open(ports: OpenTaskPorts, input: OpenTaskInput): Promise<Result<{ taskId: TaskId }>> {
  const { caseId, step } = input;
  const found = await ports.store.read('case', { caseId });
  if (found === undefined) return fail('not-found');
  const rule = taskRuleOf(step);
  if (isOld(input.started, ports.now())) return fail('wrong-state', { reason: EXECUTION_OLD });
  // The token is this entry's own and comes again with a repeated call.
  const taskId = taskIdFor(input.token, step);
  if ((await ports.store.read('task', { taskId })) !== undefined) return ok({ taskId });
  const replayed = await replay(ports, found, input);
  if (replayed !== undefined) return replayed;
  const standing = found.open?.[step];
  const waiting = standing === undefined ? undefined : await ports.store.read('task', { taskId: standing });
  if (waiting !== undefined) return adopt(ports, found, waiting, input);
  if (isEnd(found.phase) && rule.phase !== found.phase) return fail('wrong-state', { reason: 'case-ended' });

  const club = await ports.store.read('organisation', { organisationId: found.organisationId });
  const document = await documentOf(ports, found, rule);
  const changes = changeCase(found, ports.now());
  if (rule.phase !== undefined) {
    if (!mayEnter(found, rule.phase)) return fail('wrong-state', { reason: `${found.phase}-to-${rule.phase}` });
    changes.set({ phase: rule.phase });
  }
  const task = await addStep(ports, changes, club, { input, rule, taskId, document });
  if (rule.parts !== undefined) await addParts(ports, changes, club, task, rule);
  if (rule.act === 'sign' && document !== undefined) await addSigners(ports, changes, club, { task, rule, document });
  return commitAll(ports.store, changes.all(), { taskId });
}

const mayEnter = (found: Case, phase: string): boolean => found.kind !== 'participant' || mayGo(found.phase, phase);

const documentOf = async (ports: OpenTaskPorts, found: Case, rule: TaskRule): Promise<Document | undefined> => {
  const documentId = rule.form === undefined ? undefined : found.documents[rule.form];
  return documentId === undefined ? undefined : ports.store.read('document', { caseId: found.caseId, documentId });
};

/** After a restart the state before which the engine died may have been answered already: the same answer goes to the new execution, once. */
async function replay(
  ports: OpenTaskPorts,
  found: Case,
  { answered, step, token, execution }: OpenTaskInput,
): Promise<Result<{ taskId: TaskId }> | undefined> {
  if (answered === undefined || answered === '') return undefined;
  const task = await ports.store.read('task', { taskId: answered as TaskId });
  if (task?.status !== 'done' || task.step !== step || task.caseId !== found.caseId) return undefined;
  const onceKey = `replayed:${execution}`;
  if ((await ports.store.read('once', { onceKey })) !== undefined) return undefined;
  const changes = changeCase(found, ports.now());
  changes.put(
    { put: 'task', record: { ...task, token, execution, version: task.version + 1 } },
    { put: 'once', record: { onceKey, result: task.taskId, at: changes.at, version: 1 } },
  );
  changes.event('answer-repeated', byOf('system'), { task: task.taskId, step });
  changes.tell({ type: 'task-closed', caseId: found.caseId, taskId: task.taskId, outcome: task.outcome ?? '' });
  return commitAll(ports.store, changes.all(), { taskId: task.taskId });
}

/** The task is open already: only the one who waits for it changes. */
async function adopt(
  ports: OpenTaskPorts,
  found: Case,
  task: Task,
  { token, execution, step }: OpenTaskInput,
): Promise<Result<{ taskId: TaskId }>> {
  if (task.token === token) return ok({ taskId: task.taskId });
  const changes = changeCase(found, ports.now());
  changes.put({ put: 'task', record: { ...task, token, execution, version: task.version + 1 } });
  changes.event('task-continued', byOf('system'), { task: task.taskId, step });
  return commitAll(ports.store, changes.all(), { taskId: task.taskId });
}

interface Step {
  readonly input: OpenTaskInput;
  readonly rule: TaskRule;
  readonly taskId: TaskId;
  readonly document: Document | undefined;
}

async function addStep(
  ports: OpenTaskPorts,
  changes: CaseChanges,
  club: Organisation | undefined,
  { input, rule, taskId, document }: Step,
): Promise<Task> {
  const found = changes.current();
  const everyInstitution = rule.act === 'sign' && rule.perInstitution === true;
  const only = rule.act === 'sign' && !everyInstitution && rule.signs?.length === 1 ? rule.signs[0] : undefined;
  const assigned =
    only === undefined || 'participant' in rule.assign
      ? await assign(ports.store, found, rule.assign, document)
      : signer(found, only);
  const current =
    rule.form === undefined || document !== undefined
      ? undefined
      : await ports.forms.current(rule.form, found.regionId);
  const form =
    document?.form ??
    (current === undefined ? undefined : { slug: current.slug, scope: current.scope, number: current.number });
  return addTask(ports, changes, club, {
    taskId,
    step: input.step,
    assigned,
    due: dueOf(
      { rule, step: input.step, returned: rule.act === 'fill' && document?.status === 'returned' },
      found,
      club,
      changes.at,
    ),
    ...(document?.status === 'returned' ? { invitation: 'returned' as const } : {}),
    more: {
      token: input.token,
      execution: input.execution,
      ...(form === undefined ? {} : { form }),
      ...(document === undefined ? {} : { documentId: document.documentId }),
      ...(only === undefined ? {} : { signer: only }),
      ...(everyInstitution ? { roles: await headsOf(ports, found, rule) } : {}),
    },
  });
}

const institutionsOf = async (ports: OpenTaskPorts, found: Case): Promise<readonly OrganisationId[]> => {
  if (found.networkId === undefined) return [];
  const { items } = await ports.store.list(
    'organisations-of-network',
    { networkId: found.networkId },
    { limit: 1_000 },
  );
  return items.map(({ organisationId }) => organisationId);
};

const headsOf = async (ports: OpenTaskPorts, found: Case, rule: TaskRule): Promise<readonly string[]> =>
  (await institutionsOf(ports, found)).map((institution) => `${rule.signs?.[0] ?? 'partnerHead'}@${institution}`);

/** Opens the parts of a gathering task: one each, or one for every institution of the network. */
async function addParts(
  ports: OpenTaskPorts,
  changes: CaseChanges,
  club: Organisation | undefined,
  task: Task,
  rule: TaskRule,
): Promise<void> {
  const found = changes.current();
  const institutions = rule.perInstitution === true ? await institutionsOf(ports, found) : [undefined];
  for (const step of rule.parts ?? []) {
    const own = taskRuleOf(step);
    if (own.onlyRoute !== undefined && own.onlyRoute !== found.route) continue;
    for (const part of institutions) {
      const asked = part === undefined ? found : { ...changes.current(), partnerOrganisationId: part };
      const current = own.form === undefined ? undefined : await ports.forms.current(own.form, found.regionId);
      const documentId = own.form === undefined || part !== undefined ? undefined : found.documents[own.form];
      addTask(ports, changes, club, {
        taskId: taskIdFor(task.taskId, step, part ?? ''),
        step,
        assigned: await assign(ports.store, asked, own.assign),
        due: dueOf({ rule: own, step, returned: false }, found, club, changes.at),
        more: {
          parent: task.taskId,
          ...(part === undefined ? {} : { part }),
          ...(current === undefined
            ? {}
            : { form: { slug: current.slug, scope: current.scope, number: current.number } }),
          ...(documentId === undefined ? {} : { documentId }),
        },
      });
    }
  }
}

interface Signing {
  readonly task: Task;
  readonly rule: TaskRule;
  readonly document: Document;
  readonly invitation?: Invitation;
  /** Roles to ask; all that are missing when absent. */
  readonly roles?: readonly string[];
}

/** One task for each signature that is still missing; a single signer does it in the collecting task itself. */
export async function addSigners(
  ports: OpenTaskPorts,
  changes: CaseChanges,
  club: Organisation | undefined,
  { task, rule, document, invitation = 'new', roles }: Signing,
): Promise<void> {
  const signs = task.roles ?? rule.signs ?? [];
  if (task.roles === undefined && signs.length < 2) return;
  const { items } = await ports.store.list('sign-offs-of-document', {
    caseId: document.caseId,
    documentId: document.documentId,
  });
  for (const role of roles ?? missingRoles(signs, items, document)) {
    const found = changes.current();
    if (found.open?.[`${task.step}#${role}`] !== undefined) continue;
    addTask(ports, changes, club, {
      taskId: taskIdFor(task.taskId, role, document.hash, document.version),
      step: task.step,
      assigned: signer(found, role),
      due: task.due,
      invitation,
      more: { signer: role, parent: task.taskId, documentId: document.documentId, form: document.form },
    });
  }
}
