import { isForbiddenKey, isJsonObject } from '../answers.ts';
import { COMPONENT_TYPES, type ComponentType, LEVELS } from '../definition.ts';
import { type PatternVerdict, patternJudge } from '../pattern/ambiguity.ts';
import { inWords, type Report, saysNothing, step } from './finding.ts';
import { lintProperties } from './known-properties.ts';
import { lintOptions } from './lint-options.ts';
import { lintRules } from './lint-rules.ts';

/** Caps on the tree of components. */
export const TREE_CAPS = { components: 1000, depth: 8 } as const;

type Loose = Readonly<Record<string, unknown>>;

const HOLDERS: readonly ComponentType[] = ['datagrid', 'editgrid', 'container', 'fieldset', 'panel'];
const KEY = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const STABLE_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/;

/** What the walk over the tree has met. */
interface Met {
  count: number;
  readonly ids: Map<string, string>;
  readonly judge: (pattern: string) => PatternVerdict;
}

/** Every component by itself: type, key, label, id, properties, options, rules. True when the tree is sound enough to be indexed. */
export function lintComponents(form: Loose, report: Report): boolean {
  const met: Met = { count: 0, ids: new Map(), judge: patternJudge() };
  if (!Array.isArray(form.components)) {
    report('/components', 'not-a-form');
    return false;
  }
  return lintList(form.components, '/components', 1, new Map(), met, report);
}

/** One list of siblings; `keys` are those of the group of answers in which they stand. */
function lintList(
  list: readonly unknown[],
  pointer: string,
  depth: number,
  keys: Map<string, string>,
  met: Met,
  report: Report,
): boolean {
  if (depth > TREE_CAPS.depth) {
    report(pointer, 'nested-too-deep', { max: TREE_CAPS.depth });
    return false;
  }
  let sound = true;
  for (const [at, component] of list.entries()) {
    met.count += 1;
    if (met.count > TREE_CAPS.components) {
      report(pointer, 'too-many-fields', { max: TREE_CAPS.components });
      return false;
    }
    if (isJsonObject(component))
      sound = lintComponent(component, `${pointer}/${at}`, depth, keys, met, report) && sound;
    else {
      report(`${pointer}/${at}`, 'not-a-form');
      sound = false;
    }
  }
  return sound;
}

function lintComponent(
  component: Loose,
  pointer: string,
  depth: number,
  keys: Map<string, string>,
  met: Met,
  report: Report,
): boolean {
  const type = COMPONENT_TYPES.find((known) => known === component.type);
  if (type === undefined) {
    report(`${pointer}/type`, 'unknown-type', { type: inWords(component.type) });
    return false;
  }
  const soundKey = lintKey(component, type, pointer, keys, report);
  const soundProperties = lintOwnProperties(component, pointer, met, report);
  lintLabel(component, type, pointer, report);
  const soundKinds = lintProperties(component, type, pointer, report);
  const soundOptions = lintOptions(component, type, pointer, report);
  const soundRules = lintRules(component, type, pointer, met.judge, report);
  const soundInside = lintInside(component, type, pointer, depth, keys, met, report);
  return soundKey && soundKinds && soundProperties && soundOptions && soundRules && soundInside;
}

const isLayout = (type: ComponentType): boolean => ['fieldset', 'panel', 'columns', 'content'].includes(type);

function lintKey(
  component: Loose,
  type: ComponentType,
  pointer: string,
  keys: Map<string, string>,
  report: Report,
): boolean {
  const { key } = component;
  if (typeof key !== 'string' || key === '') {
    report(`${pointer}/key`, 'missing-key');
    return false;
  }
  if (!KEY.test(key) || isForbiddenKey(key)) {
    report(`${pointer}/key`, 'bad-key', { key: key.slice(0, 80) });
    return false;
  }
  // Layout holds no answer, but Form.io tools address it by its key as well.
  const first = keys.get(key);
  if (first !== undefined) report(`${pointer}/key`, 'duplicate-key', { key, first });
  else keys.set(key, pointer);
  return first === undefined || isLayout(type);
}

function lintOwnProperties(component: Loose, pointer: string, met: Met, report: Report): boolean {
  const { properties } = component;
  if (properties !== undefined && !isJsonObject(properties)) {
    report(`${pointer}/properties`, 'property-not-text', { name: 'properties' });
    return false;
  }
  const texts = properties ?? {};
  const loose = Object.entries(texts).filter(([, value]) => typeof value !== 'string');
  for (const [name] of loose) report(`${pointer}/properties${step(name)}`, 'property-not-text', { name });
  const { id, level } = texts;
  if (level !== undefined && !LEVELS.some((known) => known === level))
    report(`${pointer}/properties/level`, 'bad-level', { level: inWords(level) });
  if (id === undefined || id === '') report(`${pointer}/properties/id`, 'missing-id', { key: inWords(component.key) });
  else if (typeof id === 'string') {
    const first = met.ids.get(id);
    if (!STABLE_ID.test(id)) report(`${pointer}/properties/id`, 'bad-id', { id: id.slice(0, 80) });
    else if (first !== undefined) report(`${pointer}/properties/id`, 'duplicate-id', { id, first });
    else met.ids.set(id, pointer);
  }
  return loose.length === 0;
}

function lintLabel(component: Loose, type: ComponentType, pointer: string, report: Report): void {
  if (type === 'columns' || type === 'content' || type === 'hidden') return;
  const text =
    type === 'panel'
      ? (component.title ?? component.label)
      : type === 'fieldset'
        ? (component.legend ?? component.label)
        : component.label;
  if (typeof text !== 'string' || text.trim() === '') report(pointer, 'missing-label', { key: inWords(component.key) });
}

/** Form.io tools write empty lists also where nothing may stand. */
const isNoList = (value: unknown): boolean => (Array.isArray(value) ? value.length === 0 : saysNothing(value));

function lintInside(
  component: Loose,
  type: ComponentType,
  pointer: string,
  depth: number,
  keys: Map<string, string>,
  met: Met,
  report: Report,
): boolean {
  const inner = ['datagrid', 'editgrid', 'container'].includes(type) ? new Map<string, string>() : keys;
  if (type === 'columns') {
    if (!Array.isArray(component.columns) || component.columns.length === 0) {
      report(`${pointer}/columns`, 'no-fields-inside', { key: inWords(component.key) });
      return false;
    }
    return component.columns
      .map((cell: unknown, at) => {
        const cellPointer = `${pointer}/columns/${at}/components`;
        if (isJsonObject(cell) && Array.isArray(cell.components))
          return lintList(cell.components, cellPointer, depth + 1, inner, met, report);
        report(cellPointer, 'not-a-form');
        return false;
      })
      .every(Boolean);
  }
  if (!HOLDERS.includes(type)) {
    if (isNoList(component.components) && isNoList(component.columns)) return true;
    report(pointer, 'fields-not-allowed', { type });
    return false;
  }
  const { components } = component;
  if (Array.isArray(components) && components.length > 0)
    return lintList(components, `${pointer}/components`, depth + 1, inner, met, report);
  const properties = isJsonObject(component.properties) ? component.properties : {};
  if (properties.part !== undefined)
    report(`${pointer}/properties/part`, 'unresolved-part', { name: inWords(properties.part) });
  else if (properties.each !== undefined)
    report(`${pointer}/properties/list`, 'unresolved-list', { name: inWords(properties.list) });
  else report(`${pointer}/components`, 'no-fields-inside', { key: inWords(component.key) });
  return components === undefined || Array.isArray(components);
}
