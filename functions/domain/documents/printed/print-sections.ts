import {
  type Answers,
  type FieldView,
  type Form,
  type GridView,
  type Language,
  LEVELS,
  type Level,
  type Registers,
  viewPage,
} from '../../forms/index.ts';
import { printRows } from './print-rows.ts';
import type { PrintedChoice, PrintedField, PrintedRows, PrintedSection } from './printed-field.ts';

const SHORT_OPTIONS = 60; // characters of all labels together
const OPTIONS_TO_TICK = 13; // a longer list is written by hand

interface Printing {
  readonly form: Form;
  readonly level: Level;
  readonly blank: boolean;
  /** Inside a row choices are printed as words, to keep it short. */
  readonly inRow: boolean;
  readonly leftOut: { count: number };
}

const rank = (level: Level): number => LEVELS.indexOf(level);

const boxes = (options: PrintedChoice['options']): Pick<PrintedField, 'choice'> => ({
  choice: { options, short: options.length <= 3 && options.map(({ label }) => label).join('').length <= SHORT_OPTIONS },
});

type ChoiceField = Extract<FieldView, { component: 'radio' | 'selectboxes' | 'select' | 'checkbox' }>;

function printChoice(field: ChoiceField, printing: Printing): Pick<PrintedField, 'choice' | 'text'> {
  const words = { text: { lines: field.lines, long: false } };
  if (printing.inRow && !printing.blank) return words;
  switch (field.component) {
    case 'radio':
    case 'selectboxes':
      return boxes(field.options.map(({ label, checked }) => ({ label, chosen: checked })));
    case 'select':
      return printing.blank &&
        field.register === undefined &&
        field.options.length > 0 &&
        field.options.length <= OPTIONS_TO_TICK
        ? boxes(field.options.map(({ label, selected }) => ({ label, chosen: selected })))
        : words;
    case 'checkbox':
      return boxes([{ label: field.label, chosen: field.checked }]);
  }
}

const rowsOf = (grid: GridView, printing: Printing): PrintedRows =>
  printRows(
    grid,
    printing.blank,
    (field) => mayRead(field, printing),
    (field) => printField(field, { ...printing, inRow: true }),
  );

function shapeOf(field: FieldView, printing: Printing): Omit<PrintedField, 'label' | 'stableId'> | undefined {
  switch (field.component) {
    case 'hidden':
      return undefined;
    case 'content':
      return { note: { html: field.html } };
    case 'signature':
      return field.signOff === undefined ? { text: { lines: field.lines, long: false } } : undefined;
    case 'radio':
    case 'selectboxes':
    case 'select':
    case 'checkbox':
      return printChoice(field, printing);
    case 'survey':
      return {
        matrix: {
          columns: field.columns.map(({ label }) => label),
          rows: field.questions.map(({ label, choices }) => ({ label, cells: choices.map(({ checked }) => checked) })),
        },
      };
    case 'datagrid':
    case 'editgrid':
      return { rows: rowsOf(field, printing) };
    case 'container':
    case 'fieldset':
    case 'panel': {
      const fields = field.fields.flatMap((inside) => printField(inside, printing));
      return fields.length === 0 ? undefined : { group: { fields } };
    }
    case 'columns':
      return {
        group: {
          fields: field.columns.flatMap(({ fields }) => fields.flatMap((inside) => printField(inside, printing))),
        },
      };
    case 'textarea':
      return { text: { lines: field.lines.flatMap((line) => line.split('\n')), long: true } };
    default:
      return { text: { lines: field.lines, long: false } };
  }
}

function mayRead(field: FieldView, { form, level }: Printing): boolean {
  const node = form.byId.get(field.stableId);
  const holdsAnswer = node !== undefined && node.holds !== 'nothing' && node.holds !== 'group';
  return !holdsAnswer || rank(node.level) <= rank(level);
}

function printField(field: FieldView, printing: Printing): readonly PrintedField[] {
  if (!mayRead(field, printing)) {
    printing.leftOut.count += 1;
    return [];
  }
  const shape = shapeOf(field, printing);
  if (shape === undefined) return [];
  return [
    {
      // The sentence beside a single box is its label.
      label: field.component === 'checkbox' ? '' : field.label,
      stableId: field.stableId,
      ...(printing.blank && field.hint !== undefined && { hint: field.hint }),
      ...(printing.blank && field.whenText !== undefined && { when: field.whenText }),
      ...shape,
    },
  ];
}

/**
 * A document as paper shows it: the form's pages as sections, choices with their boxes, groups as tables. `answers` absent: the empty
 * form for handwriting, with every conditional field and when to fill it in. Fields above `level` are left out and counted.
 */
export function printSections(
  form: Form,
  answers: Answers | undefined,
  options: { readonly language: Language; readonly level: Level; readonly registers?: Registers },
): readonly PrintedSection[] {
  return form.pages.flatMap(({ index, key, title }) => {
    const printing: Printing = {
      form,
      level: options.level,
      blank: answers === undefined,
      inRow: false,
      leftOut: { count: 0 },
    };
    const page = viewPage(form, index, answers ?? {}, [], {
      language: options.language,
      mode: 'print',
      ...(options.registers !== undefined && { registers: options.registers }),
    });
    const fields = page.fields.flatMap((field) => printField(field, printing));
    const leftOut = printing.leftOut.count;
    return fields.length === 0 && leftOut === 0 ? [] : [{ key, title, fields, leftOut }];
  });
}
