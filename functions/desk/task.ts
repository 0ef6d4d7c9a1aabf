import * as z from 'zod';
import { fieldLevels, objectOfCase, objectOfDocument, objectOfTask } from '../domain/access/index.ts';
import { phaseName } from '../domain/cases/phases.ts';
import { loadForm, viewSummary } from '../domain/forms/index.ts';
import type { TaskId } from '../domain/ids.ts';
import { type Failure, type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { defineRoute, type Exchange, type PageReply } from '../http/route.ts';
import { recordSeen } from '../use-cases/audit/record-read.ts';
import { readRegisters } from '../use-cases/documents/read-registers.ts';
import type { Ports } from '../use-cases/ports.ts';
import { claimTask } from '../use-cases/tasks/claim-task.ts';
import { completeTask } from '../use-cases/tasks/complete-task.ts';
import { issueTaskLink } from '../use-cases/tasks/issue-task-link.ts';
import { readTask } from '../use-cases/tasks/read-task.ts';
import { releaseTask } from '../use-cases/tasks/release-task.ts';
import { addressOfCase, addressOfDocument, addressOfFilling, addressOfTask } from './addresses.ts';
import { taskLine, titleOfTask } from './inbox.ts';

export const taskParams = z.object({ taskId: z.string().max(40) });
export const taskIdOf = (params: { readonly taskId: string }): TaskId => params.taskId as TaskId;

/** Facts of the task for the access table; undefined when there is no such task. */
export async function taskObject({
  ports,
  params,
}: {
  readonly ports: Pick<Ports, 'store'>;
  readonly params: { readonly taskId: string };
}) {
  const task = await ports.store.read('task', { taskId: taskIdOf(params) });
  const record = task === undefined ? undefined : await ports.store.read('case', { caseId: task.caseId });
  return task === undefined || record === undefined ? undefined : objectOfTask(record, task);
}

type TaskExchange = Pick<Exchange, 'ports' | 'now' | 'mayAlso'> & {
  readonly actor: Parameters<typeof readTask>[1] & { readonly name: string } & Parameters<typeof fieldLevels>[0];
};

/** One line of the summary: what to do, and the way to its field. */
function errorLine({ pointer, params }: FieldError): { readonly href: string; readonly text: string } {
  if (pointer === '/reason') return { href: '#reason', text: REASON_MISSING };
  if (pointer === '/outcome') return { href: '#outcome-0', text: 'Wybierz jedną z odpowiedzi.' };
  return { href: '#outcome-0', text: String(params?.sentence ?? 'Dokument trzeba najpierw poprawić.') };
}

const REASON_MISSING = 'Wpisz powód. Bez niego nie wiadomo, co poprawić.';

async function taskPage(
  { ports, actor, now, mayAlso }: TaskExchange,
  taskId: TaskId,
  failure?: Failure,
  entered: { readonly outcome?: string; readonly reason?: string } = {},
): Promise<Result<PageReply>> {
  const read = await readTask(ports, actor, { taskId });
  if (!read.ok) return read;
  const { task, rule, case: record, document, form, signOffs } = read.value;
  const open = task.status === 'open';
  const documentObject = document === undefined ? undefined : objectOfDocument(record, document);
  const shown =
    document !== undefined &&
    form !== undefined &&
    documentObject !== undefined &&
    mayAlso('document.read', documentObject);
  const level = shown ? (fieldLevels(actor, documentObject)?.level ?? 'public') : 'public';
  if (shown) {
    // A document on a task page is read as much as one on its own page.
    const seen = await recordSeen(ports, actor, {
      caseId: record.caseId,
      document: document.form.slug,
      documentId: document.documentId,
      formLevel: form.definition.properties?.level,
      level,
      how: 'special-data-read',
    });
    if (!seen.ok) return seen;
  }
  const sections = shown
    ? viewSummary(loadForm(form, 'pl'), document.answers as Parameters<typeof viewSummary>[1], {
        language: 'pl',
        level,
        registers: await readRegisters(ports, record),
      })
    : [];
  const reads = (rule.reads ?? []).flatMap((slug) => {
    const documentId = record.documents[slug];
    return documentId === undefined ? [] : [{ slug, href: addressOfDocument(record.caseId, documentId) }];
  });
  const titles = await Promise.all(
    reads.map(async ({ slug }) => (await ports.forms.current(slug, record.regionId))?.definition.title ?? slug),
  );
  const participant = task.assignee.kind === 'participant';
  return ok({
    page: 'desk/task',
    title: titleOfTask(task),
    ...(failure === undefined ? {} : { failure }),
    model: {
      ...taskLine(task, record, now),
      help: rule.help,
      caseHref: addressOfCase(record.caseId),
      phase: phaseName(record.phase),
      open,
      doneText: open
        ? undefined
        : task.outcome === undefined
          ? 'To zadanie jest już zamknięte.'
          : `To zadanie jest zakończone: ${rule.outcomes[task.outcome]?.label ?? task.outcome}.`,
      participant,
      fills: open && (rule.act === 'fill' || rule.act === 'decide'),
      fillHref: addressOfFilling(task.taskId),
      fillText: participant ? 'Wypełnij razem z osobą' : 'Wypełnij formularz',
      decides: open && (rule.act === 'review' || rule.act === 'do'),
      signs: open && rule.act === 'sign',
      signerHref: document === undefined ? undefined : addressOfDocument(record.caseId, document.documentId),
      signOffs: signOffs
        .filter((one) => one.voidedAt === undefined)
        .map((one) => ({ role: one.role, signed: one.decision === 'signed', name: one.name })),
      sections,
      reads: reads.map((one, index) => ({ ...one, title: titles[index] })),
      outcomes: Object.entries(rule.outcomes).map(([value, outcome]) => ({
        value,
        label: outcome.label,
        needsReason: outcome.needsReason === true,
        checked: entered.outcome === value,
      })),
      anyNeedsReason: Object.values(rule.outcomes).some((outcome) => outcome.needsReason === true),
      entered,
      version: task.version,
      action: addressOfTask(task.taskId),
      claimable: open && task.assignee.kind === 'role' && task.claimedBy === undefined,
      releasable: open && task.claimedBy === actor.personId,
      mayLink: open && participant && mayAlso('link.create', objectOfCase(record)),
      errors: (failure?.errors ?? []).map(errorLine),
      outcomeError: failure?.errors?.some(({ pointer }) => pointer === '/outcome'),
      reasonError: failure?.errors?.some(({ pointer }) => pointer === '/reason'),
      failureReason: failure?.reason,
      failureCode: failure?.code,
    },
    json: {
      taskId: task.taskId,
      step: task.step,
      status: task.status,
      due: task.due,
      outcomes: Object.keys(rule.outcomes),
      act: rule.act,
      documentId: document?.documentId,
      version: task.version,
    },
  });
}

const showTask = defineRoute({
  method: 'GET',
  path: '/desk/zadanie/:taskId',
  access: 'task.act',
  title: 'One task: what to do, until when and why, with its document',
  params: taskParams,
  object: taskObject,
  handler: (exchange) => taskPage(exchange, taskIdOf(exchange.params)),
});

const decide = defineRoute({
  method: 'POST',
  path: '/desk/zadanie/:taskId',
  access: 'task.act',
  title: 'Decide a task that needs no form',
  params: taskParams,
  body: z.object({
    outcome: z.string().max(60).optional(),
    reason: z.string().trim().max(5000).default(''),
    version: z.coerce.number().int().optional(),
  }),
  object: taskObject,
  handler: async (exchange) => {
    const { ports, actor, params, body } = exchange;
    const taskId = taskIdOf(params);
    if (body.outcome === undefined)
      return taskPage(
        exchange,
        taskId,
        { code: 'invalid-input', errors: [{ pointer: '/outcome', code: 'required' }] },
        { reason: body.reason },
      );
    const done = await completeTask(ports, actor, {
      taskId,
      outcome: body.outcome,
      ...(body.reason === '' ? {} : { reason: body.reason }),
      ...(body.version === undefined ? {} : { version: body.version }),
    });
    if (done.ok) return ok({ redirect: addressOfTask(taskId), json: done.value });
    // What was written stays on the page, whatever went wrong.
    return done.failure.code === 'not-found'
      ? done
      : taskPage(exchange, taskId, done.failure, { outcome: body.outcome, reason: body.reason });
  },
});

const claim = defineRoute({
  method: 'POST',
  path: '/desk/zadanie/:taskId/wez',
  access: 'task.act',
  title: 'Take a task of my role',
  params: taskParams,
  object: taskObject,
  handler: async ({ ports, actor, params }) => {
    const done = await claimTask(ports, actor, { taskId: taskIdOf(params) });
    return done.ok ? ok({ redirect: addressOfTask(params.taskId) }) : done;
  },
});

const release = defineRoute({
  method: 'POST',
  path: '/desk/zadanie/:taskId/oddaj',
  access: 'task.act',
  title: 'Give a task back to my role',
  params: taskParams,
  object: taskObject,
  handler: async ({ ports, actor, params }) => {
    const done = await releaseTask(ports, actor, { taskId: taskIdOf(params) });
    return done.ok ? ok({ redirect: addressOfTask(params.taskId) }) : done;
  },
});

const printLink = defineRoute({
  method: 'POST',
  path: '/desk/zadanie/:taskId/link',
  access: 'task.act',
  title: 'A new link and code for the person, to print or to show',
  params: taskParams,
  object: taskObject,
  handler: async ({ ports, actor, params, mayAlso }) => {
    const taskId = taskIdOf(params);
    const task = await ports.store.read('task', { taskId });
    const record = task === undefined ? undefined : await ports.store.read('case', { caseId: task.caseId });
    if (record === undefined || !mayAlso('link.create', objectOfCase(record))) return fail('forbidden');
    const issued = await issueTaskLink(ports, actor, { taskId });
    if (!issued.ok) return issued;
    const { url, code, expiresAt } = issued.value;
    return ok({
      page: 'desk/link',
      title: 'Link i kod dla osoby',
      model: {
        url,
        code,
        expiresAt,
        qr: `data:image/svg+xml;base64,${Buffer.from(await ports.qrCodes.svg(url)).toString('base64')}`,
        backHref: addressOfTask(taskId),
        reference: record.reference,
        shortAddress: `${ports.baseUrl}/kod`,
      },
      json: { url, code, expiresAt },
    });
  },
  csp: { 'img-src': "'self' data:" },
});

export const taskRoutes = [showTask, decide, claim, release, printLink];
