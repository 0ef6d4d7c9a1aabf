import { ruleSentence } from '../domain/documents/rules/index.ts';
import {
  errorSentence,
  htmlId,
  pathOf,
  type SummaryLine,
  type SummarySection,
  viewSummary,
} from '../domain/forms/index.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { linkCookieName } from '../http/cookies.ts';
import { fill } from '../http/messages.ts';
import { defineRoute, type Exchange, type Reply, type Route } from '../http/route.ts';
import { checkWhole } from '../use-cases/public/fill-page.ts';
import type { Filling } from '../use-cases/public/open-filling.ts';
import { readReceipt, submitFilling } from '../use-cases/public/submit-filling.ts';
import { fillingOf, pageAddress, pagesOf } from './filling.ts';
import {
  readTypedSignature,
  signatureErrorLines,
  signatureOf,
  signatureView,
  type TypedSignature,
} from './signature.ts';

type LinkExchange = Exchange<'link'>;

const NO_SIGNATURE: TypedSignature = { kind: '', name: '', path: '', code: '' };

/** Check your answers, send, and what was sent. */
export const checkPageRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/f/sprawdz',
    access: 'link',
    title: 'All answers, to be checked before sending',
    handler: async (exchange) => {
      const filling = await fillingOf(exchange);
      return filling.ok ? ok(checkPage(filling.value, exchange, NO_SIGNATURE, [])) : filling;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/f/sprawdz',
    access: 'link',
    afterSpending: true,
    title: 'Send the form, once',
    handler: (exchange) => send(exchange),
  }),
  defineRoute({
    method: 'GET',
    path: '/f/gotowe',
    access: 'link',
    afterSpending: true,
    title: 'Confirmation with the reference number',
    handler: async (exchange) => {
      const receipt = await readReceipt(exchange.ports, exchange.link.link);
      if (receipt === undefined) return fail('not-found');
      const { messages } = exchange;
      return ok({
        page: 'public/done',
        title: messages.done.title,
        json: receipt,
        model: { title: messages.done.title, reference: receipt.reference },
        cookies: [],
      });
    },
  }),
];

/** True when the person behind the link signs by sending. */
function signsBySending(filling: Filling): boolean {
  const signOff = filling.form.definition.properties?.signOff ?? '';
  if (!/\bparticipant\b/.test(signOff)) return false;
  const signs = filling.task?.rule.signs;
  return signs === undefined ? filling.task === undefined : signs.includes('participant') || signs.includes('author');
}

async function send(exchange: LinkExchange): Promise<Result<Reply>> {
  const earlier = await readReceipt(exchange.ports, exchange.link.link);
  if (earlier !== undefined) return ok({ redirect: '/f/gotowe', json: earlier });
  if (exchange.link.link.spentAt !== undefined) return fail('gone', { reason: 'link-spent' });
  const filling = await fillingOf(exchange);
  if (!filling.ok) return filling;
  const typed = readTypedSignature(exchange.posted);
  const signature = signsBySending(filling.value) ? signatureOf(typed) : undefined;
  const { errors } = checkWhole(exchange.ports, filling.value);
  const allErrors = [...errors, ...(signature !== undefined && !signature.ok ? (signature.failure.errors ?? []) : [])];
  if (allErrors.length > 0) return ok(checkPage(filling.value, exchange, typed, allErrors));
  const sent = await submitFilling(
    exchange.ports,
    filling.value,
    signature?.ok ? signature.value : undefined,
    exchange.language,
  );
  if (sent.ok) return ok({ redirect: '/f/gotowe', json: sent.value });
  if (sent.failure.errors !== undefined) return ok(checkPage(filling.value, exchange, typed, sent.failure.errors));
  if (sent.failure.code === 'already-done') return ok({ redirect: '/f/gotowe' });
  return sent;
}

function checkPage(
  filling: Filling,
  exchange: LinkExchange,
  typed: TypedSignature,
  errors: readonly FieldError[],
): Extract<Reply, { page: string }> {
  const { language, messages } = exchange;
  const { answers } = filling.draft;
  const sections = viewSummary(filling.form, answers as Parameters<typeof viewSummary>[1], {
    language,
    level: 'special',
  });
  const walked = pagesOf(filling);
  const ofSignature = errors.filter((error) => error.pointer.startsWith('/signature'));
  const ofForm = errors.filter((error) => !error.pointer.startsWith('/signature'));
  const last = walked.at(-1);
  return {
    page: 'public/check',
    title: messages.check.title,
    ...(errors.length > 0 ? { failure: { code: 'invalid-input', errors } } : {}),
    json: { form: filling.form.reference, answers, errors: checkWhole(exchange.ports, filling).errors },
    model: {
      formTitle: filling.form.title,
      title: messages.check.title,
      organisation: filling.organisation?.name,
      sections: sections
        .filter((section) => walked.includes(section.page))
        .map((section) => sectionModel(section, filling, exchange)),
      errors: [
        ...ofForm.map((error) => ({
          href: errorAddress(error, filling),
          text: ruleSentence(error, language) ?? errorSentence(error, language),
        })),
        ...signatureErrorLines(ofSignature, messages),
      ],
      backHref: last === undefined ? '/f' : pageAddress(last),
      signature: signsBySending(filling) ? signatureView(typed, ofSignature, messages, false) : undefined,
      sendText: filling.task === undefined ? messages.check.send : messages.check.sendTask,
      after: filling.task === undefined ? messages.check.afterReferral : messages.check.afterTask,
    },
  };
}

/** Where an answer can be mended: its own page, at its own field. */
function errorAddress(error: FieldError, filling: Filling): string {
  const path = pathOf(error.pointer);
  for (let at = path; at !== ''; at = at.replace(/(?:^|\.)[^.[\]]+$|\[\d+\]$/, '')) {
    const node = filling.form.byPath.get(at.replace(/\[\d+\]/g, ''));
    if (node !== undefined) return `${pageAddress(node.page, true)}#${htmlId(path)}`;
  }
  return '/f';
}

interface LineModel {
  readonly key: string;
  readonly lines: readonly string[];
  readonly actions: readonly { readonly href: string; readonly text: string; readonly hiddenText: string }[];
}

function sectionModel(section: SummarySection, filling: Filling, exchange: LinkExchange): object {
  const { messages } = exchange;
  const rows = section.lines.filter((line) => !Object.hasOwn(filling.given, pathOf(line.pointer)));
  return {
    title: section.title,
    rows: rows.filter((line) => line.rows === undefined).map((line) => lineModel(line, exchange)),
    groups: rows
      .filter((line) => line.rows !== undefined)
      .map((line) => ({
        label: line.label,
        changeHref: `${pageAddress(section.page, true)}#${line.fieldId}`,
        none: (line.rows ?? []).length === 0 ? messages.form.noAnswer : undefined,
        entries: (line.rows ?? []).map((row) => ({
          legend: row.legend,
          rows: row.lines.map((inside) => lineModel(inside, exchange, section.page)),
        })),
      })),
  };
}

function lineModel(line: SummaryLine, { messages }: LinkExchange, onPage?: number): LineModel {
  const page = onPage ?? line.page;
  return {
    key: line.label,
    lines: line.lines.length > 0 ? line.lines : [messages.form.noAnswer],
    actions: [
      {
        href: `${pageAddress(page, true)}#${line.fieldId}`,
        text: messages.check.change,
        hiddenText: fill('{label}', { label: line.label }),
      },
    ],
  };
}

/** Name of the session cookie to clear. */
export const clearedCookie = (secure: boolean): { readonly name: string; readonly value: null } => ({
  name: linkCookieName(secure),
  value: null,
});
