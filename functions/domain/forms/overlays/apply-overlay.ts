import { type FieldError, fail, ok, type Result } from '../../result.ts';
import { isForbiddenKey } from '../answers.ts';
import type { Component, FormDefinition, Option, OverlayOperation } from '../definition.ts';
import { lint } from '../lint/lint.ts';
import { indexDefinition } from '../load-form.ts';
import { readPaths } from '../settle-order.ts';
import {
  findPlaced,
  nameOf,
  type Placed,
  placedComponents,
  replaceComponent,
  replaceList,
  stableIdOf,
} from './component-tree.ts';

/** Why an operation can't be done; sentences in `messages/studio.json`. */
export type OverlayCode =
  | 'unknown-operation'
  | 'unknown-field' // the stable id isn't in the form
  | 'id-taken'
  | 'key-taken'
  | 'unsound-field' // the linter refuses the new field itself
  | 'id-missing'
  | 'sourced-is-national' // a region's field may not claim the national source
  | 'required-stays' // a required field may not be hidden
  | 'sourced-stays' // a field that a source names may not be hidden
  | 'others-depend' // a condition or a calculation reads it
  | 'not-in-section'
  | 'not-a-choice'
  | 'option-taken'
  | 'empty-text';

export type Refusal = Pick<FieldError, 'code' | 'params'> & { readonly code: OverlayCode };
type Step = { readonly definition: FormDefinition } | { readonly refusal: Refusal };

const refuse = (code: OverlayCode, params: FieldError['params'] = {}): Step => ({ refusal: { code, params } });

/** Replays operations on a base, in order; fails with the index of the first that can't be done (`/0` is the first operation). */
export function applyOverlay(base: FormDefinition, operations: readonly OverlayOperation[]): Result<FormDefinition> {
  let definition = base;
  for (const [index, operation] of operations.entries()) {
    const step = applyOperation(definition, operation);
    if ('refusal' in step) return fail('blocked-by-rule', { errors: [{ pointer: `/${index}`, ...step.refusal }] });
    definition = step.definition;
  }
  return ok(definition);
}

/** Does one operation, or says why not. */
export function applyOperation(definition: FormDefinition, operation: OverlayOperation): Step {
  const id = operation.op === 'add-after' ? operation.after : operation.at;
  const placed = findPlaced(definition, id);
  if (!placed) return refuse('unknown-field', { id });
  switch (operation.op) {
    case 'add-after':
      return addAfter(definition, placed, operation.component);
    case 'relabel':
      return withText(operation.label, (label) =>
        replaceComponent(definition, placed, relabelled(placed.component, label)),
      );
    case 'hint':
      return {
        definition: replaceComponent(definition, placed, { ...placed.component, description: operation.description }),
      };
    case 'translate':
      return { definition }; // translations stand beside the definition, by stable id
    case 'hide-optional':
      return hideOptional(definition, placed);
    case 'reorder-within-section':
      return reorder(definition, placed, operation.after);
    case 'add-option':
      return addOption(definition, placed, operation.option, operation.after);
    default:
      return refuse('unknown-operation');
  }
}

function withText(text: string, change: (text: string) => FormDefinition): Step {
  return typeof text === 'string' && text.trim() !== '' ? { definition: change(text.trim()) } : refuse('empty-text');
}

const relabelled = (component: Component, label: string): Component => ({
  ...component,
  ...(component.title !== undefined && { title: label }),
  ...(component.legend !== undefined && { legend: label }),
  ...((component.label !== undefined || (component.title === undefined && component.legend === undefined)) && {
    label,
  }),
});

/** The first thing that the linter holds against a new field by itself; what it asks of other fields is looked at in its place. */
function unsound(component: Component): string | undefined {
  const alone = { title: 'x', name: 'x', path: 'x', type: 'form', display: 'form', components: [component] };
  const errors = lint(alone).filter(({ severity }) => severity === 'error');
  return errors.find(({ code }) => !ELSEWHERE.includes(code))?.code;
}

/** Rules about other fields, and those that `addAfter` names in its own words. */
const ELSEWHERE: readonly string[] = [
  'condition-unknown-field',
  'condition-value',
  'logic-variable',
  'missing-id',
  'bad-key',
];

