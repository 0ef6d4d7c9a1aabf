import * as z from 'zod';
import type { Action } from '../domain/access/actions.ts';
import type { AccessObject } from '../domain/access/verdict.ts';
import { type Failure, ok, type Result } from '../domain/result.ts';
import { defineRoute, type Exchange, type PageReply, type Route } from '../http/route.ts';
import { SENTENCES } from './sentences.ts';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind?: 'text' | 'email' | 'tel' | 'date' | 'select' | 'lines' | 'hidden';
  readonly hint?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

interface FormPage {
  readonly heading: string;
  readonly intro?: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly submit: string;
  readonly fields: readonly Field[];
  /** A warning before an act that can't be taken back. */
  readonly warning?: string;
}

/** What was typed, by field name; always texts. */
export type Values = Readonly<Record<string, string>>;

type Params = Readonly<Record<string, string>>;
type Asked = Exchange<Action, Params, Params, unknown>;

interface FormRoutes {
  readonly path: string;
  readonly access: Action;
  readonly title: string;
  readonly object?: (exchange: Asked) => Promise<AccessObject | undefined>;
  readonly load: (exchange: Asked) => Promise<Result<FormPage>>;
  /** Does it and says where to go. */
  readonly save: (exchange: Asked, values: Values) => Promise<Result<string>>;
}

const params = z.record(z.string(), z.string().max(100));

/** Sentence of one error, with its bounds where it has some. */
const sentenceOfError = (code: string, parameters: Readonly<Record<string, string | number>> = {}): string =>
  Object.entries(parameters).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, String(value)),
    SENTENCES[code] ?? 'Popraw tę wartość',
  );

function render(page: FormPage, action: string, values: Values, failure?: Failure): PageReply {
  const errors = new Map(
    (failure?.errors ?? []).map((error) => [
      error.pointer.slice(1).split('/')[0],
      sentenceOfError(error.code, error.params),
    ]),
  );
  const fields = page.fields.map((field) => {
    const value = values[field.name] ?? field.value ?? '';
    const error = errors.get(field.name);
    const kind = field.kind ?? 'text';
    return {
      ...field,
      id: field.name,
      value,
      kind,
      [kind]: true,
      ...(error === undefined ? {} : { error }),
      options: (field.options ?? []).map((option) => ({ ...option, selected: option.value === value })),
    };
  });
  const known = new Set(page.fields.map((field) => field.name));
  const general = failure !== undefined && failure.errors === undefined ? [SENTENCES[failure.reason ?? ''] ?? ''] : [];
  const summary = [
    ...[...errors].map(([name, text]) => ({ text, ...(known.has(name ?? '') ? { href: `#${name}` } : {}) })),
    ...general.filter((text) => text !== '').map((text) => ({ text })),
  ];
  return {
    page: 'admin/form',
    title: page.heading,
    model: { ...page, fields, action, errors: summary.length === 0 ? undefined : summary },
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Failures that the form itself explains; every other one has a page of its own. */
const shownOnForm = (failure: Failure): boolean =>
  failure.code === 'invalid-input' || (failure.reason !== undefined && Object.hasOwn(SENTENCES, failure.reason));

/** A page with a form and the act behind it: the same object is asked about for both. */
export function formRoutes(form: FormRoutes): readonly Route[] {
  const object = form.object === undefined ? {} : { object: (exchange: unknown) => form.object?.(exchange as Asked) };
  const show = defineRoute({
    method: 'GET',
    path: form.path,
    access: form.access,
    title: `Form: ${form.title}`,
    params,
    ...(object as object),
    handler: async (exchange) => {
      const page = await form.load(exchange as unknown as Asked);
      return page.ok ? ok(render(page.value, exchange.url.pathname + exchange.url.search, {})) : page;
    },
  });
  const act = defineRoute({
    method: 'POST',
    path: form.path,
    access: form.access,
    title: form.title,
    params,
    body: z.record(z.string(), z.unknown()),
    ...(object as object),
    handler: async (exchange) => {
      const entries = Object.entries(exchange.body as Record<string, unknown>);
      const values: Values = Object.fromEntries(
        entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      const asked = exchange as unknown as Asked;
      const saved = await form.save(asked, values);
      if (saved.ok) return ok({ redirect: saved.value });
      if (!shownOnForm(saved.failure)) return saved;
      const page = await form.load(asked);
      return page.ok
        ? ok(render(page.value, exchange.url.pathname + exchange.url.search, values, saved.failure))
        : page;
    },
  });
  return [show, act];
}

/** Text of a field, trimmed, never longer than a form needs. */
export const textOf = (values: Values, name: string): string => (values[name] ?? '').trim().slice(0, 5_000);

/** The version that the person saw; 0 when it was tampered with, which no stored record has. */
export const versionOf = (values: Values): number => {
  const version = Number(values.version ?? 0);
  return Number.isSafeInteger(version) ? version : 0;
};
