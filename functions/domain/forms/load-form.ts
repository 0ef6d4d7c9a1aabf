import type { FormCondition, ResolveField } from './conditions.ts';
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
import { logicVariables } from './json-logic.ts';
import { compilePattern } from './pattern/match-pattern.ts';
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
export const optionsOf = (component: Component): readonly Option[] =>
  component.type === 'select' ? (component.data?.values ?? []) : (component.values ?? []);

const labelOf = (component: Component): string =>
  (component.type === 'panel' ? component.title : component.type === 'fieldset' ? component.legend : undefined) ??
  component.label ??
  component.title ??
  component.legend ??
  component.key;

const isServerSet = (component: Component): boolean =>
  component.type === 'hidden' || component.disabled === true || component.calculateValue !== undefined;

/** Children with the JSON pointer of each below its parent. */
const childrenOf = (component: Component): readonly (readonly [Component, string])[] => [
  ...(component.columns ?? []).flatMap((cell, at) =>
    cell.components.map((child, index): readonly [Component, string] => [child, `/columns/${at}/components/${index}`]),
  ),
  ...(component.components ?? []).map((child, index): readonly [Component, string] => [child, `/components/${index}`]),
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

/** Finds a field as seen from `from`: by whole path, by key among its neighbours, or by a key that is unique in the form. */
export function resolverFor(
  from: FormNode,
  byPath: ReadonlyMap<string, FormNode>,
  nodes: readonly FormNode[],
): ResolveField {
  return (component) => {
    const wanted = component.replace(/\[\d*\]/g, '').replace(/^data\./, '');
    const scopes = [...from.groups].reverse().map((group) => `${group.path}.${wanted}`);
    const found =
      byPath.get(wanted) ??
      scopes.map((path) => byPath.get(path)).find((node) => node !== undefined) ??
      onlyOne(nodes.filter((node) => node.holds !== 'nothing' && node.component.key === wanted));
    if (!found) return undefined;
    let level = 0;
    while (level < from.groups.length && from.groups[level] === found.groups[level]) level += 1;
    const base = from.groups[level - 1]?.path;
    const below = base === undefined ? found.path : found.path.slice(base.length + 1);
    return { path: found.path, level, steps: below.split('.') };
  };
}

const onlyOne = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

/** Paths (without row numbers) whose answers a node's condition or calculation reads. */
export function readPaths(node: FormNode): readonly string[] {
  const condition: FormCondition | undefined = node.condition;
  const simple = condition?.kind === 'simple' ? condition.tests.map((test) => test.path) : [];
  const logic = [condition?.kind === 'logic' ? condition.logic : null, node.logic ?? null].flatMap(logicVariables);
  const group = node.groups.at(-1)?.path;
  return [
    ...simple,
    ...logic.map((variable) => {
      const [root = '', ...steps] = (variable ?? '').split('.');
      const below = steps.filter((step) => !/^\d+$/.test(step)).join('.');
      return root === 'row' && group !== undefined ? (below === '' ? group : `${group}.${below}`) : below;
    }),
  ];
}

const covers = (path: string, other: string): boolean => path === '' || other === path || other.startsWith(`${path}.`);

/** Nodes that must settle before `node`: those that can empty or set what it reads, and the conditional ones it stands in. */
function dependsOn(node: FormNode, settling: readonly FormNode[]): readonly FormNode[] {
  const reads = readPaths(node);
  return settling.filter(
    (other) =>
      other !== node &&
      (isInside(node, other) ||
        reads.some((path) =>
          other.holds === 'nothing'
            ? standsBelow(other).some((below) => covers(path, below) || covers(below, path))
            : covers(path, other.path) || covers(other.path, path),
        )),
  );
}

const isInside = (node: FormNode, ancestor: FormNode): boolean =>
  node.parent !== undefined && (node.parent === ancestor || isInside(node.parent, ancestor));

const standsBelow = (node: FormNode): readonly string[] =>
  node.children.flatMap((child) => (child.holds === 'nothing' ? standsBelow(child) : [child.path]));

/** Document order, moved only as far as dependencies need; `circular` holds the nodes that wait for themselves. */
export function orderSettling(nodes: readonly FormNode[]): {
  order: readonly FormNode[];
  circular: readonly FormNode[];
} {
  const settling = nodes.filter((node) => node.condition !== undefined || node.logic !== undefined);
  const order: FormNode[] = [];
  const circular = new Set<FormNode>();
  const done = new Set<FormNode>();
  const open = new Set<FormNode>();
  const visit = (node: FormNode): void => {
    if (done.has(node)) return;
    if (open.has(node)) {
      circular.add(node);
      return;
    }
    open.add(node);
    for (const other of dependsOn(node, settling)) visit(other);
    open.delete(node);
    done.add(node);
    order.push(node);
  };
  settling.forEach(visit);
  return { order, circular: [...circular] };
}

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
  for (const node of all) {
    const condition = readCondition(node.component, resolverFor(node as FormNode, byPath, nodes));
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
