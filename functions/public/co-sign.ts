import { loadForm, viewSummary } from '../domain/forms/index.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { defineRoute, type Exchange, type PageReply, type Reply, type Route } from '../http/route.ts';
import { codeText, readCode } from '../use-cases/links/secrets.ts';
import { openLink, type Signing } from '../use-cases/public/open-filling.ts';
import { readSigning, type SigningSheet } from '../use-cases/public/read-signing.ts';
import { declineSignature } from '../use-cases/sign-offs/decline-signature.ts';
import { signDocument } from '../use-cases/sign-offs/sign-document.ts';
import {
  readTypedSignature,
  signatureErrorLines,
  signatureOf,
  signatureView,
  type TypedSignature,
} from './signature.ts';

type LinkExchange = Exchange<'link'>;

interface Decision {
  readonly decision: string;
  readonly reason: string;
  readonly hash: string;
  readonly typed: TypedSignature;
}

const UNDECIDED: Decision = {
  decision: '',
  reason: '',
  hash: '',
  typed: { kind: '', name: '', path: '', code: '' },
};

/** Reading a document through a co-sign link and deciding about it: sign, ask for changes, or refuse. */
export const coSignRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/f/podpis',
    access: 'link',
    title: 'The document to sign, with its content',
    handler: async (exchange) => {
      const sheet = await sheetOf(exchange);
      return sheet.ok ? ok(signPage(sheet.value, exchange, UNDECIDED, [])) : sheet;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/f/podpis',
    access: 'link',
    title: 'Sign, ask for changes or refuse; bound to the content that was shown',
    handler: decide,
  }),
  defineRoute({
    method: 'GET',
    path: '/f/podpisano',
    access: 'link',
    afterSpending: true,
    title: 'The decision has been saved',
    handler: async ({ messages, url }) => {
      const title =
        url.searchParams.get('decyzja') === 'podpis' ? messages.sign.doneSigned : messages.sign.doneDeclined;
      return ok({ page: 'public/signed', title, model: { title, text: messages.sign.doneText } });
    },
  }),
];

async function sheetOf(
  exchange: LinkExchange,
): Promise<Result<{ readonly signing: Signing; readonly sheet: SigningSheet }>> {
  const opened = await openLink(exchange.ports, exchange.link.link, exchange.language);
  if (!opened.ok) return opened;
  if (opened.value.kind !== 'signing') return fail('wrong-state');
  const sheet = await readSigning(exchange.ports, opened.value.signing);
  return sheet.ok ? ok({ signing: opened.value.signing, sheet: sheet.value }) : sheet;
}

