import * as z from 'zod/mini';
import {
  checkAnswers,
  emptyAnswers,
  type FieldView,
  type Form,
  loadForm,
  type RawAnswers,
  viewPage,
} from '../../domain/forms/index.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { EDIT_PARTIALS, PRINT_PARTIALS } from '../../http/field-partials.ts';
import { isLanguage, type Language } from '../../http/messages.ts';
import { defineRoute, type PageReply } from '../../http/route.ts';
import { surface } from '../../http/surface.ts';
import { GALLERY_ANSWERS, GALLERY_VERSION } from './gallery-form.ts';

/** States in which every field type is shown. */
export const GALLERY_STATES = ['empty', 'filled', 'error', 'disabled', 'print'] as const;
export type GalleryState = (typeof GALLERY_STATES)[number];

const isState = (text: string): text is GalleryState => GALLERY_STATES.some((state) => state === text);

/** Every field type of one page of the gallery in one state, as any form would show it. */
function galleryPage(state: GalleryState, page: number, language: Language, today: LocalDate): Result<PageReply> {
  const form = loadForm(GALLERY_VERSION, language);
  if (form.pages[page] === undefined) return fail('not-found');
  const raw: RawAnswers =
    state === 'empty' || state === 'error' ? emptyAnswers(form) : state === 'print' ? {} : { ...GALLERY_ANSWERS };
  const errors: readonly FieldError[] = state === 'error' ? errorsOf(form, raw, page, today) : [];
  const view = viewPage(form, page, raw, errors, { language, mode: state === 'print' ? 'print' : 'edit', today });
  const fields = state === 'disabled' ? view.fields.map(disabled) : view.fields;
  return ok({
    page: state === 'print' ? 'public/gallery-print' : 'public/gallery',
    title: `${view.formTitle}: ${view.title} (${state})`,
    ...(errors.length > 0 ? { failure: { code: 'invalid-input', errors } } : {}),
    model: {
      view: { ...view, fields },
      partials: state === 'print' ? PRINT_PARTIALS : EDIT_PARTIALS,
      links: GALLERY_STATES.flatMap((one) =>
        form.pages.map(({ index, title }) => ({
          href: `/admin/galeria?stan=${one}&strona=${index + 1}`,
          text: `${one}: ${title}`,
          current: one === state && index === page,
        })),
      ),
    },
  });
}

const errorsOf = (form: Form, raw: RawAnswers, page: number, today: LocalDate): readonly FieldError[] =>
  checkAnswers(form, raw, { today, page, phase: 'submit' }).errors;

function disabled(field: FieldView): FieldView {
  const off = { ...field, disabled: true } as FieldView;
  if ('fields' in off) return { ...off, fields: off.fields.map(disabled) };
  if (off.component === 'columns')
    return { ...off, columns: off.columns.map((column) => ({ ...column, fields: column.fields.map(disabled) })) };
  if (off.component === 'datagrid' || off.component === 'editgrid')
    return { ...off, rows: off.rows.map((row) => ({ ...row, fields: row.fields.map(disabled) })) };
  return off;
}

/** The gallery for people who build forms. */
export const gallerySurface = surface('gallery', [
  defineRoute({
    method: 'GET',
    path: '/admin/galeria',
    access: 'studio.read',
    title: 'Every field type in every state',
    query: z.object({ stan: z.optional(z.string()), strona: z.optional(z.string()), lang: z.optional(z.string()) }),
    handler: async ({ query, now }) => {
      const state = query.stan ?? 'empty';
      if (!isState(state)) return fail('not-found');
      const language = isLanguage(query.lang) ? query.lang : 'pl';
      return galleryPage(state, Number(query.strona ?? '1') - 1, language, localDateOf(now));
    },
  }),
]);
