import type { ComponentType } from '../definition.ts';
import { type Report, saysNothing, step } from './finding.ts';

type Harmless = (value: unknown) => boolean;
const any: Harmless = () => true;
const nothing: Harmless = saysNothing;
const only =
  (...values: readonly unknown[]): Harmless =>
  (value) =>
    saysNothing(value) || values.includes(value);
/** Judged by `scanJson`, wherever it stands. */
const scanned: Harmless = any;
const inputWidget: Harmless = (value) =>
  saysNothing(value) || value === 'input' || ['input', 'calendar'].includes((value as { type?: string }).type ?? '');
const plainText: Harmless = (value) => saysNothing(value) || (typeof value === 'string' && value.length <= 200);

/** Properties that the run-time itself reads, on every component. */
const READ = [
  'type',
  'key',
  'input',
  'label',
  'description',
  'hidden',
  'disabled',
  'validate',
  'conditional',
  'properties',
];

/** What each type reads besides. */
const READ_BY_TYPE: Readonly<Record<ComponentType, readonly string[]>> = {
  textfield: ['defaultValue', 'calculateValue', 'autocomplete'],
  textarea: ['defaultValue', 'rows', 'autoExpand', 'showCharCount', 'autocomplete'],
  email: ['defaultValue', 'autocomplete'],
  phoneNumber: ['defaultValue', 'autocomplete'],
  url: ['defaultValue', 'autocomplete'],
  number: ['defaultValue', 'calculateValue', 'decimalLimit'],
  currency: ['defaultValue', 'calculateValue', 'decimalLimit', 'currency'],
  select: ['defaultValue', 'data', 'dataSrc', 'dataType', 'multiple', 'widget'],
  radio: ['defaultValue', 'values', 'dataType'],
  checkbox: ['defaultValue'],
  selectboxes: ['defaultValue', 'values'],
  survey: ['defaultValue', 'questions', 'values'],
  day: ['defaultValue', 'fields', 'dayFirst', 'minDate', 'maxDate'],
  datetime: [
    'defaultValue',
    'enableTime',
    'enableDate',
    'format',
    'datePicker',
    'widget',
    'autocomplete',
    'calculateValue',
  ],
  time: ['defaultValue', 'format', 'calculateValue'],
  file: ['storage', 'filePattern', 'fileMinSize', 'fileMaxSize', 'multiple'],
  signature: [],
  datagrid: ['components', 'defaultValue', 'disableAddingRemovingRows', 'addAnother'],
  editgrid: ['components', 'defaultValue', 'disableAddingRemovingRows', 'addAnother'],
  container: ['components'],
  fieldset: ['components', 'legend'],
  panel: ['components', 'title'],
  columns: ['columns'],
  content: ['html'],
  hidden: ['defaultValue', 'calculateValue'],
};

const VALIDATE = [
  'required', 'minLength', 'maxLength', 'minWords', 'maxWords', 'min', 'max', 'pattern', 'patternMessage', 'customMessage',
  'minSelectedCount', 'maxSelectedCount', 'onlyAvailableItems',
]; // biome-ignore format: a list

