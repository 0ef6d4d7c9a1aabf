import * as z from 'zod';
import { componentOfQuestion, hasOptions, QUESTION_KINDS } from '../domain/definitions/new-question.ts';
import { type OutlineLine, outlineOf } from '../domain/definitions/outline.ts';
import type { OverlayOperation } from '../domain/forms/index.ts';
import { type Failure, fail, ok, type Result } from '../domain/result.ts';
import { defineRoute, type Exchange, type PageReply } from '../http/route.ts';
import {
  addOperation,
  discardDraft,
  openWorkpiece,
  removeOperation,
  type Workpiece,
} from '../use-cases/studio/overlay-draft.ts';
import {
  addressOfField,
  addressOfForm,
  addressOfMerge,
  addressOfNew,
  addressOfPreview,
  addressOfPublication,
  addressOfVersions,
} from './addresses.ts';
import { KIND_WORDS, operationSentence, TYPE_WORDS } from './words.ts';
import { workedOn } from './worked-on.ts';

const slugParams = z.object({ slug: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) });
const seen = z.coerce.number().int().min(0);
const text = (longest: number) => z.string().trim().max(longest);

type Asked = Pick<Exchange, 'ports' | 'params'> & { readonly actor: Parameters<typeof openWorkpiece>[1] };

const lineWithAddresses = (slug: string) => (line: OutlineLine) => ({
  ...line,
  indent: `app-outline__line--depth-${Math.min(line.depth, 3)}`,
  typeText: TYPE_WORDS[line.type] ?? line.type,
  editHref: addressOfField(slug, line.id),
  addHref: addressOfNew(slug, line.id),
});

function outlinePage(workpiece: Workpiece, failure?: Failure): PageReply {
  const { slug, working, operations, published, base, newerBase } = workpiece;
  const lines = outlineOf(working.definition);
  const labelOf = (id: string): string => lines.find((line) => line.id === id)?.label ?? id;
  return {
    page: 'studio/form',
    title: working.definition.title,
    layout: 'wide',
    ...(failure === undefined ? {} : { failure }),
    model: {
      title: working.definition.title,
      catalogue: working.definition.properties?.catalogue,
      lines: lines.map(lineWithAddresses(slug)),
      operations: operations.map((operation, index) => ({ index, sentence: operationSentence(operation, labelOf) })),
      changes: workpiece.changes,
      seen: workpiece.draftVersion,
      hasDraft: workpiece.draftVersion > 0,
      baseNumber: base.number,
      publishedNumber: published?.number,
      newerBaseNumber: newerBase?.number,
      national: workpiece.scope === 'national',
      action: addressOfForm(slug),
      previewHref: addressOfPreview(slug),
      publishHref: addressOfPublication(slug),
      versionsHref: addressOfVersions(slug),
      mergeHref: addressOfMerge(slug),
      reason: failure?.reason,
    },
    json: {
      slug,
      scope: workpiece.scope,
      baseNumber: base.number,
      draftVersion: workpiece.draftVersion,
      operations,
      changes: workpiece.changes,
    },
  };
}

const showForm = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug',
  access: 'studio.read',
  object: workedOn,
  title: 'A form as a list of questions',
  params: slugParams,
  handler: async ({ ports, actor, params }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    return opened.ok ? ok(outlinePage(opened.value)) : opened;
  },
});

const undoChange = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/cofnij',
  access: 'studio.edit',
  object: workedOn,
  title: 'Take back one change of the draft',
  params: slugParams,
  body: z.object({ index: z.coerce.number().int().min(0), seen }),
  handler: async ({ ports, actor, params, body }) => {
    const saved = await removeOperation(ports, actor, { slug: params.slug, ...body });
    if (saved.ok) return ok({ redirect: addressOfForm(params.slug) });
    return withOutline({ ports, actor, params }, params.slug, saved.failure);
  },
});

