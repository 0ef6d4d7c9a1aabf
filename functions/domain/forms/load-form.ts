import { readCondition } from './conditions.ts';
import {
  type Component,
  type FormDefinition,
  type FormVersion,
  formReference,
  type Language,
  LEVELS,
  type Level,
  type Option,
} from './definition.ts';
import type { Form, FormNode, FormPage } from './form.ts';
import { compilePattern } from './pattern/match-pattern.ts';
import { resolverFor } from './resolve-field.ts';
import { orderSettling } from './settle-order.ts';
import { translateDefinition } from './translate.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Building = Omit<Mutable<FormNode>, 'children' | 'answerChildren' | 'parent'> & {
  children: Building[];
  answerChildren: Building[];
  parent: Building | undefined;
};

const HOLDS: Partial<Record<Component['type'], FormNode['holds']>> = {
  container: 'group',
  datagrid: 'rows',
  editgrid: 'rows',
  panel: 'nothing',
  fieldset: 'nothing',
  columns: 'nothing',
  content: 'nothing',
};

const asLevel = (value: string | undefined, otherwise: Level): Level =>
  LEVELS.find((level) => level === value) ?? otherwise;

/** The options of a component, wherever Form.io keeps them for its type. */
export const optionsOf = (component: Component): readonly Option[] => {
  const options = component.type === 'select' ? component.data?.values : component.values;
  return Array.isArray(options) ? options : [];
};

const labelOf = (component: Component): string =>
  (component.type === 'panel' ? component.title : component.type === 'fieldset' ? component.legend : undefined) ??
  component.label ??
  component.title ??
  component.legend ??
  component.key;

const isServerSet = (component: Component): boolean =>
  component.type === 'hidden' || component.disabled === true || component.calculateValue !== undefined;

/** Types that hold other components directly. */
const HOLDERS: ReadonlySet<string> = new Set(['panel', 'fieldset', 'container', 'datagrid', 'editgrid']);

const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

/** Children with the JSON pointer of each below its parent. */
const childrenOf = (component: Component): readonly (readonly [Component, string])[] => [
  ...listOf(component.type === 'columns' ? component.columns : []).flatMap((cell, at) =>
    cell.components.map((child, index): readonly [Component, string] => [child, `/columns/${at}/components/${index}`]),
  ),
  ...listOf(HOLDERS.has(component.type) ? component.components : []).map(
    (child, index): readonly [Component, string] => [child, `/components/${index}`],
  ),
];

interface Place {
  readonly parent: Building | undefined;
  readonly groups: readonly Building[];
  readonly path: string;
  readonly page: number;
  readonly level: Level;
}

function buildNode(component: Component, pointer: string, place: Place, all: Building[]): Building {
  const holds = HOLDS[component.type] ?? 'value';
  const path = holds === 'nothing' ? place.path : place.path === '' ? component.key : `${place.path}.${component.key}`;
  const level = asLevel(component.properties?.level, place.level);
  const pattern = component.validate?.pattern;
  const node: Building = {
    component,
    number: all.length,
    stableId: component.properties?.id ?? path,
    label: labelOf(component),
    level,
    path,
    pointer,
    parent: place.parent,
    children: [],
    answerChildren: [],
    groups: place.groups as readonly FormNode[],
    page: place.page,
    holds,
    serverSet: isServerSet(component),
    retired: (component.hidden === true && component.type !== 'hidden') || place.parent?.retired === true,
    options: optionsOf(component),
  };
  const compiled = pattern ? compilePattern(pattern) : undefined;
  if (compiled) node.pattern = compiled;
  if (component.calculateValue !== undefined && typeof component.calculateValue === 'object')
    node.logic = component.calculateValue;
  all.push(node);
  const groups = holds === 'group' || holds === 'rows' ? [...place.groups, node] : place.groups;
  node.children = childrenOf(component).map(([child, below]) =>
    buildNode(child, `${pointer}${below}`, { parent: node, groups, path, page: place.page, level }, all),
  );
  node.answerChildren = throughLayout(node.children);
  return node;
}

const throughLayout = (nodes: readonly Building[]): Building[] =>
  nodes.flatMap((node) => (node.holds === 'nothing' ? node.answerChildren : [node]));

/** Indexes a definition as it is, without translation or version: what `loadForm`, the linter and the editors share. */
export function indexDefinition(definition: FormDefinition, reference: string, language: Language): Form {
  const level = asLevel(definition.properties?.level, 'internal');
  const all: Building[] = [];
  const wizard =
    definition.display === 'wizard' && definition.components.some((component) => component.type === 'panel');
  let page = -1;
  const roots = definition.components.map((component, index) => {
    if (!wizard) page = 0;
    else if (component.type === 'panel' || page < 0) page += 1;
    return buildNode(component, `/components/${index}`, { parent: undefined, groups: [], path: '', page, level }, all);
  });
  const nodes = all as readonly FormNode[];
  const byPath = new Map(nodes.filter((node) => node.holds !== 'nothing').map((node) => [node.path, node]));
  const byKey = new Map<string, FormNode[]>();
  for (const node of byPath.values()) byKey.set(node.component.key, [...(byKey.get(node.component.key) ?? []), node]);
  for (const node of all) {
    const condition = readCondition(node.component, resolverFor(node as FormNode, { byPath, byKey }));
    if (condition) node.condition = condition;
  }
  return {
    reference,
    slug: definition.properties?.slug ?? definition.name,
    language,
    title: definition.title,
    level,
    definition,
    pages: pagesOf(roots as readonly FormNode[], definition.title, wizard ? page + 1 : 1, wizard),
    roots: roots as readonly FormNode[],
    answerRoots: throughLayout(roots) as readonly FormNode[],
    nodes,
    settleOrder: orderSettling(nodes).order,
    byId: new Map(nodes.map((node) => [node.stableId, node])),
    byPath,
    byKey,
  };
}

function pagesOf(roots: readonly FormNode[], title: string, count: number, wizard: boolean): readonly FormPage[] {
  return Array.from({ length: count }, (_, index): FormPage => {
    const nodes = roots.filter((node) => node.page === index);
    const panel = wizard ? nodes.find((node) => node.component.type === 'panel') : undefined;
    return {
      index,
      key: panel?.component.key ?? `page${index + 1}`,
      title: panel?.label ?? title,
      nodes,
      ...(panel && { panel }),
    };
  });
}

const loaded = new WeakMap<FormVersion, Map<Language, Form>>();

/** The form of a version in a language; the same object each time for the same version object. */
export function loadForm(version: FormVersion, language: Language): Form {
  const byLanguage = loaded.get(version) ?? new Map<Language, Form>();
  loaded.set(version, byLanguage);
  const known = byLanguage.get(language);
  if (known) return known;
  const translation = language === 'pl' ? undefined : version.translations?.[language];
  const definition = translation ? translateDefinition(version.definition, translation) : version.definition;
  const form = indexDefinition(definition, formReference(version), language);
  byLanguage.set(language, form);
  return form;
}
