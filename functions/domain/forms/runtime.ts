import type { FieldError, Result } from '../result.ts';
import type { LocalDate } from '../time.ts';
import type { Answers, PageCommand, PageRef, RawAnswers, Registers, StoredFile, UploadedFile } from './answers.ts';
import type { FormDefinition, FormLibrary, FormVersion, Language, Level, OverlayOperation } from './definition.ts';
import type { Form } from './form.ts';
import type { PageView, SummarySection, ViewMode } from './view.ts';

export interface CheckOptions {
  /** Only rules of this page are applied; types are enforced everywhere. */
  readonly page?: PageRef;
  readonly today: LocalDate;
  /** `draft` keeps partial answers and checks only types; `submit` applies every rule. */
  readonly phase: 'draft' | 'submit';
  /** The only source of hidden and disabled values: earlier answers, prefills, what the server has set. Without it they hold their defaults. */
  readonly trusted?: Answers;
  /** Files that this respondent has uploaded; an id that isn't here is refused. */
  readonly files?: readonly StoredFile[];
  readonly registers?: Registers;
}

export interface CheckedAnswers {
  readonly answers: Answers;
  /** In document order; `params.label` names the field. */
  readonly errors: readonly FieldError[];
}

export interface ViewOptions {
  readonly language: Language;
  readonly mode: ViewMode;
  readonly registers?: Registers;
  /** `YYYY-MM-DD`, shown in examples of dates. */
  readonly today?: LocalDate;
}

export interface SummaryOptions {
  readonly language: Language;
  /** Fields above this level are left out and counted. */
  readonly level: Level;
  readonly registers?: Registers;
}

/** A finding of the linter: where, which rule, and what its sentence needs. */
export interface Finding {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly severity: 'error' | 'warning';
}

/** A cell of an export: text, a number, yes/no, or nothing. */
export type Cell = string | number | boolean | null;

export interface ExportColumn {
  /** Stable id; of a ticked option or a matrix row `id=value`. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean';
  readonly level: Level;
  /** Stable id of the repeated group whose table holds the column; absent for the main row. */
  readonly table?: string;
}

export interface ExportRow {
  readonly cells: Readonly<Record<string, Cell>>;
  /** Rows of repeated groups, by the group's stable id. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
}

/** The public face of the form run-time (ADR 0003). */
export interface FormRuntime {
  compose(source: FormDefinition, library: FormLibrary): FormDefinition;
  lint(definition: unknown): readonly Finding[];
  lintSentence(finding: Finding): string;
  loadForm(version: FormVersion, language: Language): Form;
  emptyAnswers(form: Form): Answers;
  readPosted(
    form: Form,
    page: PageRef,
    entries: Iterable<readonly [string, string | UploadedFile]>,
    previous: RawAnswers,
  ): { readonly raw: RawAnswers; readonly command?: PageCommand };
  checkAnswers(form: Form, raw: unknown, options: CheckOptions): CheckedAnswers;
  viewPage(
    form: Form,
    page: PageRef,
    answers: RawAnswers,
    errors: readonly FieldError[],
    options: ViewOptions,
  ): PageView;
  viewSummary(form: Form, answers: Answers, options: SummaryOptions): readonly SummarySection[];
  exportColumns(form: Form): readonly ExportColumn[];
  exportRow(form: Form, answers: Answers): ExportRow;
  contentHash(formReference: string, answers: Answers): string;
  applyOverlay(base: FormDefinition, operations: readonly OverlayOperation[]): Result<FormDefinition>;
}