function readDecision({ posted }: LinkExchange): Decision {
  const json =
    posted.kind === 'json' && typeof posted.json === 'object' && posted.json !== null
      ? (posted.json as Record<string, unknown>)
      : {};
  const text = (name: string): string => {
    const value = posted.kind === 'form' ? posted.entries.find(([one]) => one === name)?.[1] : json[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return { decision: text('decision'), reason: text('reason'), hash: text('hash'), typed: readTypedSignature(posted) };
}

async function decide(exchange: LinkExchange): Promise<Result<Reply>> {
  const found = await sheetOf(exchange);
  if (!found.ok) return found;
  const { signing } = found.value;
  const decision = readDecision(exchange);
  const again = (errors: readonly FieldError[]): Result<Reply> => ok(signPage(found.value, exchange, decision, errors));
  const asked = {
    caseId: signing.caseId,
    documentId: signing.documentId,
    hash: decision.hash as SigningSheet['document']['hash'],
    role: signing.role,
  };
  if (decision.decision === 'sign') {
    const signature = signatureOf(decision.typed);
    const errors = [...(signature.ok ? [] : (signature.failure.errors ?? [])), ...codeErrors(decision.typed, exchange)];
    if (!signature.ok || errors.length > 0) return again(errors);
    const method = signature.value.method === 'typed' ? 'typed-with-code' : signature.value.method;
    const signed = await signDocument(exchange.ports, signing.actor, {
      ...asked,
      signature: { ...signature.value, method },
    });
    return finished(signed, 'podpis');
  }
  if (decision.decision !== 'changes' && decision.decision !== 'decline')
    return again([{ pointer: '/decision', code: 'decision' }]);
  if (decision.reason === '') return again([{ pointer: '/reason', code: 'reason' }]);
  const declined = await declineSignature(exchange.ports, signing.actor, {
    ...asked,
    wants: decision.decision === 'changes' ? 'changes' : 'no-contract',
    reason: decision.reason.slice(0, 4000),
  });
  return finished(declined, 'odmowa');
}

function finished(outcome: Result<object>, word: string): Result<Reply> {
  if (outcome.ok) return ok({ redirect: `/f/podpisano?decyzja=${word}`, json: outcome.value });
  if (outcome.failure.code === 'already-done') return ok({ redirect: `/f/podpisano?decyzja=${word}` });
  return outcome.failure.code === 'conflict' ? fail('conflict', { reason: 'content-changed' }) : outcome;
}

/** The name alone proves little: the code that came with the link, on paper or by mail, goes with it. */
function codeErrors(typed: TypedSignature, exchange: LinkExchange): readonly FieldError[] {
  const code = readCode(typed.code);
  const fits = code !== undefined && exchange.ports.keyedHash(codeText(code)) === exchange.link.link.codeHash;
  return fits ? [] : [{ pointer: '/signature/code', code: 'signature-code' }];
}

function signPage(
  { sheet, signing }: { readonly signing: Signing; readonly sheet: SigningSheet },
  exchange: LinkExchange,
  decision: Decision,
  errors: readonly FieldError[],
): PageReply {
  const { messages, language } = exchange;
  const form = loadForm(sheet.version, language);
  const answers = sheet.document.answers as Parameters<typeof viewSummary>[1];
  const sections = viewSummary(form, answers, { language, level: 'special', registers: sheet.registers });
  const sentence = (pointer: string): string | undefined =>
    signatureErrorLines(
      errors.filter((error) => error.pointer === pointer),
      messages,
    )[0]?.text;
  return {
    page: 'public/sign',
    title: form.title,
    ...(errors.length > 0 ? { failure: { code: 'invalid-input', errors } } : {}),
    json: { form: form.reference, hash: sheet.document.hash, answers, signedBy: sheet.signedBy },
    model: {
      title: form.title,
      // A link without a task only lets its person read what was decided about them.
      reads: signing.taskId === undefined,
      organisation: sheet.organisation,
      sections: sections.map((section) => ({
        title: section.title,
        rows: section.lines
          .filter((line) => line.rows === undefined)
          .map((line) => ({ key: line.label, lines: line.lines.length > 0 ? line.lines : [messages.form.noAnswer] })),
        groups: section.lines
          .filter((line) => line.rows !== undefined)
          .map((line) => ({
            label: line.label,
            none: (line.rows ?? []).length === 0 ? messages.form.noAnswer : undefined,
            entries: (line.rows ?? []).map((row) => ({
              legend: row.legend,
              rows: row.lines.map((inside) => ({
                key: inside.label,
                lines: inside.lines.length > 0 ? inside.lines : [messages.form.noAnswer],
              })),
            })),
          })),
      })),
      hash: sheet.document.hash,
      signedBy: sheet.signedBy.map((role) => roleWord(role, messages)),
      errors: signatureErrorLines(errors, messages),
      decisionError: sentence('/decision'),
      reasonError: sentence('/reason'),
      reason: decision.reason,
      choices: (['sign', 'changes', 'decline'] as const).map((value, at) => ({
        value,
        id: at === 0 ? 'decision' : `decision-${value}`,
        name: 'decision',
        label: messages.sign[value],
        checked: decision.decision === value,
      })),
      signature: signatureView(decision.typed, errors, messages, true),
    },
  };
}

const roleWord = (role: string, messages: LinkExchange['messages']): string => {
  const words: Readonly<Record<string, string>> = messages.roles;
  return words[role] ?? role;
};
