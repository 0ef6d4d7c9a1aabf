import type { RegionId } from '../ids.ts';
import type { Instant } from '../time.ts';

export type JsonPrimitive = string | number | boolean | null;
export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonValue = JsonPrimitive | readonly JsonValue[] | JsonObject;

/** Languages that a form can be shown in; Polish is the language of definitions. */
export type Language = 'pl' | 'en' | 'uk';

/** Confidentiality, least first (poziom poufności). */
export const LEVELS = ['public', 'internal', 'personal', 'special'] as const;
export type Level = (typeof LEVELS)[number];

/** Every Form.io component type that the run-time understands (ADR 0002); anything else is refused. */
export const COMPONENT_TYPES = [
  'textfield',
  'textarea',
  'email',
  'phoneNumber',
  'url',
  'number',
  'currency',
  'select',
  'radio',
  'checkbox',
  'selectboxes',
  'survey',
  'day',
  'datetime',
  'time',
  'file',
  'signature',
  'datagrid',
  'editgrid',
  'container',
  'fieldset',
  'panel',
  'columns',
  'content',
  'hidden',
] as const;
export type ComponentType = (typeof COMPONENT_TYPES)[number];

/** One choice: `value` is stored, `label` is read. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Form.io's declarative rules; the code-bearing ones (`custom`) have no place here. */
export interface Validate {
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minWords?: number;
  readonly maxWords?: number;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly patternMessage?: string;
  readonly customMessage?: string;
  readonly minSelectedCount?: number;
  readonly maxSelectedCount?: number;
  readonly onlyAvailableItems?: boolean;
}

