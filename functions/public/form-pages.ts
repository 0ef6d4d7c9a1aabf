import * as z from 'zod/mini';
import { checkAnswers, type PageRef, type RawAnswers } from '../domain/forms/index.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { defineRoute, type Exchange, type Reply, type Route } from '../http/route.ts';
import { filesIn } from '../use-cases/drafts/keep-file.ts';
import { keepPage, type PageRead, readJson, readPage } from '../use-cases/public/fill-page.ts';
import type { Filling } from '../use-cases/public/open-filling.ts';
import { fillingOf, formPage, pageAddress, pagesOf } from './filling.ts';
import { timeInWords } from './words.ts';

type LinkExchange = Exchange<'link'>;

const pageParams = z.object({ page: z.string().check(z.regex(/^\d{1,3}$/)) });
const changeQuery = z.object({ zmiana: z.optional(z.string()), lang: z.optional(z.string()) });
const rowQuery = z.object({
  strona: z.string().check(z.regex(/^\d{1,3}$/)),
  grupa: z.string().check(z.maxLength(200)),
  wiersz: z.string().check(z.regex(/^\d{1,4}$/)),
  zmiana: z.optional(z.string()),
  lang: z.optional(z.string()),
});

const FILES = { bytes: 24_000_000, count: 5000 };

/** Pages of the form behind a link: shown, saved, walked through. */
export const formPageRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/f/strona/:page',
    access: 'link',
    title: 'One page of the form, with the answers so far',
    params: pageParams,
    query: changeQuery,
    handler: (exchange) => show(exchange, Number(exchange.params.page) - 1, exchange.query.zmiana !== undefined),
  }),
  defineRoute({
    method: 'POST',
    path: '/f/strona/:page',
    access: 'link',
    title: 'Save one page of the form and go on',
    params: pageParams,
    query: changeQuery,
    limits: FILES,
    handler: (exchange) => receive(exchange, Number(exchange.params.page) - 1, exchange.query.zmiana !== undefined),
  }),
  defineRoute({
    method: 'GET',
    path: '/f/wpis',
    access: 'link',
    title: 'One entry of a repeated group on a page of its own',
    query: rowQuery,
    handler: (exchange) => show(exchange, rowOf(exchange.query), exchange.query.zmiana !== undefined),
  }),
  defineRoute({
    method: 'POST',
    path: '/f/wpis',
    access: 'link',
    title: 'Save one entry of a repeated group',
    query: rowQuery,
    limits: FILES,
    handler: (exchange) => receive(exchange, rowOf(exchange.query), exchange.query.zmiana !== undefined),
  }),
];

const rowOf = (query: { readonly strona: string; readonly grupa: string; readonly wiersz: string }): PageRef => ({
  page: Number(query.strona) - 1,
  grid: query.grupa,
  row: Number(query.wiersz) - 1,
});

const pageNumber = (page: PageRef): number => (typeof page === 'number' ? page : page.page);

async function show(exchange: LinkExchange, page: PageRef, change: boolean): Promise<Result<Reply>> {
  const filling = await fillingOf(exchange);
  if (!filling.ok) return filling;
  if (!pagesOf(filling.value).includes(pageNumber(page))) return fail('not-found');
  return ok(
    formPage(filling.value, exchange, page, { raw: filling.value.draft.answers as RawAnswers, errors: [], change }),
  );
}

async function receive(exchange: LinkExchange, page: PageRef, change: boolean): Promise<Result<Reply>> {
  const filling = await fillingOf(exchange);
  if (!filling.ok) return filling;
  if (exchange.posted.kind === 'json') return receiveJson(exchange, filling.value, page);
  if (!pagesOf(filling.value).includes(pageNumber(page))) return fail('not-found');
  const entries = exchange.posted.kind === 'form' ? exchange.posted.entries : [];
  const command = String(entries.findLast(([name]) => name === 'command')?.[1] ?? 'next');
  const seenVersion = Number(entries.find(([name]) => name === 'draft')?.[1] ?? filling.value.draft.version);
  const goesOn = command === 'next';
  const read = await readPage(exchange.ports, filling.value, page, entries, goesOn);
  if (!read.ok) return read;
  const saved = await keepPage(exchange.ports, filling.value, read.value, page, seenVersion);
  if (!saved.ok)
    return saved.failure.code === 'conflict'
      ? newerElsewhere(exchange, filling.value, page, read.value, change)
      : saved;
  const now = { ...filling.value, draft: saved.value };
  if (read.value.errors.length > 0) {
    return ok(formPage(now, exchange, page, { raw: read.value.raw, errors: read.value.errors, change }));
  }
  if (command === 'save' && exchange.wantsJson) {
    return ok({ json: { draftVersion: saved.value.version, savedAt: timeInWords(saved.value.savedAt) } });
  }
  return ok({ redirect: nextAddress(command, page, change, now) });
}

/** Where the pressed button leads: a row, the next page, or the summary. */
function nextAddress(command: string, page: PageRef, change: boolean, filling: Filling): string {
  const here = pageAddress(page, change);
  const [verb = '', path = '', row = ''] = command.split(':');
  if (verb === 'later') return '/f/pozniej';
  if (verb === 'open' && /^\d{1,4}$/.test(row))
    return pageAddress({ page: pageNumber(page), grid: path, row: Number(row) }, change);
  if (verb === 'add' || verb === 'remove') return `${here}#${path.replace(/\]?[.[]|\]/g, '-').replace(/-+$/, '')}-end`;
  if (command !== 'next') return here;
  if (change) return '/f/sprawdz';
  if (typeof page !== 'number') return pageAddress(page.page);
  const walked = pagesOf(filling);
  const next = walked[walked.indexOf(page) + 1];
  return next === undefined ? '/f/sprawdz' : pageAddress(next);
}

/** Another device has saved since this page was shown: what was typed here stays on the screen, over the newer answers, and the person decides. */
async function newerElsewhere(
  exchange: LinkExchange,
  filling: Filling,
  page: PageRef,
  read: PageRead,
  change: boolean,
): Promise<Result<Reply>> {
  if (exchange.wantsJson) return fail('conflict', { reason: 'draft-newer' });
  const reply = formPage(filling, exchange, page, {
    raw: read.raw,
    errors: [],
    notice: exchange.messages.form.newerElsewhere,
    change,
  });
  return ok({ ...reply, status: 409 });
}

async function receiveJson(exchange: LinkExchange, filling: Filling, page: PageRef): Promise<Result<Reply>> {
  const raw = readJson(filling, exchange.posted.kind === 'json' ? exchange.posted.json : undefined);
  if (!raw.ok) return raw;
  const trusted = filling.draft.answers as RawAnswers;
  const { answers, errors } = checkAnswers(
    filling.form,
    { ...raw.value, ...filling.given },
    { today: localDateOf(exchange.now), phase: 'draft', trusted, files: filesIn(trusted) },
  );
  if (errors.length > 0) return fail('invalid-input', { errors });
  const saved = await keepPage(exchange.ports, filling, { kept: answers }, page, filling.draft.version);
  return saved.ok ? ok({ json: { draftVersion: saved.value.version, answers } }) : saved;
}
