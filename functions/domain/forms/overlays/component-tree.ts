import type { Component, FormDefinition } from '../definition.ts';

/** The stable id of a component; its key where it has none. */
export const stableIdOf = (component: Component): string => component.properties?.id ?? component.key;

/** What people call a component. */
export const nameOf = (component: Component): string =>
  (component.type === 'panel' ? component.title : component.type === 'fieldset' ? component.legend : component.label) ??
  component.label ??
  component.title ??
  component.legend ??
  component.key;

/** A component with its place: the list it stands in and the component that holds the list. */
export interface Placed {
  readonly component: Component;
  readonly siblings: readonly Component[];
  readonly parent: Component | undefined;
  /** Stable ids of everything that holds it, outermost first. */
  readonly above: readonly string[];
}

const listsOf = (component: Component): readonly (readonly Component[])[] => [
  ...(component.components ? [component.components] : []),
  ...(component.columns ?? []).map((cell) => cell.components),
];

/** Every component with its place, in document order. */
export function placedComponents(definition: Pick<FormDefinition, 'components'>): readonly Placed[] {
  const placed: Placed[] = [];
  const visit = (siblings: readonly Component[], parent: Component | undefined, above: readonly string[]): void => {
    for (const component of siblings) {
      placed.push({ component, siblings, parent, above });
      for (const list of listsOf(component)) visit(list, component, [...above, stableIdOf(component)]);
    }
  };
  visit(definition.components, undefined, []);
  return placed;
}

export const findPlaced = (definition: FormDefinition, id: string): Placed | undefined =>
  placedComponents(definition).find(({ component }) => stableIdOf(component) === id);

/** The definition with one list of siblings (the very array) replaced. */
export function replaceList(
  definition: FormDefinition,
  list: readonly Component[],
  by: readonly Component[],
): FormDefinition {
  const swap = (components: readonly Component[]): readonly Component[] =>
    components === list ? by : components.map(inside);
  const inside = (component: Component): Component => ({
    ...component,
    ...(component.components && { components: swap(component.components) }),
    ...(component.columns && {
      columns: component.columns.map((cell) => ({ ...cell, components: swap(cell.components) })),
    }),
  });
  return { ...definition, components: swap(definition.components) };
}

/** The definition with one component replaced in its place. */
export const replaceComponent = (definition: FormDefinition, placed: Placed, by: Component): FormDefinition =>
  replaceList(
    definition,
    placed.siblings,
    placed.siblings.map((sibling) => (sibling === placed.component ? by : sibling)),
  );
