import { type Answers, isJsonObject, ownValue } from './answers.ts';
import type { JsonValue } from './definition.ts';
import type { ColumnPart } from './fields/field-type.ts';
import { valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import type { Cell, ExportColumn, ExportRow } from './runtime.ts';

interface Columns {
  readonly node: FormNode;
  readonly parts: readonly ColumnPart[];
}

const partsOf = (node: FormNode): Columns => ({ node, parts: valueField(node.component.type)?.columns(node) ?? [] });

const idOf = (node: FormNode, part: ColumnPart): string => `${node.stableId}${part.suffix ?? ''}`;

/** The innermost repeated group around a node. */
const gridOf = (node: FormNode): FormNode | undefined => node.groups.findLast((group) => group.holds === 'rows');

/** Every column by stable id, in document order; those of a repeated group belong to a table of their own. */
export function exportColumns(form: Form): readonly ExportColumn[] {
  return form.nodes
    .filter((node) => node.holds === 'value')
    .map(partsOf)
    .flatMap(({ node, parts }) =>
      parts.map((part): ExportColumn => {
        const grid = gridOf(node);
        return {
          id: idOf(node, part),
          label: part.label === undefined ? node.label : `${node.label}: ${part.label}`,
          kind: part.kind,
          level: node.level,
          ...(grid && { table: grid.stableId }),
        };
      }),
    );
}

/** One document's cells by stable id, and the rows of its repeated groups; a row of an inner group stands in the inner group's table. */
export function exportRow(form: Form, answers: Answers): ExportRow {
  const tables: Record<string, Record<string, Cell>[]> = {};
  const cells = fillCells(form.answerRoots, answers, tables);
  return { cells, tables };
}

function fillCells(
  nodes: readonly FormNode[],
  group: JsonValue | undefined,
  tables: Record<string, Record<string, Cell>[]>,
): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const node of nodes) {
    const value = ownValue(group, node.component.key);
    if (node.holds === 'group') Object.assign(cells, fillCells(node.answerChildren, value, tables));
    else if (node.holds === 'rows') {
      tables[node.stableId] ??= [];
      for (const row of Array.isArray(value) ? value.filter(isJsonObject) : [])
        tables[node.stableId]?.push(fillCells(node.answerChildren, row, tables));
    } else for (const part of partsOf(node).parts) cells[idOf(node, part)] = part.cell(value);
  }
  return cells;
}