const discard = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/porzuc',
  access: 'studio.edit',
  object: workedOn,
  title: 'Throw the draft away',
  params: slugParams,
  handler: async ({ ports, actor, params }) => {
    const done = await discardDraft(ports, actor, params.slug);
    return done.ok ? ok({ redirect: addressOfForm(params.slug) }) : done;
  },
});

/** The outline again with what went wrong on top: a refused change loses nothing that was there. */
async function withOutline({ ports, actor }: Asked, slug: string, failure: Failure): Promise<Result<PageReply>> {
  const opened = await openWorkpiece(ports, actor, slug);
  return opened.ok ? ok(outlinePage(opened.value, failure)) : opened;
}

const fieldQuery = z.object({ id: z.string().max(200) });

const showField = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug/pytanie',
  access: 'studio.read',
  object: workedOn,
  title: 'One question: its words, hint, translations, options and place',
  params: slugParams,
  query: fieldQuery,
  handler: async ({ ports, actor, params, query }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    return opened.ok ? fieldPage(opened.value, query.id) : opened;
  },
});

function fieldPage(workpiece: Workpiece, id: string, failure?: Failure): Result<PageReply> {
  const { slug, working, base } = workpiece;
  const line = outlineOf(working.definition).find((one) => one.id === id);
  if (line === undefined) return fail('not-found');
  const translations = (['en', 'uk'] as const).map((language) => ({
    language,
    name: language === 'en' ? 'angielski' : 'ukraiński',
    label: working.translations?.[language]?.fields[id]?.label ?? '',
  }));
  const place = line.siblings.indexOf(id);
  return ok({
    page: 'studio/field',
    title: line.label,
    ...(failure === undefined ? {} : { failure }),
    model: {
      ...line,
      typeText: TYPE_WORDS[line.type] ?? line.type,
      formTitle: working.definition.title,
      baseLabel: outlineOf(base.definition).find((one) => one.id === id)?.label,
      translations,
      seen: workpiece.draftVersion,
      backHref: addressOfForm(slug),
      action: `${addressOfForm(slug)}/pytanie?id=${encodeURIComponent(id)}`,
      canHide: !line.required && !line.group,
      canAddOption: line.options.length > 0,
      canMoveUp: place > 0,
      canMoveDown: place < line.siblings.length - 1,
      reason: failure?.reason,
      errors: failure?.errors,
    },
  });
}

const fieldBody = z.discriminatedUnion('change', [
  z.object({ change: z.literal('label'), seen, label: text(500).min(1) }),
  z.object({ change: z.literal('hint'), seen, hint: text(1000) }),
  z.object({ change: z.literal('translate'), seen, language: z.enum(['en', 'uk']), label: text(500).min(1) }),
  z.object({ change: z.literal('option'), seen, option: text(200).min(1) }),
  z.object({ change: z.literal('hide'), seen }),
  z.object({ change: z.literal('up'), seen }),
  z.object({ change: z.literal('down'), seen }),
]);

/** The overlay operation that a pressed button stands for, or undefined when the question can't move that way. */
function operationOf(line: OutlineLine, body: z.output<typeof fieldBody>): OverlayOperation | undefined {
  const at = line.id;
  const place = line.siblings.indexOf(at);
  switch (body.change) {
    case 'label':
      return { op: 'relabel', at, label: body.label };
    case 'hint':
      return { op: 'hint', at, description: body.hint };
    case 'translate':
      return { op: 'translate', at, language: body.language, texts: { label: body.label } };
    case 'option':
      return { op: 'add-option', at, option: { value: `region${line.options.length + 1}`, label: body.option } };
    case 'hide':
      return { op: 'hide-optional', at };
    case 'up':
      return place < 1 ? undefined : { op: 'reorder-within-section', at, after: line.siblings[place - 2] ?? null };
    case 'down': {
      const next = line.siblings[place + 1];
      return next === undefined ? undefined : { op: 'reorder-within-section', at, after: next };
    }
  }
}

