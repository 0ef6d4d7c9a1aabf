import * as z from 'zod/mini';
import type { Campaign } from '../domain/campaigns/campaign.ts';
import { ruleSentence } from '../domain/documents/rules/index.ts';
import {
  checkAnswers,
  errorSentence,
  type Form,
  htmlId,
  loadForm,
  pathOf,
  type RawAnswers,
  readPosted,
  viewPage,
  viewSummary,
} from '../domain/forms/index.ts';
import type { CampaignId } from '../domain/ids.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { parseHarmlessJson, STANDARD_LIMITS } from '../http/body.ts';
import { PRINT_PARTIALS } from '../http/field-partials.ts';
import { fill } from '../http/messages.ts';
import { defineRoute, type Exchange, type PageReply, type Reply, type Route } from '../http/route.ts';
import { sendSurvey } from '../use-cases/public/send-survey.ts';
import { walkedPages } from './filling.ts';
import { dayInWords } from './words.ts';

const params = z.object({ campaignId: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)) });
type SurveyExchange = Exchange<'public', { readonly campaignId: string }>;

/** An anonymous survey: nothing is kept before it is sent, so that answers so far travel in the page itself. */
export const surveyRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/a/:campaignId',
    access: 'public',
    title: 'What a survey is about and what it promises',
    params,
    handler: async (exchange) => {
      const open = await openSurvey(exchange);
      return open.ok ? ok(introPage(open.value, exchange)) : open;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/a/:campaignId',
    access: 'public',
    title: 'One step of a survey, or all answers as JSON; only sending keeps anything',
    params,
    handler: step,
  }),
  defineRoute({
    method: 'GET',
    path: '/a/:campaignId/dziekujemy',
    access: 'public',
    title: 'Thanks after a survey',
    params,
    handler: async ({ messages }) => ok({ page: 'public/survey-thanks', title: messages.survey.thanks, model: {} }),
  }),
  defineRoute({
    method: 'GET',
    path: '/a/:campaignId/druk',
    access: 'public',
    title: 'A survey on paper, with a QR code',
    params,
    handler: async (exchange) => {
      const open = await openSurvey(exchange);
      return open.ok ? ok(await printPage(open.value, exchange)) : open;
    },
  }),
];

interface OpenSurvey {
  readonly campaign: Campaign;
  readonly form: Form;
}

async function openSurvey({ ports, params: asked, now, language }: SurveyExchange): Promise<Result<OpenSurvey>> {
  const campaign = await ports.store.read('campaign', { campaignId: asked.campaignId as CampaignId });
  if (
    campaign === undefined ||
    campaign.status === 'draft' ||
    campaign.status === 'awaiting-approval' ||
    campaign.status === 'refused'
  ) {
    return fail('not-found');
  }
  if (campaign.status !== 'open' || campaign.closesAt === undefined || campaign.closesAt <= now) {
    return fail('gone', { reason: 'campaign-closed' });
  }
  const version = await ports.forms.version(campaign.form);
  return version === undefined ? fail('unavailable') : ok({ campaign, form: loadForm(version, language) });
}

/** Says that this browser has answered: the same for everybody, so it ties nobody to an answer. */
const answeredCookie = (campaignId: string): string => `rdone-${campaignId}`;

function introPage({ campaign, form }: OpenSurvey, exchange: SurveyExchange): PageReply {
  const { messages, language, url } = exchange;
  return {
    page: 'public/survey-intro',
    title: campaign.title,
    json: { form: form.reference, promise: campaign.promise, closesAt: campaign.closesAt },
    model: {
      title: campaign.title,
      promise: campaign.promise === 'open' ? messages.survey.promiseOpen : messages.survey.promiseInvited,
      closes:
        campaign.closesAt === undefined
          ? undefined
          : fill(messages.survey.closes, { day: dayInWords(campaign.closesAt, language) }),
      pagesText: fill(messages.start.pages, { count: walkedPages(form, {}).length }),
      answeredBefore: campaign.promise === 'open' && exchange.cookie(answeredCookie(campaign.campaignId)) === '1',
      action: `/a/${campaign.campaignId}`,
      printHref: `/a/${campaign.campaignId}/druk`,
      invitation: url.searchParams.get('zaproszenie') ?? undefined,
    },
  };
}

interface Step {
  readonly survey: OpenSurvey;
  readonly exchange: SurveyExchange;
  /** Answers of all pages so far. */
  readonly carried: RawAnswers;
  readonly invitation: string;
}

async function step(exchange: SurveyExchange): Promise<Result<Reply>> {
  const open = await openSurvey(exchange);
  if (!open.ok) return open;
  if (exchange.posted.kind === 'json') return sendJson(open.value, exchange);
  const entries = exchange.posted.kind === 'form' ? exchange.posted.entries : [];
  const text = (name: string): string => {
    const value = entries.findLast(([one]) => one === name)?.[1];
    return typeof value === 'string' ? value : '';
  };
  const carried = readCarried(text('carried'));
  if (!carried.ok) return carried;
  const state: Step = { survey: open.value, exchange, carried: carried.value, invitation: text('invitation') };
  const command = text('command');
  const at = Number(text('at') === '' ? -1 : text('at'));
  if (command === 'send') return send(state);
  const walked = walkedPages(open.value.form, carried.value);
  if (command.startsWith('page:')) return ok(surveyPage(state, Number(command.slice(5)), carried.value, []));
  if (!walked.includes(at)) return ok(surveyPage(state, walked[0] ?? 0, carried.value, []));
  const typed = entries.filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string');
  const { raw, command: gridCommand } = readPosted(open.value.form, at, typed, carried.value);
  if (gridCommand !== undefined) return ok(surveyPage(state, at, raw, []));
  const options = { today: localDateOf(exchange.now), trusted: carried.value };
  const kept = checkAnswers(open.value.form, raw, { ...options, phase: 'draft' }).answers;
  const forward = { ...state, carried: kept };
  if (command === 'back') {
    const before = walked[walked.indexOf(at) - 1];
    return ok(before === undefined ? introPage(open.value, exchange) : surveyPage(forward, before, kept, []));
  }
  const { errors } = checkAnswers(open.value.form, raw, { ...options, page: at, phase: 'submit' });
  if (errors.length > 0) return ok(surveyPage(forward, at, raw, errors));
  const now = walkedPages(open.value.form, kept);
  const next = now.find((page) => page > at);
  return ok(next === undefined ? checkPage(forward, []) : surveyPage(forward, next, kept, []));
}

