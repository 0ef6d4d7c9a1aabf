import type { FormNode } from '../form.ts';
import type { GridView } from '../view.ts';
import { word } from '../words.ts';
import type { Inside, Problem, ViewBase, ViewContext } from './field-type.ts';

/** The most rows that any repeated group may have. */
export const ROW_CAP = 1000;

/** How many rows a repeated group must and may have; `validate.required` asks for one. */
export function rowLimits(node: FormNode): { readonly min: number; readonly max: number } {
  const { minLength = 0, maxLength = 0, required } = node.component.validate ?? {};
  return { min: Math.max(minLength, required ? 1 : 0), max: Math.min(maxLength || ROW_CAP, ROW_CAP) };
}

/** True when rows are given and may be neither added nor removed. */
export const hasFixedRows = (node: FormNode): boolean => node.component.disableAddingRemovingRows === true;

export function checkRows(count: number, node: FormNode): readonly Problem[] {
  const { min, max } = rowLimits(node);
  if (count === 0 && min > 0) return [{ code: 'required', params: { kind: 'rows', min } }];
  if (count < min) return [{ code: 'too-few-rows', params: { min, count } }];
  if (count > max) return [{ code: 'too-many-rows', params: { max, count } }];
  return [];
}

export function viewRows(
  component: GridView['component'],
  inside: Inside,
  node: FormNode,
  base: ViewBase,
  { language }: ViewContext,
): GridView {
  const { min, max } = rowLimits(node);
  const fixed = hasFixedRows(node);
  const mayAdd = !fixed && base.mode === 'edit' && inside.rows.length < max;
  return {
    ...base,
    component,
    rows: inside.rows,
    markerName: `${base.name}[]`,
    ...(mayAdd && { addCommand: `add:${base.name}` }),
    addText: node.component.addAnother || word(language, 'add'),
    minRows: min,
    maxRows: max,
    fixed,
    columns: node.answerChildren
      .filter((child) => child.component.type !== 'hidden')
      .map((child) => ({ label: child.label, required: child.component.validate?.required === true })),
  };
}
