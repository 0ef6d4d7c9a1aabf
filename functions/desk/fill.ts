import * as z from 'zod';
import { phaseName } from '../domain/cases/phases.ts';
import type { Document } from '../domain/documents/document.ts';
import { prefillAnswers } from '../domain/documents/prefill.ts';
import { type Answers, emptyAnswers, loadForm } from '../domain/forms/index.ts';
import type { SubjectId } from '../domain/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { defineRoute, type Exchange } from '../http/route.ts';
import { readRegisters } from '../use-cases/documents/read-registers.ts';
import { draftExpiry } from '../use-cases/drafts/leave-and-return.ts';
import { discardDraft, unsavedDraft } from '../use-cases/drafts/save-draft.ts';
import { draftIdOfTask } from '../use-cases/drafts/task-draft.ts';
import { completeTask } from '../use-cases/tasks/complete-task.ts';
import { readTask } from '../use-cases/tasks/read-task.ts';
import { addressOfCase, addressOfTask } from './addresses.ts';
import { type DeskFilling, deskCheckPage, deskFormPage, deskVerdict, receiveDeskPage } from './form-flow.ts';
import { taskIdOf, taskObject, taskParams } from './task.ts';

const FILES = { bytes: 24_000_000, count: 5000 };
const pageQuery = z.object({ strona: z.coerce.number().int().min(1).max(100).default(1) });
const pathOfFilling = '/desk/zadanie/:taskId/formularz';

type TaskExchange = Pick<Exchange, 'ports' | 'now' | 'posted' | 'messages'> & {
  readonly actor: NonNullable<Exchange['actor']>;
  readonly params: { readonly taskId: string };
};

/** The task's form with its draft; a new document takes over what earlier ones of the case say. */
async function fillingOfTask({ ports, actor, params, now }: TaskExchange): Promise<Result<DeskFilling>> {
  const read = await readTask(ports, actor, { taskId: taskIdOf(params) });
  if (!read.ok) return read;
  const { task, rule, case: record, document, form: version, reads } = read.value;
  if (task.status !== 'open') return fail('wrong-state', { reason: 'task-over' });
  if (version === undefined || (rule.act !== 'fill' && rule.act !== 'decide')) return fail('wrong-state');
  const form = loadForm(version, 'pl');
  const draftId = draftIdOfTask(task.taskId);
  const stored = await ports.store.read('draft', { draftId });
  const started = (document?.answers as Answers | undefined) ?? emptyAnswers(form);
  const titles = new Map(
    await Promise.all(
      Object.entries(reads).map(
        async ([slug, one]) => [slug, (await ports.forms.version(one.form))?.definition.title ?? slug] as const,
      ),
    ),
  );
  const { answers, notes } = prefillAnswers(version.definition, started, (slug) =>
    sourceOf(reads[slug], titles.get(slug)),
  );
  const draft =
    stored ??
    unsavedDraft(
      {
        draftId,
        form: { slug: version.slug, scope: version.scope, number: version.number },
        purpose: { kind: 'task', id: task.taskId },
        answers,
        subjectId: record.subjectId ?? (ports.newId() as SubjectId),
        expiresAt: draftExpiry(now),
      },
      now,
    );
  return ok({
    version,
    form,
    draft,
    given: {},
    registers: await readRegisters(ports, record),
    address: `/desk/zadanie/${task.taskId}/formularz`,
    checkAddress: `/desk/zadanie/${task.taskId}/sprawdz`,
    backHref: addressOfTask(task.taskId),
    caption: [`Sprawa ${record.reference}`, record.displayName, phaseName(record.phase)]
      .filter((part) => part !== undefined)
      .join(' · '),
    notes,
    sendText: sendTextOf(rule.act, Object.values(rule.outcomes)[0]?.label),
    ...(document?.returnReason === undefined ? {} : { returned: document.returnReason }),
  });
}

const sendTextOf = (act: string, label: string | undefined): string =>
  act === 'decide' ? 'Zapisz rozstrzygnięcie i podpisz' : (label ?? 'Wyślij');

const sourceOf = (document: Document | undefined, title: string | undefined) =>
  document === undefined
    ? undefined
    : {
        title: title ?? document.form.slug,
        date: localDateOf(document.changedAt),
        answers: document.answers as Answers,
      };

const showPage = defineRoute({
  method: 'GET',
  path: pathOfFilling,
  access: 'task.act',
  title: 'One page of the form of a task',
  params: taskParams,
  query: pageQuery,
  object: taskObject,
  handler: async (exchange) => {
    const filling = await fillingOfTask(exchange);
    return filling.ok ? ok(deskFormPage(filling.value, exchange, exchange.query.strona - 1)) : filling;
  },
});

const receivePage = defineRoute({
  method: 'POST',
  path: pathOfFilling,
  access: 'task.act',
  title: 'Save one page of the form of a task',
  params: taskParams,
  query: pageQuery,
  object: taskObject,
  limits: FILES,
  handler: async (exchange) => {
    const filling = await fillingOfTask(exchange);
    return filling.ok ? receiveDeskPage(filling.value, exchange, exchange.query.strona - 1) : filling;
  },
});

const showCheck = defineRoute({
  method: 'GET',
  path: '/desk/zadanie/:taskId/sprawdz',
  access: 'task.act',
  title: 'All answers of the task, before sending',
  params: taskParams,
  object: taskObject,
  handler: async (exchange) => {
    const filling = await fillingOfTask(exchange);
    return filling.ok ? ok(deskCheckPage(filling.value, exchange)) : filling;
  },
});

const send = defineRoute({
  method: 'POST',
  path: '/desk/zadanie/:taskId/sprawdz',
  access: 'task.act',
  title: 'Send the form of a task, once',
  params: taskParams,
  object: taskObject,
  handler: async (exchange) => {
    const { ports, actor, params } = exchange;
    const filling = await fillingOfTask(exchange);
    if (!filling.ok) return filling;
    const { answers, errors, files } = deskVerdict(filling.value, exchange);
    if (errors.length > 0) return ok(deskCheckPage(filling.value, exchange, errors));
    const done = await completeTask(ports, actor, { taskId: taskIdOf(params), answers, files });
    if (!done.ok) {
      if (done.failure.code === 'already-done') return ok({ redirect: addressOfTask(params.taskId) });
      if (done.failure.errors === undefined) return done;
      return ok(deskCheckPage(filling.value, exchange, done.failure.errors));
    }
    await discardDraft(ports, filling.value.draft.draftId); // a leftover is only a draft of a closed task: it expires
    const task = await ports.store.read('task', { taskId: taskIdOf(params) });
    return ok({ redirect: task === undefined ? '/desk' : addressOfCase(task.caseId), json: done.value });
  },
});

export const fillRoutes = [showPage, receivePage, showCheck, send];
