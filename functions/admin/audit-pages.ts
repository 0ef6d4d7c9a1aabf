import * as z from 'zod';
import { ACTIONS, type AccessObject, DOCUMENTS, explain, isAction, objectOfCase } from '../domain/access/index.ts';
import { directoryChain } from '../domain/audit/chains.ts';
import { EVENT_TITLES } from '../domain/audit/event-titles.ts';
import { FAULT_SENTENCES } from '../domain/audit/verify.ts';
import { polishCount } from '../domain/deadlines/index.ts';
import { ROLE_TITLES } from '../domain/directory/role-titles.ts';
import { ROLES, type RoleCode } from '../domain/directory/roles.ts';
import { fail, ok } from '../domain/result.ts';
import { defineRoute, type Exchange } from '../http/route.ts';
import { byOf } from '../use-cases/acting.ts';
import { readTrail, type Trail, trailAsCsv } from '../use-cases/audit/read-trail.ts';
import { commitWithTrail } from '../use-cases/audit/trail.ts';
import type { Ports } from '../use-cases/ports.ts';

const KINDS = {
  sprawa: 'Zdarzenia sprawy',
  odczyty: 'Kto czytał dane szczególnej kategorii w sprawie',
  katalog: 'Zmiany osób, ról i ustawień instytucji',
  prywatnosc: 'Kopie i usunięcia danych',
} as const;

const text = z.string().max(100).default('');
const query = z.object({
  rejestr: z.enum(['sprawa', 'odczyty', 'katalog', 'prywatnosc']).catch('katalog'),
  sprawa: text,
  instytucja: text,
  typ: text,
  osoba: text,
  od: text,
  do: text,
});
type Query = z.output<typeof query>;

interface Found {
  readonly trail: Trail;
  readonly object: AccessObject;
}

/** The record that a query asks for, with whose it is. Undefined when there is none: the answer never says which of the two. */
async function find(ports: Pick<Ports, 'store'>, asked: Query, ownOrganisationId: string): Promise<Found | undefined> {
  if (asked.rejestr === 'sprawa' || asked.rejestr === 'odczyty') {
    const { items } = await ports.store.list('case-by-reference', { reference: asked.sprawa.toUpperCase() });
    const record = items[0];
    if (record === undefined) return undefined;
    const kind = asked.rejestr === 'sprawa' ? 'case' : 'reads';
    return { trail: { kind, record }, object: objectOfCase(record) };
  }
  const organisationId = asked.instytucja === '' ? ownOrganisationId : asked.instytucja;
  const organisation = await ports.store.read('organisation', { organisationId: organisationId as never });
  if (organisation === undefined) return undefined;
  const kind = asked.rejestr === 'katalog' ? 'directory' : 'privacy';
  return { trail: { kind, organisationId }, object: { organisationId, regionId: organisation.regionId } };
}

type Asked = Exchange<'audit.read', unknown, Query, unknown>;

const filterOf = (asked: Query) => ({
  ...(asked.typ === '' ? {} : { type: asked.typ }),
  ...(asked.osoba === '' ? {} : { who: asked.osoba }),
  ...(asked.od === '' ? {} : { from: asked.od }),
  ...(asked.do === '' ? {} : { to: asked.do }),
});

/** Before anything is asked for, the form alone is shown. */
const isEmpty = (asked: Query): boolean =>
  (asked.rejestr === 'sprawa' || asked.rejestr === 'odczyty') && asked.sprawa === '';

const objectAsked = async ({ ports, query: asked, actor }: Asked): Promise<AccessObject | undefined> => {
  if (isEmpty(asked)) return { organisationId: actor.organisationId, regionId: actor.regionId };
  return (await find(ports, asked, actor.organisationId))?.object;
};

