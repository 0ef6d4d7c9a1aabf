import type { FieldError } from '../result.ts';
import { isJsonObject, joinPath, ownValue, type PageRef, pathOf, type RawAnswers, valueAt } from './answers.ts';
import { type JsonValue, LEVELS } from './definition.ts';
import type { Inside, ViewBase, ViewContext } from './fields/field-type.ts';
import { hasFixedRows, rowLimits } from './fields/rows.ts';
import { structureField, valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import type { ViewOptions } from './runtime.ts';
import { htmlId, settleForView, shownPages } from './settle-for-view.ts';
import { isHidden, type Settled } from './settled.ts';
import type { ErrorLine, FieldView, PageView, RowView } from './view.ts';
import { summariseNodes } from './view-summary.ts';
import { showWhen, whenText } from './when-text.ts';
import { errorSentence, word } from './words.ts';

interface Viewing {
  readonly form: Form;
  readonly settled: Settled;
  readonly options: ViewOptions;
  readonly errors: ReadonlyMap<string, FieldError>;
  readonly context: ViewContext;
  /** True for a paper form with nothing in it: conditional fields are printed with their sentence. */
  readonly blank: boolean;
}

/** Where nodes are shown: what was typed there, what it means, and the paths of the groups around. */
interface Place {
  readonly raw: JsonValue | undefined;
  readonly value: JsonValue | undefined;
  /** Paths of the form, the group, the row ...: the last is where the fields stand. */
  readonly scopePaths: readonly string[];
}

/** A plain tree of field views for one page; tolerates any raw answers, so that what was typed can be shown again. */
export function viewPage(
  form: Form,
  page: PageRef,
  answers: RawAnswers,
  errors: readonly FieldError[],
  options: ViewOptions,
): PageView {
  const settled = settleForView(form, answers, options.registers);
  const byPath = new Map<string, FieldError>();
  for (const error of errors) if (!byPath.has(pathOf(error.pointer))) byPath.set(pathOf(error.pointer), error);
  const viewing: Viewing = {
    form,
    settled,
    options,
    errors: byPath,
    context: {
      language: options.language,
      registers: options.registers ?? {},
      ...(options.today !== undefined && { today: options.today }),
      errorBelow: (path) => sentence(byPath.get(path), options),
      wrongParts: (path) => wrongParts(byPath.get(path)),
    },
    blank: options.mode === 'print' && Object.keys(answers).length === 0,
  };
  const at = typeof page === 'number' ? page : page.page;
  const fields = typeof page === 'number' ? viewWholePage(page, answers, viewing) : viewOneRow(page, answers, viewing);
  return { ...describePage(at, page, viewing), fields, errors: listErrors(fields, viewing) };
}

function describePage(
  at: number,
  page: PageRef,
  { form, settled, options, errors }: Viewing,
): Omit<PageView, 'fields' | 'errors'> {
  const pages = shownPages(form, settled);
  const position = pages.findIndex((shown) => shown.index === at);
  const previousPage = pages[position - 1]?.index;
  const nextPage = position >= 0 ? pages[position + 1]?.index : undefined;
  const grid = typeof page === 'number' ? undefined : form.byPath.get(page.grid.replace(/\[\d+\]/g, ''));
  return {
    form: form.reference,
    slug: form.slug,
    formTitle: form.title,
    language: options.language,
    mode: options.mode,
    page,
    title:
      grid && typeof page !== 'number' ? rowLegend(grid, page.row, options) : (form.pages[at]?.title ?? form.title),
    titlePrefix: errors.size > 0 ? word(options.language, 'error') : '',
    steps: pages.map((shown, index) => ({
      page: shown.index,
      number: index + 1,
      title: shown.title,
      current: shown.index === at,
    })),
    ...(previousPage !== undefined && { previousPage }),
    ...(nextPage !== undefined && { nextPage }),
  };
}

function viewWholePage(page: number, answers: RawAnswers, viewing: Viewing): readonly FieldView[] {
  const found = viewing.form.pages[page];
  if (!found) return [];
  // The panel that makes the page is the page itself: its title stands above, its children are the fields.
  const nodes = found.nodes.flatMap((node) => (node === found.panel ? node.children : [node]));
  return viewNodes(nodes, { raw: answers, value: viewing.settled.answers, scopePaths: [''] }, viewing);
}

function viewOneRow(page: Exclude<PageRef, number>, answers: RawAnswers, viewing: Viewing): readonly FieldView[] {
  const grid = viewing.form.byPath.get(page.grid.replace(/\[\d+\]/g, ''));
  if (grid?.holds !== 'rows') return [];
  const path = `${page.grid}[${page.row}]`;
  const above = page.grid
    .split('.')
    .slice(0, -1)
    .map((_, count, steps) => steps.slice(0, count + 1).join('.'));
  const place = {
    raw: valueAt(answers, path),
    value: valueAt(viewing.settled.answers, path),
    scopePaths: ['', ...above, path],
  };
  return viewNodes(grid.children, place, viewing);
}

function viewNodes(nodes: readonly FormNode[], place: Place, viewing: Viewing): readonly FieldView[] {
  return nodes.flatMap((node) => viewNode(node, place, viewing) ?? []);
}

function viewNode(node: FormNode, place: Place, viewing: Viewing): FieldView | undefined {
  const { options, settled } = viewing;
  const scopePath = place.scopePaths.at(-1) ?? '';
  const visible = !isHidden(settled, node, scopePath);
  if (!visible && options.mode !== 'edit' && !viewing.blank) return undefined;
  if (node.retired) return undefined;
  const path = joinPath(scopePath, node.component.key);
  const raw = ownValue(place.raw, node.component.key);
  const value = ownValue(place.value, node.component.key);
  const field = valueField(node.component.type);
  const base = viewBase(node, path, value, visible, place, viewing);
  if (field) {
    if (node.logic !== undefined)
      return { ...base, component: 'calculated', value: base.lines.join(', '), disabled: true };
    const shown = node.serverSet ? (value ?? raw) : raw;
    return field.view(shown, value, node, base, viewing.context);
  }
  const structure = structureField(node.component.type);
  return structure?.view(viewInside(node, path, raw, value, place, viewing), node, base, viewing.context);
}

function viewBase(
  node: FormNode,
  path: string,
  value: JsonValue | undefined,
  visible: boolean,
  place: Place,
  viewing: Viewing,
): ViewBase {
  const { form, options } = viewing;
  const { component } = node;
  const id = htmlId(path);
  const error = node.holds === 'nothing' ? undefined : sentence(viewing.errors.get(path), options);
  const hint = component.description;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const when = node.condition && showWhen(node.condition, form, place.scopePaths);
  return {
    id,
    name: path,
    stableId: node.stableId,
    label: node.label,
    ...(hint && { hint, hintId: `${id}-hint` }),
    ...(error !== undefined && { error, errorId: `${id}-error` }),
    ...(describedBy && { describedBy }),
    required: component.validate?.required === true,
    disabled: node.serverSet,
    mode: options.mode,
    lines: value === undefined ? [] : (valueField(component.type)?.summary(value, node, viewing.context) ?? []),
    visible,
    ...(when && { showWhen: when }),
    ...(node.condition && { whenText: whenText(node.condition, form, options.language) }),
    ...(LEVELS.indexOf(node.level) > LEVELS.indexOf(form.level) && { level: node.level }),
  };
}

function viewInside(
  node: FormNode,
  path: string,
  raw: JsonValue | undefined,
  value: JsonValue | undefined,
  place: Place,
  viewing: Viewing,
): Inside {
  const none: Inside = { fields: [], columns: [], rows: [], summary: [] };
  if (node.holds === 'rows') return { ...none, rows: viewRowsOf(node, path, raw, value, place, viewing) };
  const inside: Place = node.holds === 'group' ? { raw, value, scopePaths: [...place.scopePaths, path] } : place;
  if (node.component.type !== 'columns') return { ...none, fields: viewNodes(node.children, inside, viewing) };
  let from = 0;
  const columns = (node.component.columns ?? []).map((cell) => {
    const children = node.children.slice(from, from + cell.components.length);
    from += cell.components.length;
    return { width: cell.width ?? 6, fields: viewNodes(children, inside, viewing) };
  });
  return { ...none, columns };
}

const rowLegend = (node: FormNode, row: number, { language }: Pick<ViewOptions, 'language'>): string =>
  word(language, 'row', { label: node.label, number: row + 1 });

function viewRowsOf(
  node: FormNode,
  path: string,
  raw: JsonValue | undefined,
  value: JsonValue | undefined,
  place: Place,
  viewing: Viewing,
): readonly RowView[] {
  const { options, form } = viewing;
  const fixed = hasFixedRows(node);
  const typed: readonly JsonValue[] = Array.isArray(raw) ? raw : [];
  const meant: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const { min, max } = rowLimits(node);
  const wanted = fixed
    ? meant.length
    : Math.min(Math.max(typed.length, options.mode === 'edit' ? Math.min(min, max) : 0), max + 1);
  return Array.from({ length: wanted }, (_, index): RowView => {
    const name = `${path}[${index}]`;
    const row: Place = {
      raw: typed[index] ?? meant[index],
      value: meant[index],
      scopePaths: [...place.scopePaths, name],
    };
    return {
      index,
      number: index + 1,
      name,
      id: htmlId(name),
      legend: rowHeading(node, meant[index], index, viewing),
      fields: viewNodes(node.children, row, viewing),
      summary: summariseNodes(node.children, meant[index], name, {
        form,
        settled: viewing.settled,
        language: options.language,
        level: 'special',
        registers: options.registers ?? {},
      }).lines,
      ...(!fixed && options.mode === 'edit' && { removeCommand: `remove:${path}:${index}` }),
      page: { page: node.page, grid: path, row: index },
      hasError: [...viewing.errors.keys()].some((at) => at === name || at.startsWith(`${name}.`)),
    };
  });
}

/** A fixed row is named by its first, server-set column („Zdrowotna”); others are numbered. */
function rowHeading(node: FormNode, row: JsonValue | undefined, index: number, viewing: Viewing): string {
  const [first] = node.answerChildren;
  const value = first?.serverSet ? ownValue(row, first.component.key) : undefined;
  const lines =
    value === undefined || !first ? [] : valueField(first.component.type)?.summary(value, first, viewing.context);
  return lines?.[0] ?? rowLegend(node, index, viewing.options);
}

const sentence = (error: FieldError | undefined, { language }: Pick<ViewOptions, 'language'>): string | undefined =>
  error && errorSentence(error, language);

function wrongParts(error: FieldError | undefined): readonly string[] {
  if (!error) return [];
  const part = error.params?.part;
  return typeof part === 'string' ? part.split(' ') : ['*'];
}

/** One line per error on the page, in the order of the fields, each leading to the input to mend. */
function listErrors(fields: readonly FieldView[], { errors, options }: Viewing): readonly ErrorLine[] {
  const targets = new Map<string, string>();
  for (const field of fields) collectTargets(field, targets);
  return [...errors].map(([path, error]) => ({
    href: `#${targets.get(path) ?? nearestTarget(path, targets)}`,
    text: errorSentence(error, options.language),
    pointer: error.pointer,
    code: error.code,
  }));
}

function nearestTarget(path: string, targets: ReadonlyMap<string, string>): string {
  const above = path.replace(/(?:\.[^.[\]]+|\[\d+\])$/, '');
  return above === path || above === '' ? 'main' : (targets.get(above) ?? nearestTarget(above, targets));
}

function collectTargets(field: FieldView, targets: Map<string, string>): void {
  switch (field.component) {
    case 'datetime':
    case 'day': {
      const part = field.parts.find(({ error }) => error) ?? field.parts[0];
      targets.set(field.name, part?.id ?? field.id);
      break;
    }
    case 'survey':
      targets.set(field.name, field.questions[0]?.choices[0]?.id ?? field.id);
      for (const question of field.questions) targets.set(question.name, question.choices[0]?.id ?? field.id);
      break;
    case 'datagrid':
    case 'editgrid':
      targets.set(field.name, field.id);
      for (const row of field.rows) {
        targets.set(row.name, row.id);
        for (const inside of row.fields) collectTargets(inside, targets);
      }
      break;
    case 'columns':
      for (const column of field.columns) for (const inside of column.fields) collectTargets(inside, targets);
      break;
    case 'container':
    case 'fieldset':
    case 'panel':
      if (field.component === 'container') targets.set(field.name, field.id);
      for (const inside of field.fields) collectTargets(inside, targets);
      break;
    default:
      if (isJsonObject(field)) targets.set(field.name, field.id);
  }
}
