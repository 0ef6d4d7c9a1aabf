import * as z from 'zod';
import { objectOfCase, objectOfDocument } from '../domain/access/index.ts';
import { phaseName } from '../domain/cases/phases.ts';
import type { Document } from '../domain/documents/document.ts';
import type { CaseId } from '../domain/ids.ts';
import { ok } from '../domain/result.ts';
import { dateInWords } from '../domain/time-words.ts';
import { taskRuleOf } from '../domain/workflows/catalogue.ts';
import { defineRoute } from '../http/route.ts';
import { withdrawCase } from '../use-cases/cases/withdraw-case.ts';
import { readCaseFile } from '../use-cases/desk/read-case-file.ts';
import { addressOfCase, addressOfDocument } from './addresses.ts';
import { taskLine } from './inbox.ts';
import { timelineLine } from './timeline.ts';
import { DOCUMENT_STATUS_WORDS, waitsForWords } from './words.ts';

export const caseParams = z.object({ caseId: z.string().max(40) });
/** Branded ids come out of checked parameters here and nowhere else. */
export const caseIdOf = (params: { readonly caseId: string }): CaseId => params.caseId as CaseId;

const showCase = defineRoute({
  method: 'GET',
  path: '/desk/sprawa/:caseId',
  access: 'case.read',
  title: 'One case: where it stands, its documents and its history',
  params: caseParams,
  object: async ({ ports, params }) => {
    const record = await ports.store.read('case', { caseId: caseIdOf(params) });
    return record === undefined ? undefined : objectOfCase(record);
  },
  handler: async ({ ports, actor, params, now, mayAlso, messages, verdict }) => {
    const file = await readCaseFile(ports, caseIdOf(params));
    if (!file.ok) return file;
    const { record, events, documents, openTasks, names } = file.value;
    const statusOnly = verdict?.allowed === true && verdict.view === 'status';
    const titles = new Map(
      await Promise.all(
        [...new Map(documents.map((one) => [JSON.stringify(one.form), one.form])).values()].map(
          async (form) =>
            [JSON.stringify(form), (await ports.forms.version(form))?.definition.title ?? form.slug] as const,
        ),
      ),
    );
    const titleOf = (document: Document): string => titles.get(JSON.stringify(document.form)) ?? document.form.slug;
    const titlesById = new Map(documents.map((document) => [document.documentId as string, titleOf(document)]));
    const lines = events.map((event) => timelineLine(event, { names, titles: titlesById, messages }));
    return ok({
      page: 'desk/case',
      title: `Sprawa ${record.reference}`,
      layout: 'wide',
      model: {
        reference: record.reference,
        name: statusOnly ? undefined : record.displayName,
        phase: phaseName(record.phase),
        caseManager: record.caseManagerId === undefined ? undefined : names.get(record.caseManagerId),
        opsSocialWorker: record.opsSocialWorkerId === undefined ? undefined : names.get(record.opsSocialWorkerId),
        openedOn: dateInWords(record.openedAt),
        startDate: record.startDate,
        paused: record.paused,
        statusOnly,
        tasks: openTasks.map((task) => ({
          ...taskLine(task, record, now),
          mayOpen: mayAlso('task.act', { ...objectOfCase(record), organisationId: task.assignee.organisationId }),
          waitsFor: waitsForWords(task, names, messages),
          help: taskRuleOf(task.step).help,
        })),
        documents: statusOnly
          ? []
          : documents
              .filter((document) => mayAlso('document.read', objectOfDocument(record, document)))
              .map((document) => ({
                href: addressOfDocument(record.caseId, document.documentId),
                title: titleOf(document),
                status: DOCUMENT_STATUS_WORDS[document.status],
                edition: document.edition > 1 ? document.edition : undefined,
                changedOn: dateInWords(document.changedAt),
              })),
        events: statusOnly ? [] : lines,
        mayWithdraw: record.closedAt === undefined && mayAlso('case.cancel', objectOfCase(record)),
        withdrawAction: `${addressOfCase(record.caseId)}/wycofaj`,
        version: record.version,
        acting: actor.role,
      },
      json: {
        caseId: record.caseId,
        reference: record.reference,
        phase: record.phase,
        openTasks: openTasks.map(({ taskId, step, due, status }) => ({ taskId, step, due, status })),
        documents: documents.map(({ documentId, form, status, hash, edition }) => ({
          documentId,
          form,
          status,
          hash,
          edition,
        })),
        events: statusOnly ? [] : events.map(({ sequence, type, at, by, data }) => ({ sequence, type, at, by, data })),
      },
    });
  },
});

const withdraw = defineRoute({
  method: 'POST',
  path: '/desk/sprawa/:caseId/wycofaj',
  access: 'case.cancel',
  title: 'Withdraw a case: its tasks end, its links are revoked, people are told',
  params: caseParams,
  body: z.object({ reason: z.string().trim().min(1).max(2000), version: z.coerce.number().int() }),
  object: async ({ ports, params }) => {
    const record = await ports.store.read('case', { caseId: caseIdOf(params) });
    return record === undefined ? undefined : objectOfCase(record);
  },
  handler: async ({ ports, actor, params, body }) => {
    const done = await withdrawCase(ports, actor, { caseId: caseIdOf(params), ...body });
    return done.ok ? ok({ redirect: addressOfCase(params.caseId) }) : done;
  },
});

const findCase = defineRoute({
  method: 'GET',
  path: '/desk/szukaj',
  access: 'case.find',
  title: 'Find a case by its reference number',
  query: z.object({ numer: z.string().trim().max(40).default('') }),
  handler: async ({ ports, query, mayAlso }) => {
    const reference = query.numer.toUpperCase();
    const [found] =
      reference === '' ? [] : (await ports.store.list('case-by-reference', { reference }, { limit: 1 })).items;
    if (found !== undefined && mayAlso('case.read', objectOfCase(found)))
      return ok({ redirect: addressOfCase(found.caseId) });
    return ok({ page: 'desk/find', title: 'Szukaj sprawy', model: { asked: query.numer }, json: { found: null } });
  },
});

export const caseRoutes = [showCase, withdraw, findCase];
