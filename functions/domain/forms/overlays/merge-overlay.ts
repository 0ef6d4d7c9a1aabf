import type { FieldError } from '../../result.ts';
import type { Component, FormDefinition, Option, OverlayOperation } from '../definition.ts';
import { studioSentence } from '../studio-words.ts';
import { applyOperation, type OverlayCode } from './apply-overlay.ts';
import { findPlaced, nameOf, type Placed, stableIdOf } from './component-tree.ts';

/** Why an operation of the region needs a person's decision after the national form changed. */
export type ConflictCode = OverlayCode | 'both-changed' | 'both-reordered' | 'text-changed';

export interface MergeConflict {
  readonly operation: OverlayOperation;
  readonly code: ConflictCode;
  readonly params: NonNullable<FieldError['params']>;
  /** In Polish, for the person who decides. */
  readonly sentence: string;
}

/**
 * Three-way merge: the region's operations, made on the old base, against the new base. `operations` apply to the new base as
 * they stand; an operation that the new base has taken over by itself is left out; every other one is a conflict.
 */
export function mergeOverlay(
  oldBase: FormDefinition,
  newBase: FormDefinition,
  operations: readonly OverlayOperation[],
): { readonly operations: readonly OverlayOperation[]; readonly conflicts: readonly MergeConflict[] } {
  const kept: OverlayOperation[] = [];
  const conflicts: MergeConflict[] = [];
  let definition = newBase;
  for (const operation of operations) {
    const clash = compareSides(oldBase, newBase, operation);
    if (clash === 'taken-over') continue;
    const step = applyOperation(definition, operation);
    const problem = clash ?? ('refusal' in step ? step.refusal : undefined);
    if (problem) {
      const params = problem.params ?? {};
      conflicts.push({
        operation,
        code: problem.code,
        params,
        sentence: studioSentence('conflicts', problem.code, params),
      });
    } else if (!('refusal' in step)) {
      kept.push(operation);
      definition = step.definition;
    }
  }
  return { operations: kept, conflicts };
}

type Clash = { readonly code: ConflictCode; readonly params: NonNullable<FieldError['params']> };

/** What the two sides did to the same thing; undefined when the national side left it alone. */
function compareSides(
  oldBase: FormDefinition,
  newBase: FormDefinition,
  operation: OverlayOperation,
): Clash | 'taken-over' | undefined {
  const id = operation.op === 'add-after' ? operation.after : operation.at;
  const [before, after] = [findPlaced(oldBase, id), findPlaced(newBase, id)];
  if (!before || !after) return undefined; // its own field, or one that is gone: applying tells
  switch (operation.op) {
    case 'relabel':
      return compareTexts(nameOf(before.component), nameOf(after.component), operation.label);
    case 'hint':
      return compareTexts(before.component.description ?? '', after.component.description ?? '', operation.description);
    case 'translate':
      return sameTexts(before.component, after.component)
        ? undefined
        : { code: 'text-changed', params: { label: nameOf(after.component) } };
    case 'reorder-within-section':
      return sameOrder(before, after)
        ? undefined
        : { code: 'both-reordered', params: { label: nameOf(after.component) } };
    case 'add-option': {
      const there = optionOf(after.component, operation.option.value);
      return there && !optionOf(before.component, operation.option.value) && there.label === operation.option.label
        ? 'taken-over'
        : undefined;
    }
    case 'hide-optional':
      return after.component.hidden === true && before.component.hidden !== true ? 'taken-over' : undefined;
    default:
      return undefined;
  }
}

function compareTexts(before: string, after: string, wanted: string): Clash | 'taken-over' | undefined {
  if (before === after) return undefined;
  return after === wanted ? 'taken-over' : { code: 'both-changed', params: { from: before, to: after, wanted } };
}

const optionOf = (component: Component, value: string): Option | undefined =>
  (component.data?.values ?? component.values ?? []).find((option) => option.value === value);

const sameTexts = (before: Component, after: Component): boolean =>
  nameOf(before) === nameOf(after) && before.description === after.description && before.html === after.html;

/** True when the fields that both versions have stand in the same order. */
function sameOrder(before: Placed, after: Placed): boolean {
  const ids = new Set(after.siblings.map(stableIdOf));
  const common = before.siblings.map(stableIdOf).filter((id) => ids.has(id));
  const wanted = new Set(common);
  return after.siblings
    .map(stableIdOf)
    .filter((id) => wanted.has(id))
    .every((id, at) => id === common[at]);
}