const changeField = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/pytanie',
  access: 'studio.edit',
  object: workedOn,
  title: 'Change one question in the draft',
  params: slugParams,
  query: fieldQuery,
  body: fieldBody,
  handler: async ({ ports, actor, params, query, body }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    if (!opened.ok) return opened;
    const line = outlineOf(opened.value.working.definition).find((one) => one.id === query.id);
    const operation = line === undefined ? undefined : operationOf(line, body);
    if (operation === undefined) return fail('not-found');
    const saved = await addOperation(ports, actor, { slug: params.slug, operation, seen: body.seen });
    if (!saved.ok) return fieldPage(opened.value, query.id, saved.failure);
    return ok({
      redirect: body.change === 'hide' ? addressOfForm(params.slug) : addressOfField(params.slug, query.id),
    });
  },
});

const newQuery = z.object({ po: z.string().max(200) });

const showNew = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug/nowe',
  access: 'studio.edit',
  object: workedOn,
  title: 'A new question: kind, words, hint, options',
  params: slugParams,
  query: newQuery,
  handler: async ({ ports, actor, params, query }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    return opened.ok ? newPage(opened.value, query.po, {}) : opened;
  },
});

type NewBody = z.output<typeof newBody>;
const newBody = z.object({
  seen,
  kind: z.enum(QUESTION_KINDS).optional(),
  label: text(500).default(''),
  hint: text(1000).default(''),
  required: z.literal('yes').optional(),
  options: z.string().max(5000).default(''),
});

function newPage(workpiece: Workpiece, after: string, entered: Partial<NewBody>, failure?: Failure): Result<PageReply> {
  const line = outlineOf(workpiece.working.definition).find((one) => one.id === after);
  if (line === undefined) return fail('not-found');
  const errorAt = (pointer: string): string | undefined =>
    failure?.errors?.find((error) => error.pointer === pointer)?.code;
  return ok({
    page: 'studio/new-question',
    title: 'Nowe pytanie',
    ...(failure === undefined ? {} : { failure }),
    model: {
      afterLabel: line.label,
      formTitle: workpiece.working.definition.title,
      kinds: QUESTION_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind], checked: entered.kind === kind })),
      entered,
      seen: workpiece.draftVersion,
      backHref: addressOfForm(workpiece.slug),
      action: addressOfNew(workpiece.slug, after),
      errors: {
        kind: errorAt('/kind'),
        label: errorAt('/label'),
        options: errorAt('/options'),
        any: failure !== undefined,
      },
      reason: failure?.reason,
    },
  });
}

const addQuestion = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/nowe',
  access: 'studio.edit',
  object: workedOn,
  title: 'Add a question to the draft',
  params: slugParams,
  query: newQuery,
  body: newBody,
  handler: async ({ ports, actor, params, query, body }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    if (!opened.ok) return opened;
    const options = body.options
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const errors = [
      ...(body.kind === undefined ? [{ pointer: '/kind', code: 'required' }] : []),
      ...(body.label === '' ? [{ pointer: '/label', code: 'required' }] : []),
      ...(body.kind !== undefined && hasOptions(body.kind) && options.length < 2
        ? [{ pointer: '/options', code: 'too-few-options' }]
        : []),
    ];
    const kind = body.kind;
    if (errors.length > 0 || kind === undefined)
      return newPage(opened.value, query.po, body, { code: 'invalid-input', errors });
    const { working, scope } = opened.value;
    const component = componentOfQuestion(
      { kind, label: body.label, hint: body.hint, required: body.required === 'yes', options },
      `${working.definition.properties?.catalogue ?? params.slug}.${scope}`,
      ports.newId().slice(0, 8),
    );
    const saved = await addOperation(ports, actor, {
      slug: params.slug,
      operation: { op: 'add-after', after: query.po, component },
      seen: body.seen,
    });
    if (!saved.ok) return newPage(opened.value, query.po, body, saved.failure);
    return ok({ redirect: addressOfForm(params.slug) });
  },
});

export const editorRoutes = [showForm, undoChange, discard, showField, changeField, showNew, addQuestion];