function readCarried(text: string): Result<RawAnswers> {
  if (text === '') return ok({});
  const json = parseHarmlessJson(text, STANDARD_LIMITS);
  if (!json.ok) return json;
  const isObject = typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value);
  return isObject ? ok(json.value as RawAnswers) : fail('invalid-input', { reason: 'malformed' });
}

function surveyPage(state: Step, page: number, raw: RawAnswers, errors: readonly FieldError[]): PageReply {
  const { survey, exchange, carried, invitation } = state;
  const { messages, language } = exchange;
  const view = viewPage(survey.form, page, raw, errors, { language, mode: 'edit', today: localDateOf(exchange.now) });
  const walked = walkedPages(survey.form, raw);
  const at = walked.indexOf(page);
  return {
    page: 'public/survey-page',
    title: `${view.title} – ${survey.campaign.title}`,
    ...(errors.length > 0 ? { failure: { code: 'invalid-input', errors } } : {}),
    model: {
      view,
      title: survey.campaign.title,
      action: `/a/${survey.campaign.campaignId}`,
      at: page,
      carried: JSON.stringify(carried),
      invitation,
      step: { text: fill(messages.form.step, { number: at + 1, of: walked.length }), at: at + 1, of: walked.length },
    },
  };
}

function checkPage(state: Step, errors: readonly FieldError[]): PageReply {
  const { survey, exchange, carried, invitation } = state;
  const { messages, language } = exchange;
  const answers = carried as Parameters<typeof viewSummary>[1];
  return {
    page: 'public/survey-check',
    title: messages.survey.check,
    ...(errors.length > 0 ? { failure: { code: 'invalid-input', errors } } : {}),
    model: {
      title: messages.survey.check,
      action: `/a/${survey.campaign.campaignId}`,
      carried: JSON.stringify(carried),
      invitation,
      errors: errors.map((error) => ({
        href: `#${htmlId(pathOf(error.pointer))}`,
        text: ruleSentence(error, language) ?? errorSentence(error, language),
      })),
      sections: viewSummary(survey.form, answers, { language, level: 'special' }).map((section) => ({
        title: section.title,
        pageCommand: `page:${section.page}`,
        rows: section.lines.map((line) => ({
          key: line.label,
          lines: line.lines.length > 0 ? line.lines : [messages.form.noAnswer],
        })),
      })),
    },
  };
}

async function send(state: Step): Promise<Result<Reply>> {
  const { survey, exchange, carried, invitation } = state;
  const sent = await sendSurvey(exchange.ports, { campaign: survey.campaign, answers: carried, invitation });
  if (sent.ok) return thanks(survey.campaign);
  return sent.failure.errors === undefined ? sent : ok(checkPage(state, sent.failure.errors));
}

async function sendJson(survey: OpenSurvey, exchange: SurveyExchange): Promise<Result<Reply>> {
  const json = exchange.posted.kind === 'json' ? exchange.posted.json : undefined;
  const { answers, invitation } = (typeof json === 'object' && json !== null ? json : {}) as {
    readonly answers?: unknown;
    readonly invitation?: unknown;
  };
  const sent = await sendSurvey(exchange.ports, {
    campaign: survey.campaign,
    answers,
    invitation: typeof invitation === 'string' ? invitation : '',
  });
  return sent.ok ? ok({ json: {} }) : sent;
}

const thanks = (campaign: Campaign): Result<Reply> =>
  ok({
    redirect: `/a/${campaign.campaignId}/dziekujemy`,
    json: {},
    cookies:
      campaign.promise === 'open'
        ? [{ name: answeredCookie(campaign.campaignId), value: '1', maxAgeSeconds: 60 * 86_400 }]
        : [],
  });

async function printPage({ campaign, form }: OpenSurvey, exchange: SurveyExchange): Promise<PageReply> {
  const { messages, language, ports } = exchange;
  const address = `${ports.baseUrl}/a/${campaign.campaignId}`;
  return {
    page: 'public/survey-print',
    title: campaign.title,
    layout: 'bare',
    model: {
      title: campaign.title,
      promise: campaign.promise === 'open' ? messages.survey.promiseOpen : messages.survey.promiseInvited,
      closes:
        campaign.closesAt === undefined
          ? undefined
          : fill(messages.survey.closes, { day: dayInWords(campaign.closesAt, language) }),
      partials: PRINT_PARTIALS,
      address,
      qr: await ports.qrCodes.svg(address),
      pages: form.pages.map((page) => viewPage(form, page.index, {}, [], { language, mode: 'print' })),
    },
  };
}
