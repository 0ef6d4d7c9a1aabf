import type { ComponentType } from '../definition.ts';
import { type Report, saysNothing, step } from './finding.ts';

type Harmless = (value: unknown) => boolean;
const any: Harmless = () => true;
const nothing: Harmless = saysNothing;
const only =
  (...values: readonly unknown[]): Harmless =>
  (value) =>
    saysNothing(value) || values.includes(value);
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
  id: any, tableView: any, hideLabel: any, tabindex: any, autofocus: any, placeholder: plainText, tooltip: plainText, errorLabel: plainText,
  prefix: plainText, suffix: plainText, labelPosition: any, labelWidth: any, labelMargin: any, customClass: plainText, modalEdit: any,
  protected: any, persistent: any, dbIndex: any, encrypted: nothing, unique: nothing, clearOnHide: only(true), clearOnRefresh: any,
  refreshOn: nothing, redrawOn: nothing, dataGridLabel: any, allowMultipleMasks: nothing, showCharCount: any, showWordCount: any,
  addons: nothing, attributes: nothing, overlay: nothing, validateOn: any, validateWhenHidden: nothing, allowCalculateOverride: nothing,
  calculateServer: any, calculateValue: nothing, customDefaultValue: nothing, customConditional: nothing, logic: nothing, serverOverride: nothing,
  errors: nothing, tags: nothing, lockKey: any, isNew: any, alwaysEnabled: nothing, inputType: any, inputFormat: any, inputMask: nothing,
  displayMask: nothing, inputMasks: nothing, inputMode: any, mask: any, case: nothing, spellcheck: any, truncateMultipleSpaces: any, multiple: nothing,
  defaultValue: nothing, widget: nothing, tree: any, lazyLoad: any, autocomplete: plainText, title: plainText, legend: plainText,
  wysiwyg: nothing, editor: nothing, fixedSize: any, autoExpand: any, rows: any, isUploadEnabled: nothing, uploadStorage: nothing,
  kickbox: nothing, delimiter: any, requireDecimal: nothing, thousandsSeparator: any, decimalSymbol: any, fieldSet: any, inline: any,
  optionsLabelPosition: any, idPath: any, valueProperty: nothing, searchEnabled: any, searchDebounce: any, searchField: nothing, minSearch: any,
  readOnlyValue: any, selectFields: nothing, selectThreshold: any, uniqueOptions: any, fuseOptions: any, indexeddb: nothing, customOptions: nothing,
  useExactSearch: any, limit: any, sort: nothing, authenticate: nothing, ignoreCache: any, template: any, disableLimit: any, noRefreshOnScroll: any,
  filter: nothing, data: nothing, dataSrc: only('values'), value: nothing, name: nothing, useLocaleSettings: any, allowInput: any,
  defaultDate: nothing, displayInTimezone: any, timezone: nothing, datepickerMode: any, timePicker: any, datePicker: any, enableDate: only(true),
  shortcutButtons: nothing, dataFormat: only('HH:mm:ss', 'HH:mm'), hideInputLabels: any, inputsLabelPosition: any, maxYear: nothing, minYear: nothing,
  image: nothing, privateDownload: any, imageSize: any, uploadOnly: any, options: nothing, dir: nothing, webcam: nothing, fileTypes: nothing, url: nothing,
  footer: plainText, width: any, height: any, penColor: any, backgroundColor: any, minWidth: any, maxWidth: any, keepOverlayRatio: any,
  removeRow: plainText, defaultOpen: any, openWhenEmpty: any, modal: any, inlineEdit: any, templates: any, saveRow: plainText, addAnotherPosition: any,
  reorder: nothing, layoutFixed: any, enableRowGroups: nothing, initEmpty: any, hideRequired: any, conditionalAddButton: nothing, rowDrafts: any, displayAsTable: any,
  theme: any, breadcrumb: any, collapsible: any, collapsed: any, breadcrumbClickable: any, buttonSettings: any, scrollToTop: any, nextPage: nothing,
  autoAdjust: any, hideOnChildrenHidden: any, refreshOnChange: nothing, tableview: any, path: any, submissionAccess: nothing, owner: nothing,
}; // biome-ignore format: a table

const INERT_VALIDATE: Readonly<Record<string, Harmless>> = {
  custom: nothing, customPrivate: any, strictDateValidation: any, multiple: nothing, unique: nothing, step: only('any'), integer: any, json: nothing,
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

/** True for properties that mean nothing to the run-time: an import leaves them out. */
export const isInert = (type: ComponentType, name: string): boolean =>
  !READ.includes(name) && !READ_BY_TYPE[type].includes(name);

export const isInertValidate = (name: string): boolean => !VALIDATE.includes(name);

export const isFormProperty = (name: string): boolean =>
  ['title', 'name', 'path', 'type', 'display', 'components', 'properties'].includes(name);

/** Refuses properties of a component that are unknown, or known and at odds with what the run-time does. */
export function lintProperties(
  component: Readonly<Record<string, unknown>>,
  type: ComponentType,
  pointer: string,
  report: Report,
): void {
  for (const [name, value] of Object.entries(component)) {
    const verdict = judgeProperty(type, name, value);
    if (verdict) report(`${pointer}${step(name)}`, verdict, { name });
  }
  const validate = component.validate;
  if (typeof validate !== 'object' || validate === null) return;
  for (const [name, value] of Object.entries(validate)) {
    if (VALIDATE.includes(name)) continue;
    const harmless = Object.hasOwn(INERT_VALIDATE, name) ? INERT_VALIDATE[name] : undefined;
    if (!harmless && !saysNothing(value)) report(`${pointer}/validate${step(name)}`, 'unknown-property', { name });
    else if (harmless && !harmless(value)) report(`${pointer}/validate${step(name)}`, 'unsupported-value', { name });
  }
}

/** Refuses properties of the form object itself. */
export function lintFormProperties(form: Readonly<Record<string, unknown>>, report: Report): void {
  for (const [name, value] of Object.entries(form)) {
    const harmless = Object.hasOwn(FORM, name) ? FORM[name] : undefined;
    if (!harmless && !saysNothing(value)) report(step(name), 'unknown-property', { name });
    else if (harmless && !harmless(value)) report(step(name), 'unsupported-value', { name });
  }
}
