import type { Component, FormDefinition } from '../forms/definition.ts';

/** One line of a form as the question editor lists it. */
export interface OutlineLine {
  readonly id: string;
  readonly label: string;
  readonly type: Component['type'];
  /** 0 for pages and top questions, 1 inside a group, … */
  readonly depth: number;
  readonly required: boolean;
  readonly conditional: boolean;
  /** A page, fieldset or repeated group: it holds other lines. */
  readonly group: boolean;
  /** Named in the model's own documents; such a question may be relabelled, never weakened. */
  readonly sourced: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly hint: string;
  /** Ids of the lines of the same section, in order: what „wyżej” and „niżej” move among. */
  readonly siblings: readonly string[];
}

/** The form's questions in reading order, one line each; layout-only components are passed through. */
export function outlineOf(definition: FormDefinition): readonly OutlineLine[] {
  return linesOf(definition.components, 0);
}

function linesOf(components: readonly Component[], depth: number): readonly OutlineLine[] {
  const flat = components.flatMap((component) =>
    component.type === 'columns' ? (component.columns ?? []).flatMap((cell) => cell.components) : [component],
  );
  const shown = flat.filter((component) => component.type !== 'hidden' && component.properties?.id !== undefined);
  const siblings = shown.map((component) => component.properties?.id ?? '');
  return shown.flatMap((component) => [
    lineOf(component, depth, siblings),
    ...linesOf(component.components ?? [], depth + 1),
  ]);
}

function lineOf(component: Component, depth: number, siblings: readonly string[]): OutlineLine {
  return {
    id: component.properties?.id ?? '',
    label: component.label ?? component.title ?? component.legend ?? component.key,
    type: component.type,
    depth,
    required: component.validate?.required === true,
    conditional: component.conditional?.conditions !== undefined || component.conditional?.json !== undefined,
    group: component.components !== undefined,
    sourced: component.properties?.source === 'sourced',
    options: component.values ?? component.data?.values ?? [],
    hint: component.description ?? '',
    siblings,
  };
}