export const CONDITION_OPERATORS = [
  'isEqual',
  'isNotEqual',
  'isEmpty',
  'isNotEmpty',
  'includes',
  'notIncludes',
  'lessThan',
  'greaterThan',
  'lessThanOrEqual',
  'greaterThanOrEqual',
  'startsWith',
  'endsWith',
  'isDateEqual',
  'isNotDateEqual',
  'dateLessThan',
  'dateGreaterThan',
  'dateLessThanOrEqual',
  'dateGreaterThanOrEqual',
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

export interface Condition {
  /** Path of the asked field without row numbers (`goals.status`), or the key of a neighbour in the same row. */
  readonly component: string;
  readonly operator: ConditionOperator;
  readonly value?: JsonPrimitive;
}

/** When a component is shown: simple conditions, Form.io's older `when`/`eq` pair, or JSON Logic over `data` and `row`. */
export interface Conditional {
  readonly show?: boolean | string | null;
  readonly conjunction?: 'all' | 'any';
  readonly conditions?: readonly Condition[];
  readonly when?: string | null;
  readonly eq?: JsonPrimitive;
  readonly json?: JsonValue;
}

/** Our own facts about a component (ADR 0002); all strings, so that any Form.io tool keeps them. */
export type Properties = Readonly<Record<string, string>>;

export interface DayPart {
  readonly hide?: boolean;
  readonly required?: boolean;
  readonly placeholder?: string;
}

export interface ColumnCell {
  readonly components: readonly Component[];
  readonly width?: number;
}

/** One Form.io component: only the properties that mean something to the run-time; the linter lists the inert ones. */
export interface Component {
  readonly type: ComponentType;
  readonly key: string;
  readonly input?: boolean;
  readonly label?: string;
  readonly title?: string;
  readonly legend?: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly placeholder?: string;
  readonly html?: string;
  readonly hidden?: boolean;
  readonly disabled?: boolean;
  readonly multiple?: boolean;
  readonly defaultValue?: JsonValue;
  readonly validate?: Validate;
  readonly conditional?: Conditional;
  /** JSON Logic only; a string would be code and is refused. */
  readonly calculateValue?: JsonValue;
  readonly properties?: Properties;
  readonly components?: readonly Component[];
  readonly columns?: readonly ColumnCell[];
  /** Options of radio, selectboxes and the columns of a survey. */
  readonly values?: readonly Option[];
  readonly questions?: readonly Option[];
  readonly data?: { readonly values?: readonly Option[]; readonly resource?: string };
  readonly dataSrc?: string;
  readonly dataType?: string;
  readonly widget?: string | JsonObject;
  readonly rows?: number;
  readonly autoExpand?: boolean;
  readonly showCharCount?: boolean;
  readonly autocomplete?: string;
  readonly decimalLimit?: number;
  readonly currency?: string;
  readonly enableTime?: boolean;
  readonly enableDate?: boolean;
  readonly format?: string;
  readonly dataFormat?: string;
  readonly datePicker?: { readonly minDate?: string | null; readonly maxDate?: string | null };
  readonly dayFirst?: boolean;
  readonly fields?: { readonly day?: DayPart; readonly month?: DayPart; readonly year?: DayPart };
  readonly minDate?: string;
  readonly maxDate?: string;
  readonly filePattern?: string;
  readonly fileMinSize?: string;
  readonly fileMaxSize?: string;
  readonly storage?: string;
  readonly disableAddingRemovingRows?: boolean;
  readonly addAnother?: string;
}

/** A Form.io form object, as it lies in `forms/<slug>/definition.json` or, composed, in a published version. */
export interface FormDefinition {
  readonly title: string;
  readonly name: string;
  readonly path: string;
  readonly type: 'form';
  readonly display: 'form' | 'wizard';
  readonly components: readonly Component[];
  readonly properties?: Properties;
}

/** Texts of one component in another language, by stable id. */
export interface FieldTranslation {
  readonly label?: string;
  readonly title?: string;
  readonly legend?: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly addAnother?: string;
  readonly content?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly questions?: Readonly<Record<string, string>>;
}

export interface FormTranslation {
  readonly title?: string;
  readonly fields: Readonly<Record<string, FieldTranslation>>;
}

export type Translations = Readonly<Partial<Record<Exclude<Language, 'pl'>, FormTranslation>>>;

/** A published form, immutable; `definition` is composed, with the overlay already applied. */
export interface FormVersion {
  readonly slug: string;
  readonly scope: 'national' | RegionId;
  readonly number: number;
  readonly definition: FormDefinition;
  readonly translations?: Translations;
  readonly overlay?: readonly OverlayOperation[];
  readonly baseNumber?: number;
  readonly publishedAt?: Instant;
  readonly publishedBy?: string;
}

/** `slug@national.3` or `slug@<region>.2`. */
export const formReference = (version: Pick<FormVersion, 'slug' | 'scope' | 'number'>): string =>
  `${version.slug}@${version.scope}.${version.number}`;

/** One change that a region makes to the national form; `at` and `after` are stable ids. */
export type OverlayOperation =
  | { readonly op: 'add-after'; readonly after: string; readonly component: Component }
  | { readonly op: 'relabel'; readonly at: string; readonly label: string }
  | {
      readonly op: 'translate';
      readonly at: string;
      readonly language: Exclude<Language, 'pl'>;
      readonly texts: FieldTranslation;
    }
  | { readonly op: 'hint'; readonly at: string; readonly description: string }
  | { readonly op: 'hide-optional'; readonly at: string }
  | { readonly op: 'reorder-within-section'; readonly at: string; readonly after: string | null }
  | { readonly op: 'add-option'; readonly at: string; readonly option: Option; readonly after?: string };

/** A shared list of options (`forms/lists/<name>.json`). */
export interface OptionList {
  readonly name: string;
  readonly title?: string;
  readonly source?: string;
  readonly options: readonly (Option & { readonly source?: string; readonly group?: string })[];
}

/** A shared block of components (`forms/parts/<name>.json`). */
export interface Part {
  readonly name?: string;
  readonly title?: string;
  readonly components: readonly Component[];
}

/** What definitions may name: lists and parts, with the translations of both. */
export interface FormLibrary {
  readonly lists: Readonly<Record<string, OptionList>>;
  readonly parts: Readonly<Record<string, Part>>;
  /** By language, list and value: the label. */
  readonly listTranslations?: Readonly<
    Partial<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>>
  >;
  /** By language, part and id inside the part: the texts. */
  readonly partTranslations?: Readonly<
    Partial<Record<Language, Readonly<Record<string, Readonly<Record<string, FieldTranslation>>>>>>
  >;
}
