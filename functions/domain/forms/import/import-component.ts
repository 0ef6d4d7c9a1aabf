import { isForbiddenKey, isJsonObject, joinPath } from '../answers.ts';
import { COMPONENT_TYPES, type Component, type ComponentType, type JsonValue } from '../definition.ts';
import { inWords, saysNothing, step } from '../lint/finding.ts';
import { judgeProperty } from '../lint/known-properties.ts';
import { importOptions } from './import-options.ts';
import { importConditional, importValidate } from './import-rules.ts';
import { importProperties, plainHtml, plainText } from './import-texts.ts';
import type { Notes } from './report.ts';

export type Foreign = Readonly<Record<string, JsonValue>>;

/** Where a list of foreign components stands. */
export interface ImportPlace {
  /** What new stable ids begin with. */
  readonly prefix: string;
  /** New path of the group around. */
  readonly path: string;
  /** Old paths of answers to new ones, where they differ. */
  readonly renamed: Map<string, string>;
  /** Keys already taken in the group. */
  readonly keys: Set<string>;
  readonly notes: Notes;
}

/** Types that mean the same under another name here. */
const SAME: Readonly<Record<string, ComponentType>> = {
  well: 'fieldset', htmlelement: 'content', html: 'content', tags: 'textfield', address: 'textarea', phone: 'phoneNumber', integer: 'number', dynamicWizard: 'editgrid',
}; // biome-ignore format: a table
const TEXTS = [
  'label',
  'title',
  'legend',
  'description',
  'tooltip',
  'placeholder',
  'addAnother',
  'prefix',
  'suffix',
  'errorLabel',
  'removeRow',
  'footer',
];
const CODE = [
  'customDefaultValue',
  'customConditional',
  'logic',
  'serverOverride',
  'template',
  'templates',
  'filter',
  'customOptions',
  'url',
  'fetch',
];
const GROUPS: readonly ComponentType[] = ['container', 'datagrid', 'editgrid'];
const DEFAULT_TEMPLATE = '<span>{{ item.label }}</span>';
const DONE_ELSEWHERE = [
  'type',
  'key',
  'validate',
  'conditional',
  'properties',
  'components',
  'columns',
  'values',
  'questions',
  'data',
  'dataSrc',
  'storage',
  'html',
  'content',
  'multiple',
  'calculateValue',
];

/** A list of foreign components; layout that we don't have is looked through, so one may become several. */
export const importList = (list: readonly JsonValue[], pointer: string, place: ImportPlace): readonly Component[] =>
  list.flatMap((component, at) => (isJsonObject(component) ? importOne(component, `${pointer}/${at}`, place) : []));

function importOne(foreign: Foreign, pointer: string, place: ImportPlace): readonly Component[] {
  const { notes } = place;
  const from = inWords(foreign.type ?? '');
  if (from === 'button') {
    notes.note('dropped', pointer, 'button-dropped', { name: inWords(foreign.label ?? foreign.key ?? '') });
    return [];
  }
  if (from === 'table') {
    notes.note('changed', pointer, 'unwrapped', { from });
    const cells = Array.isArray(foreign.rows) ? (foreign.rows as readonly JsonValue[]) : [];
    return cells.flatMap((row, at) =>
      (Array.isArray(row) ? (row as readonly JsonValue[]) : []).flatMap((cell, column) =>
        importCell(cell, `${pointer}/rows/${at}/${column}`, place),
      ),
    );
  }
  if (from === 'tabs') {
    notes.note('changed', pointer, 'type-mapped', { from, to: 'fieldset' });
    const tabs = Array.isArray(foreign.components) ? (foreign.components as readonly JsonValue[]) : [];
    return tabs.flatMap((tab, at) =>
      isJsonObject(tab)
        ? importKnown({ ...tab, legend: tab.label ?? tab.key ?? '' }, 'fieldset', `${pointer}/components/${at}`, place)
        : [],
    );
  }
  const type = COMPONENT_TYPES.find((known) => known === from) ?? (Object.hasOwn(SAME, from) ? SAME[from] : undefined);
  if (type === undefined) {
    notes.note('refused', pointer, 'component-refused', { from });
    return [];
  }
  if (type !== from) notes.note('changed', `${pointer}/type`, 'type-mapped', { from, to: type });
  return importKnown(foreign, type, pointer, place);
}

const importCell = (cell: JsonValue, pointer: string, place: ImportPlace): readonly Component[] =>
  isJsonObject(cell) && Array.isArray(cell.components)
    ? importList(cell.components, `${pointer}/components`, place)
    : [];

function importKnown(
  foreign: Foreign,
  wanted: ComponentType,
  pointer: string,
  place: ImportPlace,
): readonly Component[] {
  const { notes } = place;
  const key = importKey(foreign, wanted, pointer, place);
  const path = ['fieldset', 'panel', 'columns', 'content'].includes(wanted) ? place.path : joinPath(place.path, key);
  const options = importOptions(foreign, wanted, pointer, notes);
  const type = options.type ?? wanted;
  const imported: Record<string, unknown> = { type, key };
  copyProperties(foreign, type, pointer, imported, notes);
  const html = foreign.html ?? foreign.content;
  if (type === 'content') imported.html = plainHtml(typeof html === 'string' ? html : '', `${pointer}/html`, notes);
  if (foreign.type !== 'fieldset' && type === 'fieldset' && imported.legend === undefined)
    imported.legend = imported.title ?? imported.label;
  Object.assign(imported, options.properties);
  const conditional = importConditional(foreign.conditional, pointer, notes);
  if (conditional) imported.conditional = conditional;
  const validate = importValidate(foreign.validate, pointer, notes);
  if (validate) imported.validate = validate;
  importStorage(foreign, type, pointer, imported, notes);
  addLabel(type, key, pointer, imported, notes);
  imported.properties = importIdentity(foreign, key, path, pointer, place);
  importInside(foreign, type, path, pointer, imported, place);
  notes.note('kept', pointer, 'kept', { name: inWords(imported.label ?? imported.title ?? imported.legend ?? key) });
  const component = imported as unknown as Component;
  return [
    foreign.multiple === true && !['select', 'file'].includes(type)
      ? wrapMultiple(component, pointer, notes)
      : component,
  ];
}