const moment = new Intl.DateTimeFormat('pl-PL', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Warsaw' });

const showTrail = defineRoute({
  method: 'GET',
  path: '/admin/audyt',
  access: 'audit.read',
  title: 'The record: who did what, when, and whether it is whole',
  query,
  object: async (exchange) => objectAsked(exchange as unknown as Asked),
  handler: async ({ ports, query: asked, actor, mayAlso, url }) => {
    const found = isEmpty(asked) ? undefined : await find(ports, asked, actor.organisationId);
    const read = found === undefined ? undefined : await readTrail(ports, found.trail, filterOf(asked));
    const broken = read?.verdict.broken;
    const params = new URLSearchParams(url.search);
    return ok({
      page: 'admin/audit',
      title: 'Rejestr zdarzeń',
      layout: 'wide',
      model: {
        ...asked,
        kinds: Object.entries(KINDS).map(([value, label]) => ({ value, label, selected: value === asked.rejestr })),
        types: (read?.types ?? []).map((value) => ({
          value,
          label: EVENT_TITLES[value] ?? value,
          selected: value === asked.typ,
        })),
        verdict:
          read === undefined
            ? undefined
            : broken === undefined
              ? {
                  whole: true,
                  text: `Rejestr jest cały: ${polishCount(read.verdict.events, 'wpis', 'wpisy', 'wpisów')}, każdy wynika z poprzedniego.`,
                }
              : { whole: false, text: `Wpis nr ${broken.sequence}: ${FAULT_SENTENCES[broken.fault]}` },
        lines: (read?.lines ?? []).slice(0, 500).map((line) => ({ ...line, at: moment.format(new Date(line.at)) })),
        more: (read?.lines.length ?? 0) > 500,
        exportHref:
          read !== undefined && found !== undefined && mayAlso('audit.export', found.object)
            ? `/admin/audyt/pobierz?${params}`
            : undefined,
      },
      json: read ?? { lines: [] },
    });
  },
});

const exportTrail = defineRoute({
  method: 'GET',
  path: '/admin/audyt/pobierz',
  access: 'audit.export',
  title: 'The record as a spreadsheet',
  query,
  object: async (exchange) => objectAsked(exchange as unknown as Asked),
  handler: async ({ ports, query: asked, actor }) => {
    const found = isEmpty(asked) ? undefined : await find(ports, asked, actor.organisationId);
    if (found === undefined) return fail('not-found');
    const { lines } = await readTrail(ports, found.trail, filterOf(asked));
    const event = {
      type: 'audit-exported',
      at: ports.now(),
      by: byOf(actor),
      data: { record: asked.rejestr, lines: lines.length },
    };
    const saved = await commitWithTrail(ports, directoryChain(actor.organisationId), [event]);
    if (!saved.ok) return saved;
    return ok({ file: { name: 'rejestr.csv', type: 'text/csv; charset=utf-8', bytes: trailAsCsv(lines) } });
  },
});

const isRole = (role: string): role is RoleCode => (ROLES as readonly string[]).includes(role);

const explainAccess = defineRoute({
  method: 'GET',
  path: '/admin/uprawnienia',
  access: 'access.explain',
  title: 'Why a role may do something',
  query: z.object({ rola: text, czynnosc: text, dokument: text }),
  handler: async ({ query: asked }) => {
    const isAsked = isRole(asked.rola) && isAction(asked.czynnosc);
    const grants =
      isRole(asked.rola) && isAction(asked.czynnosc)
        ? explain(asked.rola, asked.czynnosc, asked.dokument === '' ? undefined : asked.dokument)
        : [];
    return ok({
      page: 'admin/access',
      title: 'Uprawnienia',
      layout: 'wide',
      model: {
        roles: ROLES.map((value) => ({ value, label: ROLE_TITLES[value], selected: value === asked.rola })),
        actions: ACTIONS.map((value) => ({ value, label: value, selected: value === asked.czynnosc })),
        documents: DOCUMENTS.map((value) => ({ value, label: value, selected: value === asked.dokument })),
        isAsked,
        grants,
        denied: isAsked && grants.length === 0,
      },
      json: { role: asked.rola, action: asked.czynnosc, document: asked.dokument, grants },
    });
  },
});

export const auditPages = [showTrail, exportTrail, explainAccess];
