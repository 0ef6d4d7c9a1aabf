import * as z from 'zod';
import { OPEN_PHASES, PHASE_NAMES, phaseName } from '../domain/cases/phases.ts';
import { ok } from '../domain/result.ts';
import type { BoardRow } from '../domain/store/outbox.ts';
import type { Instant } from '../domain/time.ts';
import { dateInWords, distanceInWords } from '../domain/time-words.ts';
import type { Messages } from '../http/messages.ts';
import { defineRoute } from '../http/route.ts';
import { surface } from '../http/surface.ts';
import { countOverdue, readBoard } from '../use-cases/board/read-board.ts';
import { staffOfOrganisation } from '../use-cases/board/staff.ts';

const query = z.object({
  stan: z
    .enum(OPEN_PHASES as [string, ...string[]])
    .optional()
    .catch(undefined),
  po_terminie: z.literal('tak').optional().catch(undefined),
  case_manager: z
    .string()
    .max(40)
    .optional()
    .transform((id) => (id === '' ? undefined : id)),
  dalej: z.string().max(2000).optional(),
});

const showBoard = defineRoute({
  method: 'GET',
  path: '/board',
  access: 'board.read',
  title: 'All open cases of the club, soonest date first',
  query,
  handler: async ({ ports, actor, query: asked, messages, now, url }) => {
    const [page, overdue, managers] = await Promise.all([
      readBoard(ports, actor, {
        overdueOnly: asked.po_terminie !== undefined,
        ...(asked.stan === undefined ? {} : { phase: asked.stan }),
        ...(asked.case_manager === undefined ? {} : { caseManagerId: asked.case_manager }),
        ...(asked.dalej === undefined ? {} : { after: asked.dalej }),
      }),
      countOverdue(ports, actor),
      staffOfOrganisation(ports, actor.organisationId, 'caseManager'),
    ]);
    const nameOf = new Map(managers.map((one) => [one.personId, one.name]));
    const rows = page.items.map((row) => rowView(row, now, messages, nameOf));
    const nextQuery = new URLSearchParams(url.search);
    if (page.next !== undefined) nextQuery.set('dalej', page.next);
    return ok({
      page: 'board/board',
      title: 'Tablica spraw',
      layout: 'wide',
      model: {
        rows,
        overdueText: overdue >= 100 ? '100 lub więcej' : String(overdue),
        anyOverdue: overdue > 0,
        phases: OPEN_PHASES.map((phase) => ({
          value: phase,
          label: PHASE_NAMES[phase],
          selected: phase === asked.stan,
        })),
        managers: managers.map((one) => ({ ...one, selected: one.personId === asked.case_manager })),
        overdueOnly: asked.po_terminie !== undefined,
        filtered: asked.stan !== undefined || asked.po_terminie !== undefined || asked.case_manager !== undefined,
        nextHref: page.next === undefined ? undefined : `/board?${nextQuery}`,
        firstPage: asked.dalej === undefined,
      },
      json: { rows, overdue, next: page.next },
    });
  },
});

function rowView(row: BoardRow, now: Instant, messages: Messages, nameOf: ReadonlyMap<string, string>) {
  const distance = distanceInWords(now, row.dueAt);
  const roles: Readonly<Record<string, string>> = messages.roles;
  return {
    reference: row.reference,
    href: `/desk/sprawa/${row.caseId}`,
    // A campaign has nobody to name; a person's row without a name is one whose data were erased.
    name: row.displayName ?? (row.subjectId === undefined ? '' : 'dane usunięte'),
    phase: phaseName(row.phase),
    waitsFor: roles[row.waitsFor] ?? row.waitsFor,
    due: dateInWords(row.dueAt),
    dueReason: row.dueReason,
    waiting: row.taskId !== undefined,
    distance: distance.text,
    overdue: row.taskId !== undefined && distance.overdue,
    soon: !distance.overdue && distance.days <= 2,
    caseManager: row.caseManagerId === undefined ? undefined : nameOf.get(row.caseManagerId),
  };
}

/** Where every case of a club stands: whom it waits for, until when, and why that date. */
export const board = surface('board', [showBoard]);
