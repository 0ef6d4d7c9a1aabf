import type { PageRef, StoredFile } from './answers.ts';
import type { Language, Level, Option } from './definition.ts';

export type ViewMode = 'edit' | 'read' | 'print';

/** When the browser script shows the field: names are those of inputs, already resolved to the row. */
export interface ShowWhen {
  readonly show: boolean;
  readonly conjunction: 'all' | 'any';
  readonly conditions: readonly {
    readonly name: string;
    readonly operator: string;
    readonly value: string;
  }[];
}

/** What every field view carries. `component` is the name of the template partial. */
export interface FieldViewBase {
  readonly component: FieldComponent;
  /** HTML id of the field (for an error link: `errorHref` of the page's error list uses it). */
  readonly id: string;
  /** Name of the input: the JSON path of the answer. */
  readonly name: string;
  readonly stableId: string;
  readonly label: string;
  readonly hint?: string;
  readonly hintId?: string;
  /** Sentence to show at the field; absent when it is right. */
  readonly error?: string;
  readonly errorId?: string;
  /** Value of aria-describedby: hint and error together. */
  readonly describedBy?: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly mode: ViewMode;
  /** The answer in words, one line per entry; empty when there is none (read and print). */
  readonly lines: readonly string[];
  /** False when its condition says no for now: the template renders it for the script, or leaves it out. */
  readonly visible: boolean;
  readonly showWhen?: ShowWhen;
  /** The condition as a sentence, for paper and for pages without JavaScript. */
  readonly whenText?: string;
  readonly level?: Level;
}

export interface ChoiceView extends Option {
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
}

export interface TextView extends FieldViewBase {
  readonly component: 'textfield' | 'email' | 'phone-number' | 'url';
  readonly value: string;
  readonly inputType: 'text' | 'email' | 'tel' | 'url';
  readonly inputMode?: string;
  readonly autocomplete?: string;
  readonly maxLength: number;
  readonly spellcheck: boolean;
}

export interface TextareaView extends FieldViewBase {
  readonly component: 'textarea';
  readonly value: string;
  readonly rows: number;
  readonly maxLength: number;
  /** Show the count of characters left. */
  readonly counted: boolean;
}

export interface NumberView extends FieldViewBase {
  readonly component: 'number' | 'currency';
  /** With a decimal comma, as a person types it. */
  readonly value: string;
  readonly inputMode: 'numeric' | 'decimal';
  readonly suffix?: string;
}

export interface CalculatedView extends FieldViewBase {
  readonly component: 'calculated';
  readonly value: string;
}

export interface SelectView extends FieldViewBase {
  readonly component: 'select';
  readonly options: readonly (Option & { readonly selected: boolean })[];
  readonly multiple: boolean;
  readonly register?: string;
}

export interface RadioView extends FieldViewBase {
  readonly component: 'radio';
  readonly options: readonly ChoiceView[];
  readonly inline: boolean;
}

export interface CheckboxView extends FieldViewBase {
  readonly component: 'checkbox';
  readonly checked: boolean;
}

export interface SelectboxesView extends FieldViewBase {
  readonly component: 'selectboxes';
  readonly options: readonly ChoiceView[];
}

export interface SurveyView extends FieldViewBase {
  readonly component: 'survey';
  readonly columns: readonly Option[];
  readonly questions: readonly {
    readonly value: string;
    readonly label: string;
    readonly id: string;
    readonly name: string;
    readonly error?: string;
    readonly errorId?: string;
    readonly choices: readonly ChoiceView[];
    /** The chosen answer in words. */
    readonly line: string;
  }[];
}

export interface DatePartView {
  readonly part: 'day' | 'month' | 'year' | 'time';
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly width: number;
  readonly inputMode: 'numeric' | 'text';
  readonly error: boolean;
  readonly autocomplete?: string;
}

/** Three (or four) small inputs; `day` may lack parts. */
export interface DateView extends FieldViewBase {
  readonly component: 'datetime' | 'day';
  readonly parts: readonly DatePartView[];
  /** ISO value when it is a whole date, else empty. */
  readonly value: string;
}

export interface TimeView extends FieldViewBase {
  readonly component: 'time';
  readonly value: string;
}

export interface FileView extends FieldViewBase {
  readonly component: 'file';
  readonly files: readonly (StoredFile & {
    readonly sizeText: string;
    readonly stateText: string;
    /** Hidden input that keeps the file with the answer when the page is posted. */
    readonly keepName: string;
    readonly removeCommand: string;
  })[];
  readonly multiple: boolean;
  readonly accept?: string;
  readonly maxSizeText: string;
  readonly maxBytes: number;
}

