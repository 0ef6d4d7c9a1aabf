import {
  type FieldView,
  type Form,
  type PageRef,
  type PageView,
  type RawAnswers,
  viewPage,
} from '../domain/forms/index.ts';
import { type FieldError, fail, ok, type Result } from '../domain/result.ts';
import { localDateOf } from '../domain/time.ts';
import { fill } from '../http/messages.ts';
import type { Exchange, PageReply } from '../http/route.ts';
import { type Filling, openLink } from '../use-cases/public/open-filling.ts';
import { timeInWords } from './words.ts';

type LinkExchange = Exchange<'link'>;

/** The form behind this request's link; `wrong-state` when the link is for something else than filling. */
export async function fillingOf(exchange: LinkExchange): Promise<Result<Filling>> {
  const opened = await openLink(exchange.ports, exchange.link.link, exchange.language);
  if (!opened.ok) return opened;
  return opened.value.kind === 'filling' ? ok(opened.value.filling) : fail('wrong-state');
}

/** Address of a page of the form, or of one row of a repeated group. */
export function pageAddress(page: PageRef, change = false): string {
  const tail = change ? 'zmiana=1' : '';
  if (typeof page === 'number') return `/f/strona/${page + 1}${tail === '' ? '' : `?${tail}`}`;
  const query = new URLSearchParams({ strona: String(page.page + 1), grupa: page.grid, wiersz: String(page.row + 1) });
  return `/f/wpis?${query}${tail === '' ? '' : `&${tail}`}`;
}

const isSignOff = (field: FieldView): boolean => field.component === 'signature' && field.signOff !== undefined;

/** Only sign-offs are left on a page: they are given when the whole is sent, so the page is left out. */
const asksNothing = (fields: readonly FieldView[]): boolean =>
  fields.every((field) => isSignOff(field) || (field.component === 'fieldset' && asksNothing(field.fields)));

/** Pages that are gone through with these answers, in order: shown now and asking something. */
export function walkedPages(form: Form, answers: RawAnswers): readonly number[] {
  const options = { language: form.language, mode: 'edit' } as const;
  return viewPage(form, 0, answers, [], options)
    .steps.map((step) => step.page)
    .filter((page) => !asksNothing(viewPage(form, page, answers, [], options).fields));
}

/** The same for a form behind a link. */
export const pagesOf = (filling: Filling): readonly number[] =>
  walkedPages(filling.form, filling.draft.answers as RawAnswers);

/** One page of the form as the template wants it. */
export function formPage(
  filling: Filling,
  exchange: LinkExchange,
  page: PageRef,
  shown: {
    readonly raw: RawAnswers;
    readonly errors: readonly FieldError[];
    readonly notice?: string;
    readonly change: boolean;
    readonly draftVersion?: number;
  },
): PageReply {
  const { language, messages } = exchange;
  const view = viewPage(filling.form, page, shown.raw, shown.errors, {
    language,
    mode: 'edit',
    today: localDateOf(exchange.now),
  });
  const walked = pagesOf(filling);
  const at = walked.indexOf(typeof page === 'number' ? page : page.page);
  const previous = walked[at - 1];
  const isRow = typeof page !== 'number';
  const onlyOnes =
    view.fields.length === 1 && view.fields[0]?.component === 'container' && view.fields[0].label === view.title;
  return {
    page: 'public/form-page',
    title: `${view.title} – ${view.formTitle}`,
    ...(shown.errors.length > 0 ? { failure: { code: 'invalid-input', errors: shown.errors } } : {}),
    json: { page: view, draftVersion: shown.draftVersion ?? filling.draft.version },
    model: {
      view: { ...view, fields: shapeGrids(withoutGiven(view, filling), shown.errors.length > 0) },
      action: pageAddress(page, shown.change),
      backHref: shown.change
        ? '/f/sprawdz'
        : isRow
          ? pageAddress(page.page)
          : previous === undefined
            ? undefined
            : pageAddress(previous),
      step:
        at < 0 || isRow
          ? undefined
          : { text: fill(messages.form.step, { number: at + 1, of: walked.length }), at: at + 1, of: walked.length },
      showsTitle: !onlyOnes,
      hasFiles: hasFiles(view.fields),
      notice: shown.notice,
      returned: filling.task?.document?.returnReason,
      draftVersion: shown.draftVersion ?? filling.draft.version,
      savedText:
        filling.draft.version > 0 ? fill(messages.form.savedAt, { time: timeInWords(filling.draft.savedAt) }) : '',
      savesLater: true,
      organisation: filling.organisation?.name,
      continueText: shown.change ? messages.form.saveChange : isRow ? messages.form.saveRow : messages.form.next,
    },
  };
}

const withoutGiven = (view: PageView, filling: Filling): readonly FieldView[] =>
  view.fields.filter((field) => !Object.hasOwn(filling.given, field.name));

const hasFiles = (fields: readonly FieldView[]): boolean =>
  fields.some((field) => {
    switch (field.component) {
      case 'file':
        return true;
      case 'signature':
        return field.signOff === undefined;
      case 'container':
      case 'fieldset':
      case 'panel':
        return hasFiles(field.fields);
      case 'columns':
        return field.columns.some((column) => hasFiles(column.fields));
      case 'datagrid':
      case 'editgrid':
        return field.rows.some((row) => hasFiles(row.fields));
      default:
        return false;
    }
  });

// Long entries get a page each; while one of them is wrong they all stand on the page, so that every error has its place.
const FIELDS_FOR_OWN_PAGE = 4;

function shapeGrids(fields: readonly FieldView[], anyError: boolean): readonly object[] {
  return fields.map((field) => {
    if (field.component !== 'editgrid' || anyError || field.columns.length < FIELDS_FOR_OWN_PAGE || field.fixed)
      return field;
    return {
      ...field,
      component: 'editgrid-pages',
      rows: field.rows.map((row) => ({
        ...row,
        openCommand: `open:${field.name}:${row.index}`,
        lines: row.summary.filter((line) => line.lines.length > 0),
      })),
    };
  });
}