/** Everything that isn't handled by name: texts cleaned, code refused, the unknown dropped. */
function copyProperties(
  foreign: Foreign,
  type: ComponentType,
  pointer: string,
  imported: Record<string, unknown>,
  notes: Notes,
): void {
  const calculate = foreign.calculateValue;
  if (isJsonObject(calculate)) imported.calculateValue = calculate;
  else if (!saysNothing(calculate))
    notes.note('refused', `${pointer}/calculateValue`, 'code-refused', { name: 'calculateValue' });
  const takesSeveral = type === 'select' || type === 'file';
  if (foreign.multiple === false || (foreign.multiple === true && takesSeveral)) imported.multiple = foreign.multiple;
  for (const [name, value] of Object.entries(foreign)) {
    if (
      DONE_ELSEWHERE.includes(name) ||
      (saysNothing(value) && typeof value !== 'boolean') ||
      value === DEFAULT_TEMPLATE
    )
      continue;
    const at = `${pointer}${step(name)}`;
    if (name === 'rows' && Array.isArray(value)) continue; // cells of a table, already looked through
    if (CODE.includes(name)) notes.note('refused', at, 'code-refused', { name });
    else if (TEXTS.includes(name) && typeof value === 'string') imported[name] = plainText(value, at, notes);
    else {
      const verdict = judgeProperty(type, name, value);
      if (verdict === undefined) imported[name] = value;
      else notes.note('dropped', at, verdict === 'unknown-property' ? 'property-dropped' : 'value-dropped', { name });
    }
  }
}

function importKey(foreign: Foreign, type: ComponentType, pointer: string, place: ImportPlace): string {
  const given = typeof foreign.key === 'string' ? foreign.key : '';
  const bare = given
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, 60);
  const base = bare === '' || isForbiddenKey(bare) ? type : bare;
  let key = base;
  for (let count = 2; place.keys.has(key); count += 1) key = `${base}${count}`;
  place.keys.add(key);
  if (key !== given) {
    place.notes.note('changed', `${pointer}/key`, 'key-changed', { from: given, to: key });
    // A key with dots is a path of its own in Form.io; conditions name it the same way.
    if (given !== '') place.renamed.set(joinPath(place.path, given), joinPath(place.path, key));
  }
  return key;
}

function importIdentity(
  foreign: Foreign,
  key: string,
  path: string,
  pointer: string,
  place: ImportPlace,
): Record<string, string> {
  const texts = importProperties(foreign.properties, `${pointer}/properties`, place.notes) ?? {};
  if (texts.id !== undefined && texts.id !== '') return texts;
  const id = `${place.prefix}.${path.endsWith(key) ? path : joinPath(path, key)}`;
  place.notes.note('changed', `${pointer}/properties/id`, 'id-added', { to: id });
  return { id, ...texts };
}

function addLabel(
  type: ComponentType,
  key: string,
  pointer: string,
  imported: Record<string, unknown>,
  notes: Notes,
): void {
  const name = type === 'panel' ? 'title' : type === 'fieldset' ? 'legend' : 'label';
  if (['columns', 'content', 'hidden'].includes(type) || !saysNothing(imported[name] ?? imported.label)) return;
  imported[name] = key;
  notes.note('changed', `${pointer}/${name}`, 'label-added', { to: key });
}

function importStorage(
  foreign: Foreign,
  type: ComponentType,
  pointer: string,
  imported: Record<string, unknown>,
  notes: Notes,
): void {
  if (type !== 'file') return;
  imported.storage = 'reintegra';
  if (foreign.storage !== 'reintegra')
    notes.note('changed', `${pointer}/storage`, 'storage-changed', { from: inWords(foreign.storage ?? '') });
}

function importInside(
  foreign: Foreign,
  type: ComponentType,
  path: string,
  pointer: string,
  imported: Record<string, unknown>,
  place: ImportPlace,
): void {
  const inner: ImportPlace = GROUPS.includes(type) ? { ...place, path, keys: new Set() } : place;
  if (type === 'columns') {
    const cells = Array.isArray(foreign.columns) ? (foreign.columns as readonly JsonValue[]) : [];
    imported.columns = cells.filter(isJsonObject).map((cell, at) => ({
      ...cell,
      components: importCell(cell, `${pointer}/columns/${at}`, inner),
    }));
  } else if (Array.isArray(foreign.components) && foreign.components.length > 0) {
    imported.components = importList(foreign.components, `${pointer}/components`, inner);
  }
}

/** A field that takes several values becomes rows with that field; only choices and files keep `multiple`. */
function wrapMultiple(component: Component, pointer: string, notes: Notes): Component {
  notes.note('changed', `${pointer}/multiple`, 'multiple-wrapped', { name: component.label ?? component.key });
  const { conditional, ...inside } = component;
  const id = component.properties?.id ?? component.key;
  return {
    type: 'datagrid',
    key: component.key,
    input: true,
    label: component.label ?? component.key,
    ...(conditional && { conditional }),
    properties: { ...component.properties, id },
    components: [{ ...inside, key: 'value', properties: { ...component.properties, id: `${id}.value` } }],
  };
}
