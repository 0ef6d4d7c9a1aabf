import type { LocalDate } from '../../time.ts';
import type { Registers, StoredFile, UploadedFile } from '../answers.ts';
import type { Component, ComponentType, JsonValue, Language } from '../definition.ts';
import type { FormNode } from '../form.ts';
import type { Cell, ExportColumn } from '../runtime.ts';
import type { FieldView, FieldViewBase, RowView, SummaryLine } from '../view.ts';

/** A broken rule of one field; `below` points inside the answer (a row of a matrix). */
export interface Problem {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly below?: string;
}

/** A value of the field's own type (undefined = no answer), or why it is none. */
export interface Parsed {
  readonly value: JsonValue | undefined;
  readonly problem?: Problem;
}

/** What fields may know while they are checked. */
export interface CheckContext {
  readonly today: LocalDate;
  readonly files: ReadonlyMap<string, StoredFile>;
  /** True where stored answers are shown again: files are taken as they stand. */
  readonly trustFiles: boolean;
  readonly registers: Registers;
}

/** Values of a posted body by input name. */
export interface Posted {
  texts(name: string): readonly string[];
  files(name: string): readonly UploadedFile[];
}

/** What fields may know while they are shown. */
export interface ViewContext {
  readonly language: Language;
  readonly registers: Registers;
  readonly today?: LocalDate;
  /** Sentences of the errors that stand below this field's path (rows of a matrix). */
  readonly errorBelow: (path: string) => string | undefined;
  /** Parts of a date that are wrong. */
  readonly wrongParts: (path: string) => readonly string[];
}

export type ViewBase = Omit<FieldViewBase, 'component'>;

/** One column of an export: what follows the stable id, its label, and its cell. */
export interface ColumnPart extends Pick<ExportColumn, 'kind'> {
  readonly suffix?: string;
  readonly label?: string;
  readonly cell: (value: JsonValue | undefined) => Cell;
}

/** A field that holds a value: everything the run-time must know about one Form.io type. */
export interface ValueField {
  readonly type: ComponentType;
  /** Which sentence says that it is missing. */
  readonly requiredKind:
    | 'text'
    | 'choice'
    | 'choices'
    | 'consent'
    | 'date'
    | 'file'
    | 'signature'
    | 'question'
    | 'server';
  /** The value it starts with. */
  empty(component: Component): JsonValue | undefined;
  /** From a posted body; texts stay as they were typed. */
  read(posted: Posted, path: string, component: Component): JsonValue | undefined;
  /** Enforces the type: from any JSON to a value or a problem. */
  parse(raw: JsonValue, node: FormNode, context: CheckContext): Parsed;
  /** Applies the rules to a value of the right type (undefined where nothing was answered: only what `required` means beyond that). */
  check(value: JsonValue, node: FormNode, context: CheckContext): readonly Problem[];
  /** `raw` is what was typed, `value` what it means (undefined when it means nothing). */
  view(
    raw: JsonValue | undefined,
    value: JsonValue | undefined,
    node: FormNode,
    base: ViewBase,
    context: ViewContext,
  ): FieldView;
  /** The answer in words. */
  summary(value: JsonValue, node: FormNode, context: Pick<ViewContext, 'language' | 'registers'>): readonly string[];
  columns(node: FormNode): readonly ColumnPart[];
}

/** A component that holds others: a group, a repeated group, or layout. */
export interface StructureField {
  readonly type: ComponentType;
  /** Rules about the group itself; `count` is the number of rows (1 for a group with any answer). */
  check(count: number, node: FormNode): readonly Problem[];
  view(inside: Inside, node: FormNode, base: ViewBase, context: ViewContext): FieldView;
}

/** What the view engine found inside a structure. */
export interface Inside {
  readonly fields: readonly FieldView[];
  readonly columns: readonly { readonly width: number; readonly fields: readonly FieldView[] }[];
  readonly rows: readonly RowView[];
  readonly summary: readonly SummaryLine[];
}

export const noValue: Parsed = { value: undefined };

export const parsed = (value: JsonValue | undefined): Parsed => ({ value });

export const refused = (code: string, params: Problem['params'] = {}): Parsed => ({
  value: undefined,
  problem: { code, params },
});