function addAfter(definition: FormDefinition, placed: Placed, component: Component): Step {
  const rule = unsound(component);
  if (rule !== undefined) return refuse('unsound-field', { rule });
  const all = placedComponents(definition);
  const added = placedComponents({ components: [component] }).map((place) => place.component);
  for (const each of added) {
    if (each.properties?.id === undefined) return refuse('id-missing', { key: each.key });
    if (isForbiddenKey(each.key)) return refuse('key-taken', { key: each.key });
    if (each.properties.source === 'sourced') return refuse('sourced-is-national', { label: nameOf(each) });
    if (all.some((place) => stableIdOf(place.component) === stableIdOf(each)))
      return refuse('id-taken', { id: stableIdOf(each) });
  }
  const after = replaceList(definition, placed.siblings, insertAfter(placed.siblings, placed.component, component));
  const index = indexDefinition(after, '', 'pl');
  const paths = index.nodes.filter((node) => node.holds !== 'nothing').map((node) => node.path);
  const doubled = paths.find((path, at) => paths.indexOf(path) !== at);
  return doubled === undefined ? { definition: after } : refuse('key-taken', { key: doubled });
}

const insertAfter = <T>(list: readonly T[], anchor: T | undefined, item: T): readonly T[] => {
  const at = anchor === undefined ? 0 : list.indexOf(anchor) + 1;
  return list.toSpliced(at, 0, item);
};

function hideOptional(definition: FormDefinition, placed: Placed): Step {
  const inside = placedComponents({ components: [placed.component] }).map((place) => place.component);
  for (const component of inside) {
    const label = nameOf(component);
    if (component.validate?.required || ((component.validate?.minLength ?? 0) > 0 && component.components))
      return refuse('required-stays', { label });
    if (component.properties?.source === 'sourced') return refuse('sourced-stays', { label });
  }
  const form = indexDefinition(definition, '', 'pl');
  const ids = new Set(inside.map(stableIdOf));
  const hidden = form.nodes
    .filter((node) => ids.has(node.stableId) && node.holds !== 'nothing')
    .map((node) => node.path);
  const dependent = form.settleOrder.find(
    (node) => !ids.has(node.stableId) && readPaths(node).some((path) => hidden.some((own) => touches(path, own))),
  );
  if (dependent) return refuse('others-depend', { label: nameOf(placed.component), other: dependent.label });
  return { definition: replaceComponent(definition, placed, { ...placed.component, hidden: true }) };
}

const touches = (path: string, other: string): boolean =>
  path === other || path === '' || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);

function reorder(definition: FormDefinition, placed: Placed, after: string | null): Step {
  const others = placed.siblings.filter((sibling) => sibling !== placed.component);
  const anchor = others.find((sibling) => stableIdOf(sibling) === after);
  if (after !== null && !anchor) return refuse('not-in-section', { label: nameOf(placed.component) });
  return { definition: replaceList(definition, placed.siblings, insertAfter(others, anchor, placed.component)) };
}

function addOption(definition: FormDefinition, placed: Placed, option: Option, after: string | undefined): Step {
  const { component } = placed;
  const isSelect = component.type === 'select' && component.properties?.register === undefined;
  const isList = component.type === 'radio' || component.type === 'selectboxes';
  if (!isSelect && !isList) return refuse('not-a-choice', { label: nameOf(component) });
  const texts = [option.label, option.value];
  if (!texts.every((text) => typeof text === 'string' && text.trim() !== '') || isForbiddenKey(option.value))
    return refuse('empty-text');
  const options = (isSelect ? component.data?.values : component.values) ?? [];
  if (options.some(({ value }) => value === option.value))
    return refuse('option-taken', { label: nameOf(component), value: option.value });
  const anchor = options.find(({ value }) => value === after) ?? options.at(-1);
  const values = insertAfter(options, anchor, { value: option.value, label: option.label });
  return {
    definition: replaceComponent(definition, placed, {
      ...component,
      ...(isSelect ? { data: { ...component.data, values } } : { values }),
    }),
  };
}
