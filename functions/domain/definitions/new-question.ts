import type { Component, Option } from '../forms/definition.ts';

/** Kinds of question that a regional admin may add, in the order of the list on the screen; each is one Form.io component. */
export const QUESTION_KINDS = [
  'short-text',
  'long-text',
  'yes-no',
  'one-choice',
  'many-choices',
  'number',
  'date',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What the admin fills in: plain words, no keys and no JSON. */
export interface NewQuestion {
  readonly kind: QuestionKind;
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  /** One option per line, for the two kinds with choices. */
  readonly options: readonly string[];
}

/** The component of a new question. `idPrefix` (catalogue number and scope) and `serial` make its stable id and its key unique. */
export function componentOfQuestion(question: NewQuestion, idPrefix: string, serial: string): Component {
  const key = `added${serial}`;
  const common = {
    key,
    label: question.label,
    ...(question.hint === '' ? {} : { description: question.hint }),
    input: true,
    ...(question.required ? { validate: { required: true } } : {}),
  };
  const properties = { id: `${idPrefix}.${key}`, source: 'derived' };
  const values = question.options.map(optionOf);
  switch (question.kind) {
    case 'short-text':
      return { type: 'textfield', ...common, properties };
    case 'long-text':
      return { type: 'textarea', ...common, autoExpand: true, rows: 3, properties };
    case 'yes-no':
      return { type: 'radio', ...common, values: YES_NO, properties };
    case 'one-choice':
      return values.length <= MOST_RADIOS
        ? { type: 'radio', ...common, values, properties }
        : { type: 'select', ...common, widget: 'html5', data: { values }, properties };
    case 'many-choices':
      return { type: 'selectboxes', ...common, values, properties };
    case 'number':
      return { type: 'number', ...common, properties };
    case 'date':
      return { type: 'datetime', ...common, enableTime: false, format: 'yyyy-MM-dd', properties };
  }
}

const MOST_RADIOS = 7;
const YES_NO: readonly Option[] = [
  { value: 'yes', label: 'tak' },
  { value: 'no', label: 'nie' },
];

/** An option's stored value comes from its place, so that a mended label changes no stored answer. */
const optionOf = (label: string, index: number): Option => ({ value: `option${index + 1}`, label });

/** True for the kinds that need options. */
export const hasOptions = (kind: QuestionKind): boolean => kind === 'one-choice' || kind === 'many-choices';
