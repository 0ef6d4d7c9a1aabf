import type { PrefillNote } from '../domain/documents/prefill.ts';
import { ruleSentence } from '../domain/documents/rules/index.ts';
import {
  type Answers,
  errorSentence,
  htmlId,
  pathOf,
  type RawAnswers,
  viewPage,
  viewSummary,
} from '../domain/forms/index.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { EDIT_PARTIALS } from '../http/field-partials.ts';
import type { Exchange, PageReply, Reply } from '../http/route.ts';
import { checkWhole, keepPage, readPage } from '../use-cases/public/fill-page.ts';
import type { Filling } from '../use-cases/public/open-filling.ts';

/** A form that a member of staff fills: the filling itself, and where its pages stand. */
export interface DeskFilling extends Omit<Filling, 'actor' | 'organisation' | 'task'> {
  /** Address of the pages; `?strona=n` follows. */
  readonly address: string;
  readonly checkAddress: string;
  readonly backHref: string;
  /** What stands above the title: the case, the person. */
  readonly caption: string;
  readonly returned?: string;
  readonly notes: readonly PrefillNote[];
  /** What the button on the last page does, in its own words. */
  readonly sendText: string;
}

type DeskExchange = Pick<Exchange, 'ports' | 'now' | 'posted' | 'messages'>;

const pageAddress = (filling: DeskFilling, page: number): string => `${filling.address}?strona=${page + 1}`;

const optionsOf = (filling: DeskFilling, exchange: DeskExchange) => ({
  language: 'pl' as const,
  mode: 'edit' as const,
  today: localDateOf(exchange.now),
  ...(filling.registers === undefined ? {} : { registers: filling.registers }),
});

/** Pages that are shown now, by number. */
function stepsOf(filling: DeskFilling, exchange: DeskExchange): readonly number[] {
  return viewPage(filling.form, 0, filling.draft.answers as RawAnswers, [], optionsOf(filling, exchange)).steps.map(
    (step) => step.page,
  );
}

export interface Shown {
  readonly raw: RawAnswers;
  readonly errors: readonly FieldError[];
  readonly notice?: string;
}

/** One page of the form, to be filled. */
export function deskFormPage(filling: DeskFilling, exchange: DeskExchange, page: number, shown?: Shown): PageReply {
  const raw = shown?.raw ?? (filling.draft.answers as RawAnswers);
  const errors = shown?.errors ?? [];
  const view = viewPage(filling.form, page, raw, errors, optionsOf(filling, exchange));
  const steps = stepsOf(filling, exchange);
  const at = steps.indexOf(page);
  return {
    page: 'desk/form-page',
    title: `${view.title} – ${view.formTitle}`,
    ...(errors.length === 0 ? {} : { failure: { code: 'invalid-input', errors } }),
    model: {
      view,
      partials: EDIT_PARTIALS,
      caption: filling.caption,
      showsTitle: view.title !== view.formTitle,
      action: pageAddress(filling, page),
      backHref: at > 0 ? pageAddress(filling, steps[at - 1] ?? 0) : filling.backHref,
      leaveHref: filling.backHref,
      step: steps.length > 1 ? { at: at + 1, of: steps.length } : undefined,
      notice: shown?.notice,
      returned: filling.returned,
      notes: filling.notes.filter((note) => view.fields.some((field) => names(field).has(note.path))),
      draftVersion: filling.draft.version,
    },
    json: { page: view, draftVersion: filling.draft.version },
  };
}

/** Names of all fields inside a view, to tell which notes belong to this page. */
function names(field: { readonly name: string; readonly fields?: readonly unknown[] }): ReadonlySet<string> {
  const all = new Set([field.name]);
  for (const inner of field.fields ?? []) for (const name of names(inner as { readonly name: string })) all.add(name);
  return all;
}

/** Saves a posted page and goes on; what is wrong is shown on the same page and nothing that was typed is lost. */
export async function receiveDeskPage(
  filling: DeskFilling,
  exchange: DeskExchange & Pick<Exchange, 'ports'>,
  page: number,
): Promise<Result<Reply>> {
  if (exchange.posted.kind !== 'form') return fail('invalid-input', { reason: 'malformed' });
  const { entries } = exchange.posted;
  const textOf = (name: string): string | undefined =>
    entries.find(([key, value]) => key === name && typeof value === 'string')?.[1] as string | undefined;
  const goesOn = (textOf('command') ?? 'next') === 'next' && textOf('leave') === undefined;
  const read = await readPage(exchange.ports, filling, page, entries, goesOn);
  if (!read.ok) return read;
  const seen = Number(textOf('draftVersion') ?? filling.draft.version);
  const kept = await keepPage(exchange.ports, filling, read.value, page, seen);
  if (!kept.ok) {
    if (kept.failure.reason !== 'draft-newer') return kept;
    return ok(deskFormPage(filling, exchange, page, { raw: read.value.raw, errors: [], notice: 'draft-newer' }));
  }
  const saved: DeskFilling = { ...filling, draft: kept.value };
  if (textOf('leave') !== undefined) return ok({ redirect: filling.backHref });
  const { command } = read.value;
  if (command !== undefined) return ok({ redirect: `${pageAddress(filling, page)}#${htmlId(command.path)}` });
  if (read.value.errors.length > 0)
    return ok(deskFormPage(saved, exchange, page, { raw: read.value.raw, errors: read.value.errors }));
  const steps = stepsOf(saved, exchange);
  const next = steps[steps.indexOf(page) + 1];
  return ok({
    redirect: next === undefined ? filling.checkAddress : pageAddress(filling, next),
    json: { draftVersion: kept.value.version },
  });
}

/** All answers, to be checked before sending; `errors` are shown with a way to each field. */
export function deskCheckPage(
  filling: DeskFilling,
  exchange: DeskExchange,
  errors: readonly FieldError[] = [],
  reason?: string,
): PageReply {
  const answers = filling.draft.answers as Answers;
  const sections = viewSummary(filling.form, answers, {
    language: 'pl',
    level: 'special',
    ...(filling.registers === undefined ? {} : { registers: filling.registers }),
  });
  const steps = stepsOf(filling, exchange);
  return {
    page: 'desk/form-check',
    title: 'Sprawdź przed wysłaniem',
    ...(errors.length === 0 && reason === undefined ? {} : { failure: { code: 'invalid-input', errors } }),
    model: {
      formTitle: filling.form.title,
      caption: filling.caption,
      sections: sections
        .filter((section) => steps.includes(section.page))
        .map((section) => ({ ...section, changeHref: pageAddress(filling, section.page) })),
      errors: errors.map((error) => ({
        text: ruleSentence(error, 'pl') ?? errorSentence(error, 'pl'),
        href: errorAddress(filling, error),
      })),
      reason,
      action: filling.checkAddress,
      backHref: pageAddress(filling, steps.at(-1) ?? 0),
      sendText: filling.sendText,
    },
    json: { form: filling.form.reference, answers, errors },
  };
}

function errorAddress(filling: DeskFilling, error: FieldError): string {
  const path = pathOf(error.pointer);
  for (let at = path; at !== ''; at = at.replace(/(?:^|\.)[^.[\]]+$|\[\d+\]$/, '')) {
    const node = filling.form.byPath.get(at.replace(/\[\d+\]/g, ''));
    if (node !== undefined) return `${pageAddress(filling, node.page)}#${htmlId(path)}`;
  }
  return pageAddress(filling, 0);
}

/** The verdict on the whole form before it is sent. */
export const deskVerdict = (filling: DeskFilling, exchange: DeskExchange) => checkWhole(exchange.ports, filling);
