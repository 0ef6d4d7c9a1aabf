import * as z from 'zod';
import { outlineOf } from '../domain/definitions/outline.ts';
import { emptyAnswers, loadForm, viewPage } from '../domain/forms/index.ts';
import { fail, ok } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { EDIT_PARTIALS } from '../http/field-partials.ts';
import { defineRoute } from '../http/route.ts';
import { openWorkpiece } from '../use-cases/studio/overlay-draft.ts';
import {
  listVersions,
  mergeWithNewBase,
  previewMerge,
  publishForm,
  returnToVersion,
} from '../use-cases/studio/publish-form.ts';
import {
  addressOfForm,
  addressOfMerge,
  addressOfPreview,
  addressOfPublication,
  addressOfVersions,
} from './addresses.ts';
import { operationSentence } from './words.ts';
import { workedOn } from './worked-on.ts';

const slugParams = z.object({ slug: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) });
const seen = z.coerce.number().int().min(0);

const preview = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug/podglad',
  access: 'studio.read',
  object: workedOn,
  title: 'The form as its respondents will see it',
  params: slugParams,
  query: z.object({
    strona: z.coerce.number().int().min(1).default(1),
    jezyk: z.enum(['pl', 'en', 'uk']).default('pl'),
  }),
  handler: async ({ ports, actor, params, query, now }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    if (!opened.ok) return opened;
    const { slug, working } = opened.value;
    const form = loadForm(working, query.jezyk);
    const view = viewPage(form, query.strona - 1, emptyAnswers(form), [], {
      language: query.jezyk,
      mode: 'edit',
      today: localDateOf(now),
    });
    return ok({
      page: 'studio/preview',
      title: `Podgląd: ${view.formTitle}`,
      model: {
        view,
        partials: EDIT_PARTIALS,
        backHref: addressOfForm(slug),
        publishHref: addressOfPublication(slug),
        steps: view.steps.map((step) => ({
          ...step,
          href: `${addressOfPreview(slug, step.page + 1)}&jezyk=${query.jezyk}`,
        })),
        languages: [
          { code: 'pl', name: 'polski' },
          { code: 'en', name: 'angielski' },
          { code: 'uk', name: 'ukraiński' },
        ].map((one) => ({
          ...one,
          href: `${addressOfPreview(slug, query.strona)}&jezyk=${one.code}`,
          current: one.code === query.jezyk,
        })),
      },
      json: view,
    });
  },
});

const showPublication = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug/publikacja',
  access: 'studio.read',
  object: workedOn,
  title: 'What a publish would change, before it is done',
  params: slugParams,
  handler: async ({ ports, actor, params }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    if (!opened.ok) return opened;
    const { slug, working, changes, draftVersion, newerBase, scope } = opened.value;
    return ok({
      page: 'studio/publish',
      title: `Publikacja: ${working.definition.title}`,
      model: {
        formTitle: working.definition.title,
        changes,
        nothing: draftVersion === 0,
        seen: draftVersion,
        national: scope === 'national',
        newerBaseNumber: newerBase?.number,
        action: addressOfPublication(slug),
        backHref: addressOfForm(slug),
        mergeHref: addressOfMerge(slug),
      },
      json: { slug, changes, draftVersion },
    });
  },
});

const publish = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/publikacja',
  access: 'studio.publish',
  object: workedOn,
  title: 'Publish the draft as the next version',
  params: slugParams,
  body: z.object({ seen, note: z.string().trim().max(500).default('') }),
  handler: async ({ ports, actor, params, body }) => {
    const published = await publishForm(ports, actor, { slug: params.slug, ...body });
    if (!published.ok) return published;
    return ok({ redirect: `${addressOfVersions(params.slug)}?nowa=tak`, json: published.value });
  },
});

const showVersions = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug/wersje',
  access: 'studio.read',
  object: workedOn,
  title: 'Published versions of the form',
  params: slugParams,
  query: z.object({ nowa: z.string().optional() }),
  handler: async ({ ports, actor, params, query }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    if (!opened.ok) return opened;
    const { published, working, scope, base } = opened.value;
    const inUse = scope === 'national' ? base.number : (published?.number ?? 0);
    const versions = (await listVersions(ports, actor, params.slug)).map((version) => ({
      number: version.number,
      publishedOn: localDateOf(version.publishedAt),
      note: version.note,
      baseNumber: version.baseNumber,
      changes: version.operations?.length,
      current: version.number === inUse,
    }));
    return ok({
      page: 'studio/versions',
      title: `Wersje: ${working.definition.title}`,
      model: {
        formTitle: working.definition.title,
        versions,
        justPublished: query.nowa !== undefined,
        canReturnToNational: scope !== 'national' && inUse > 0,
        action: addressOfVersions(params.slug),
        backHref: addressOfForm(params.slug),
      },
      json: versions,
    });
  },
});

const goBack = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/wersje',
  access: 'studio.publish',
  object: workedOn,
  title: 'Make an earlier version the current one',
  params: slugParams,
  body: z.object({ number: z.coerce.number().int().min(0) }),
  handler: async ({ ports, actor, params, body }) => {
    const done = await returnToVersion(ports, actor, { slug: params.slug, number: body.number });
    return done.ok ? ok({ redirect: addressOfVersions(params.slug) }) : done;
  },
});

const showMerge = defineRoute({
  method: 'GET',
  path: '/studio/formularz/:slug/scalanie',
  access: 'studio.read',
  object: workedOn,
  title: 'What the newest national version means for the region\u2019s changes',
  params: slugParams,
  handler: async ({ ports, actor, params }) => {
    const opened = await openWorkpiece(ports, actor, params.slug);
    if (!opened.ok) return opened;
    const workpiece = opened.value;
    if (workpiece.newerBase === undefined) return fail('wrong-state', { reason: 'studio-base-is-newest' });
    const { operations, conflicts } = previewMerge(workpiece);
    const lines = outlineOf(workpiece.working.definition);
    const labelOf = (id: string): string => lines.find((line) => line.id === id)?.label ?? id;
    return ok({
      page: 'studio/merge',
      title: `Nowa wersja krajowa: ${workpiece.working.definition.title}`,
      model: {
        formTitle: workpiece.working.definition.title,
        fromNumber: workpiece.base.number,
        toNumber: workpiece.newerBase.number,
        kept: operations.map((operation) => operationSentence(operation, labelOf)),
        conflicts: conflicts.map((conflict, index) => ({
          index,
          sentence: operationSentence(conflict.operation, labelOf),
          reason: conflict.sentence,
        })),
        seen: workpiece.draftVersion,
        action: addressOfMerge(params.slug),
        backHref: addressOfForm(params.slug),
      },
      json: { operations, conflicts },
    });
  },
});

const merge = defineRoute({
  method: 'POST',
  path: '/studio/formularz/:slug/scalanie',
  access: 'studio.edit',
  object: workedOn,
  title: 'Move the region\u2019s changes onto the newest national version',
  params: slugParams,
  body: z.object({
    seen,
    keep: z.union([z.array(z.coerce.number()), z.coerce.number().transform((one) => [one])]).default([]),
  }),
  handler: async ({ ports, actor, params, body }) => {
    const merged = await mergeWithNewBase(ports, actor, { slug: params.slug, seen: body.seen, keep: body.keep });
    return merged.ok ? ok({ redirect: addressOfForm(params.slug) }) : merged;
  },
});

export const publicationRoutes = [preview, showPublication, publish, showVersions, goBack, showMerge, merge];
