import type { StructureField } from './field-type.ts';
import { checkRows, viewRows } from './rows.ts';

/** A repeated group of many or long fields: a list of entries, each of which may have a page of its own. */
export const editgrid: StructureField = {
  type: 'editgrid',
  check: checkRows,
  view: (inside, node, base, context) => viewRows('editgrid', inside, node, base, context),
};