/** Properties that Form.io tools write and that change nothing here, with the values that make that true. */
const INERT: Readonly<Record<string, Harmless>> = {
  components: any, columns: any, // where they don't belong, the walk over the tree says so
  id: any, tableView: any, hideLabel: any, tabindex: any, autofocus: any, placeholder: plainText, tooltip: plainText, errorLabel: plainText,
  prefix: plainText, suffix: plainText, labelPosition: any, labelWidth: any, labelMargin: any, customClass: plainText, modalEdit: any,
  protected: any, persistent: any, dbIndex: any, encrypted: nothing, unique: nothing, clearOnHide: only(true), clearOnRefresh: any,
  refreshOn: nothing, redrawOn: nothing, dataGridLabel: any, allowMultipleMasks: nothing, showCharCount: any, showWordCount: any,
  addons: nothing, attributes: nothing, overlay: nothing, validateOn: any, validateWhenHidden: nothing, allowCalculateOverride: nothing,
  calculateServer: any, calculateValue: scanned, customDefaultValue: scanned, customConditional: scanned, logic: scanned, serverOverride: scanned,
  errors: nothing, tags: nothing, lockKey: any, isNew: any, alwaysEnabled: nothing, inputType: any, inputFormat: any, inputMask: nothing,
  displayMask: nothing, inputMasks: nothing, inputMode: any, mask: any, case: nothing, spellcheck: any, truncateMultipleSpaces: any, multiple: nothing,
  defaultValue: nothing, widget: inputWidget, tree: any, lazyLoad: any, autocomplete: plainText, title: plainText, legend: plainText,
  wysiwyg: nothing, editor: nothing, fixedSize: any, autoExpand: any, rows: any, isUploadEnabled: nothing, uploadStorage: nothing,
  kickbox: nothing, delimiter: any, requireDecimal: nothing, thousandsSeparator: any, decimalSymbol: any, fieldSet: any, inline: any,
  optionsLabelPosition: any, idPath: any, valueProperty: nothing, searchEnabled: any, searchDebounce: any, searchField: nothing, minSearch: any,
  readOnlyValue: any, selectFields: nothing, selectThreshold: any, uniqueOptions: any, fuseOptions: any, indexeddb: nothing, customOptions: nothing,
  useExactSearch: any, limit: any, sort: nothing, authenticate: nothing, ignoreCache: any, template: scanned, disableLimit: any, noRefreshOnScroll: any,
  filter: scanned, data: nothing, dataSrc: only('values'), value: nothing, name: nothing, useLocaleSettings: any, allowInput: any,
  defaultDate: nothing, displayInTimezone: any, timezone: nothing, datepickerMode: any, timePicker: any, datePicker: any, enableDate: only(true),
  shortcutButtons: nothing, dataFormat: only('HH:mm:ss', 'HH:mm'), hideInputLabels: any, inputsLabelPosition: any, maxYear: nothing, minYear: nothing,
  image: nothing, privateDownload: any, imageSize: any, uploadOnly: any, options: nothing, dir: nothing, webcam: nothing, fileTypes: nothing, url: scanned,
  footer: plainText, width: any, height: any, penColor: any, backgroundColor: any, minWidth: any, maxWidth: any, keepOverlayRatio: any,
  removeRow: plainText, defaultOpen: any, openWhenEmpty: any, modal: any, inlineEdit: any, templates: scanned, saveRow: plainText, addAnotherPosition: any,
  reorder: nothing, layoutFixed: any, enableRowGroups: nothing, initEmpty: any, hideRequired: any, conditionalAddButton: nothing, rowDrafts: any, displayAsTable: any,
  theme: any, breadcrumb: any, collapsible: any, collapsed: any, breadcrumbClickable: any, buttonSettings: any, scrollToTop: any, nextPage: nothing,
  autoAdjust: any, hideOnChildrenHidden: any, refreshOnChange: nothing, tableview: any, path: any, submissionAccess: nothing, owner: nothing,
}; // biome-ignore format: a table

const INERT_VALIDATE: Readonly<Record<string, Harmless>> = {
  custom: scanned, customPrivate: any, strictDateValidation: any, multiple: nothing, unique: nothing, step: only('any'), integer: any, json: nothing,
  select: nothing, minYear: nothing, maxYear: nothing,
}; // biome-ignore format: a table

/** Properties of the form itself: read, or inert. */
const FORM: Readonly<Record<string, Harmless>> = {
  title: any, name: any, path: any, type: any, display: any, components: any, properties: any,
  _id: any, _vid: any, machineName: any, tags: any, created: any, modified: any, owner: any, access: any, submissionAccess: any, pdfComponents: nothing,
  settings: nothing, controller: nothing, action: nothing, submissionRevisions: any, revisions: any, project: any, deleted: nothing, esign: nothing, fieldMatchAccess: nothing,
}; // biome-ignore format: a table

/** Why a property is not taken: unknown, or a value that would change what other tools do and ours doesn't. */
export function judgeProperty(
  type: ComponentType,
  name: string,
  value: unknown,
): 'unknown-property' | 'unsupported-value' | undefined {
  if (READ.includes(name) || READ_BY_TYPE[type].includes(name)) return undefined;
  const harmless = Object.hasOwn(INERT, name) ? INERT[name] : undefined;
  if (!harmless) return saysNothing(value) ? undefined : 'unknown-property';
  return harmless(value) ? undefined : 'unsupported-value';
}