export interface SignatureView extends FieldViewBase {
  readonly component: 'signature';
  /** Set when the field is a sign-off of the document: drawn by the sign-off block, no answer of the form. */
  readonly signOff?: string;
  readonly kind: 'drawn' | 'typed' | 'file' | 'none';
  readonly kinds: readonly ChoiceView[];
  readonly path: string;
  readonly pathName: string;
  readonly pathId: string;
  readonly typedName: string;
  readonly typedNameName: string;
  readonly typedNameId: string;
  readonly fileName: string;
  readonly fileId: string;
  readonly file?: StoredFile;
}

export interface RowView {
  readonly index: number;
  /** From 1, for people. */
  readonly number: number;
  /** `goals[0]` */
  readonly name: string;
  readonly id: string;
  readonly legend: string;
  readonly fields: readonly FieldView[];
  readonly summary: readonly SummaryLine[];
  /** Value of the button that removes the row; absent when it may not be removed. */
  readonly removeCommand?: string;
  /** Reference of the page that edits only this row. */
  readonly page: PageRef;
  readonly hasError: boolean;
}

export interface GridView extends FieldViewBase {
  readonly component: 'datagrid' | 'editgrid';
  readonly rows: readonly RowView[];
  /** Name of the hidden input that must be posted with an inline grid, once per row with its index (and once, empty, for none). */
  readonly markerName: string;
  readonly addCommand?: string;
  readonly addText: string;
  readonly minRows: number;
  readonly maxRows: number;
  readonly fixed: boolean;
  readonly columns: readonly { readonly label: string; readonly required: boolean }[];
}

export interface GroupView extends FieldViewBase {
  readonly component: 'container' | 'fieldset' | 'panel';
  readonly fields: readonly FieldView[];
}

export interface ColumnsView extends FieldViewBase {
  readonly component: 'columns';
  readonly columns: readonly { readonly width: number; readonly fields: readonly FieldView[] }[];
}

export interface ContentView extends FieldViewBase {
  readonly component: 'content';
  /** Already sanitised: only plain block and inline elements without attributes but `href`. */
  readonly html: string;
}

export interface HiddenView extends FieldViewBase {
  readonly component: 'hidden';
}

export type FieldView =
  | TextView
  | TextareaView
  | NumberView
  | CalculatedView
  | SelectView
  | RadioView
  | CheckboxView
  | SelectboxesView
  | SurveyView
  | DateView
  | TimeView
  | FileView
  | SignatureView
  | GridView
  | GroupView
  | ColumnsView
  | ContentView
  | HiddenView;

export type FieldComponent =
  | 'textfield'
  | 'email'
  | 'phone-number'
  | 'url'
  | 'textarea'
  | 'number'
  | 'currency'
  | 'calculated'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'selectboxes'
  | 'survey'
  | 'datetime'
  | 'day'
  | 'time'
  | 'file'
  | 'signature'
  | 'datagrid'
  | 'editgrid'
  | 'container'
  | 'fieldset'
  | 'panel'
  | 'columns'
  | 'content'
  | 'hidden';

export interface PageView {
  /** `slug@national.3` */
  readonly form: string;
  readonly slug: string;
  readonly formTitle: string;
  readonly language: Language;
  readonly mode: ViewMode;
  readonly page: PageRef;
  /** Title of this page (of the row, on a row's page). */
  readonly title: string;
  /** „Błąd: ” when there are errors, else empty. */
  readonly titlePrefix: string;
  /** Pages that are shown to this person now, in order; `number` counts from 1. */
  readonly steps: readonly {
    readonly page: number;
    readonly number: number;
    readonly title: string;
    readonly current: boolean;
  }[];
  readonly previousPage?: number;
  readonly nextPage?: number;
  readonly fields: readonly FieldView[];
  readonly errors: readonly ErrorLine[];
}

export interface ErrorLine {
  /** `#id` of the input to which the summary's link leads. */
  readonly href: string;
  readonly text: string;
  readonly pointer: string;
  readonly code: string;
}

export interface SummaryLine {
  readonly label: string;
  /** The answer in words, one entry per line; empty = no answer. */
  readonly lines: readonly string[];
  readonly stableId: string;
  readonly pointer: string;
  readonly level: Level;
  /** Where the answer can be changed. */
  readonly page: PageRef;
  readonly fieldId: string;
  /** Rows of a repeated group, or of a matrix. */
  readonly rows?: readonly {
    readonly legend: string;
    readonly page: PageRef;
    readonly lines: readonly SummaryLine[];
  }[];
}

export interface SummarySection {
  readonly title: string;
  readonly page: number;
  readonly lines: readonly SummaryLine[];
  /** How many fields stand above the reader's level and were left out. */
  readonly leftOut: number;
}
