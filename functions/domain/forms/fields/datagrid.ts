import type { StructureField } from './field-type.ts';
import { checkRows, viewRows } from './rows.ts';

/** A repeated group of a few short fields: a list of rows. */
export const datagrid: StructureField = {
  type: 'datagrid',
  check: checkRows,
  view: (inside, node, base, context) => viewRows('datagrid', inside, node, base, context),
};
