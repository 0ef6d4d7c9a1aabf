import type { FieldView, GridView, RowView } from '../../forms/index.ts';
import type { PrintedField, PrintedRows } from './printed-field.ts';

const NARROW_COLUMNS = 4;
const EMPTY_TABLE_ROWS = 4;
const EMPTY_RECORDS = 2;

type PrintOne = (field: FieldView) => readonly PrintedField[];

/** Fields of a row that are asked, without those that only name it. */
const askedFields = (row: RowView, given: number): readonly FieldView[] =>
  row.fields.slice(given).filter(({ component }) => component !== 'hidden');

/** How many first columns of fixed rows are given by the form: they name the row. */
function givenColumns(grid: GridView): number {
  if (!grid.fixed) return 0;
  const fields = grid.rows[0]?.fields ?? [];
  const asked = fields.findIndex(({ disabled }) => !disabled);
  return asked < 0 ? 0 : asked;
}

function crossingOf(grid: GridView): NonNullable<PrintedRows['crossing']> {
  const nameOf = (row: RowView, at: number): string => row.fields[at]?.lines.join(' ') ?? '';
  const columns = [...new Set(grid.rows.map((row) => nameOf(row, 1)))];
  const labels = [...new Set(grid.rows.map((row) => nameOf(row, 0)))];
  return {
    columns,
    rows: labels.map((label) => ({
      label,
      cells: columns.map((column) => {
        const row = grid.rows.find((one) => nameOf(one, 0) === label && nameOf(one, 1) === column);
        return { lines: (row === undefined ? [] : askedFields(row, 2)).flatMap(({ lines }) => lines) };
      }),
    })),
  };
}

/** Empty rows for handwriting, where the form gives none of its own. */
function emptyRows(columns: readonly string[], narrow: boolean): PrintedRows['rows'] {
  return Array.from({ length: narrow ? EMPTY_TABLE_ROWS : EMPTY_RECORDS }, (_, index) => ({
    legend: String(index + 1),
    named: false,
    cells: columns.map(() => []),
    fields: columns.map((label) => ({ label, stableId: '', text: { lines: [], long: false } })),
  }));
}

/** A repeated group for paper; an empty one gets rows to write in when the whole form is empty. */
export function printRows(
  grid: GridView,
  blank: boolean,
  mayRead: (field: FieldView) => boolean,
  printOne: PrintOne,
): PrintedRows {
  const given = givenColumns(grid);
  const columns = grid.columns.slice(given).map(({ label }) => label);
  const narrow =
    columns.length < NARROW_COLUMNS || (columns.length === NARROW_COLUMNS && grid.component === 'datagrid');
  const rows = grid.rows.map((row) => ({
    legend: given > 0 ? (row.fields[0]?.lines.join(' ') ?? row.legend) : String(row.number),
    named: given > 0,
    cells: askedFields(row, given).map((field) => (mayRead(field) ? field.lines : [])),
    fields: askedFields(row, given).flatMap(printOne),
  }));
  return {
    columns,
    narrow,
    rows: rows.length === 0 && blank ? emptyRows(columns, narrow) : rows,
    ...(given === 2 && { crossing: crossingOf(grid) }),
  };
}
