import type { Answers } from './answers.ts';
import type { JsonValue } from './definition.ts';
import { hasFixedRows, rowLimits } from './fields/rows.ts';
import { valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import type { MutableGroup } from './settled.ts';

/** What a new document starts with: defaults, preset rows, and as many empty rows as a group must have. */
export const emptyAnswers = (form: Form): Answers => emptyGroup(form.answerRoots);

/** One empty row or group of a form, with its defaults. */
export function emptyGroup(nodes: readonly FormNode[]): MutableGroup {
  const group: MutableGroup = {};
  for (const node of nodes) {
    const value = emptyNode(node);
    if (value !== undefined && value !== null && value !== '') group[node.component.key] = value;
  }
  return group;
}

function emptyNode(node: FormNode): JsonValue | undefined {
  if (node.holds === 'group') {
    const inside = emptyGroup(node.answerChildren);
    return Object.keys(inside).length > 0 ? inside : undefined;
  }
  if (node.holds === 'rows') {
    const preset = node.component.defaultValue;
    // Form.io's own default for a data grid is one empty row, which says nothing.
    const meant = Array.isArray(preset) && preset.some((row) => Object.keys(row as object).length > 0);
    if (meant || hasFixedRows(node)) return Array.isArray(preset) ? (preset as readonly JsonValue[]) : undefined;
    const { min } = rowLimits(node);
    return min > 0 ? Array.from({ length: min }, () => emptyGroup(node.answerChildren)) : undefined;
  }
  return valueField(node.component.type)?.empty(node.component);
}