/** True for rules that aren't Form.io's declarative ones. */
export const isInertValidate = (name: string): boolean => !VALIDATE.includes(name);

export const isFormProperty = (name: string): boolean =>
  ['title', 'name', 'path', 'type', 'display', 'components', 'properties'].includes(name);

/** What kind of value each property holds; a wrong kind would trip whoever reads it. */
const KINDS: Readonly<Record<'string' | 'number' | 'boolean' | 'object', readonly string[]>> = {
  string: [
    'label',
    'title',
    'legend',
    'description',
    'html',
    'addAnother',
    'placeholder',
    'autocomplete',
    'dataSrc',
    'dataType',
    'currency',
    'format',
    'storage',
    'filePattern',
    'fileMinSize',
    'fileMaxSize',
    'minDate',
    'maxDate',
  ],
  number: ['rows', 'decimalLimit'],
  boolean: [
    'input',
    'hidden',
    'disabled',
    'multiple',
    'autoExpand',
    'showCharCount',
    'enableTime',
    'enableDate',
    'dayFirst',
    'disableAddingRemovingRows',
  ],
  object: ['fields', 'datePicker'],
};
const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) => names.map((name): [string, string] => [name, kind])),
);
const LISTS: readonly string[] = ['components', 'columns', 'values', 'questions'];
const TEXT_RULES: readonly string[] = ['pattern', 'patternMessage', 'customMessage'];

/** True when every value is of its property's kind (or says nothing); a day's parts are looked into. */
function lintKinds(component: Readonly<Record<string, unknown>>, pointer: string, report: Report): boolean {
  const { validate, fields } = component;
  const entries: readonly (readonly [string, unknown, string | undefined])[] = [
    ...Object.entries(component).map(([name, value]) => [name, value, KIND_OF.get(name)] as const),
    ...TEXT_RULES.map(
      (name) => [`validate/${name}`, isRecord(validate) ? validate[name] : undefined, 'string'] as const,
    ),
    ...(isRecord(fields)
      ? Object.entries(fields).map(([name, value]) => [`fields/${name}`, value, 'object'] as const)
      : []),
  ];
  let sound = true;
  const data = isRecord(component.data) ? component.data.values : undefined;
  const lists = [...LISTS.map((name) => [name, component[name]] as const), ['data/values', data] as const];
  for (const [name, value] of lists) {
    // Even an empty object would trip whoever walks it as a list.
    if (!isRecord(value)) continue;
    report(`${pointer}/${name}`, 'unsupported-value', { name });
    sound = false;
  }
  for (const [name, value, kind] of entries) {
    if (kind === undefined || saysNothing(value)) continue;
    if (typeof value === kind && !Array.isArray(value)) continue;
    report(`${pointer}/${name}`, 'unsupported-value', { name });
    sound = false;
  }
  return sound;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Refuses properties of a component that are unknown, of a wrong kind, or at odds with what the run-time does; false when it may not be read on. */
export function lintProperties(
  component: Readonly<Record<string, unknown>>,
  type: ComponentType,
  pointer: string,
  report: Report,
): boolean {
  for (const [name, value] of Object.entries(component)) {
    const verdict = judgeProperty(type, name, value);
    if (verdict) report(`${pointer}${step(name)}`, verdict, { name });
  }
  const { validate } = component;
  for (const [name, value] of Object.entries(isRecord(validate) ? validate : {})) {
    if (VALIDATE.includes(name)) continue;
    const harmless = Object.hasOwn(INERT_VALIDATE, name) ? INERT_VALIDATE[name] : undefined;
    if (!harmless && !saysNothing(value)) report(`${pointer}/validate${step(name)}`, 'unknown-property', { name });
    else if (harmless && !harmless(value)) report(`${pointer}/validate${step(name)}`, 'unsupported-value', { name });
  }
  return lintKinds(component, pointer, report);
}

/** Refuses properties of the form object itself. */
export function lintFormProperties(form: Readonly<Record<string, unknown>>, report: Report): void {
  for (const [name, value] of Object.entries(form)) {
    const harmless = Object.hasOwn(FORM, name) ? FORM[name] : undefined;
    if (!harmless && !saysNothing(value)) report(step(name), 'unknown-property', { name });
    else if (harmless && !harmless(value)) report(step(name), 'unsupported-value', { name });
  }
}
