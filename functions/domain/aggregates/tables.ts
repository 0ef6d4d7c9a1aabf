import { type Cell, type Publication, publish, type Query } from './publish.ts';

/** A way to divide people: every value that could occur, in reading order. */
export interface Dimension {
  readonly key: string;
  readonly values: readonly string[];
}

/** One person (or institution, or document) as the table sees it: its value in each dimension. */
export type Unit = Readonly<Record<string, string>>;

/** What a number speaks of: for some dimensions one or more values, for the others all. */
export type Selection = Readonly<Record<string, string | readonly string[]>>;

const idOf = (unit: Unit, dimensions: readonly Dimension[]): string =>
  dimensions.map((dimension) => `${dimension.key}=${unit[dimension.key] ?? ''}`).join('&');

function combinations(dimensions: readonly Dimension[]): readonly Unit[] {
  return dimensions.reduce<readonly Unit[]>(
    (units, dimension) =>
      units.flatMap((unit) => dimension.values.map((value) => ({ ...unit, [dimension.key]: value }))),
    [{}],
  );
}

/** Counts of every combination, empty ones included; a unit with a value outside its dimension is a bug and throws. */
export function cellsOf(dimensions: readonly Dimension[], units: readonly Unit[]): readonly Cell[] {
  const counts = new Map(combinations(dimensions).map((unit) => [idOf(unit, dimensions), 0]));
  for (const unit of units) {
    const id = idOf(unit, dimensions);
    const count = counts.get(id);
    if (count === undefined) throw new Error('a unit stands outside the table');
    counts.set(id, count + 1);
  }
  return [...counts].map(([id, count]) => ({ id, count }));
}

/** The cells that a selection speaks of. */
export function queryOf(id: string, dimensions: readonly Dimension[], selection: Selection): Query {
  const chosen = (dimension: Dimension): readonly string[] => {
    const wanted = selection[dimension.key];
    if (wanted === undefined) return dimension.values;
    return typeof wanted === 'string' ? [wanted] : wanted;
  };
  const narrowed = dimensions.map((dimension) => ({ key: dimension.key, values: chosen(dimension) }));
  return { id, cells: combinations(narrowed).map((unit) => idOf(unit, dimensions)) };
}

export interface AggregateTable {
  /** Absent where it may not be shown. */
  readonly total?: number;
  readonly rows: readonly {
    readonly value: string;
    readonly total?: number;
    readonly cells: readonly (number | undefined)[];
  }[];
  readonly columns: readonly { readonly value: string; readonly total?: number }[];
  readonly hidden: number;
  readonly publication: Publication;
}

/**
 * A table of counts with its margins, as it may be shown. `before` are the numbers already published about the same cells (an earlier
 * table, another filter, an overlapping period).
 */
export function aggregateTable(
  dimensions: readonly [Dimension, Dimension?],
  units: readonly Unit[],
  options: { readonly smallest?: number; readonly before?: readonly Query[] } = {},
): AggregateTable {
  const [down, across] = dimensions;
  const all: readonly Dimension[] = across === undefined ? [down] : [down, across];
  const queries: Query[] = [queryOf('total', all, {})];
  for (const row of down.values) queries.push(queryOf(`row ${row}`, all, { [down.key]: row }));
  for (const column of across?.values ?? [])
    queries.push(queryOf(`column ${column}`, all, { [across?.key ?? '']: column }));
  for (const row of down.values) {
    for (const column of across?.values ?? []) {
      queries.push(queryOf(`cell ${row} ${column}`, all, { [down.key]: row, [across?.key ?? '']: column }));
    }
  }
  const publication = publish(cellsOf(all, units), queries, options);
  const shown = (id: string): { readonly total?: number } => {
    const total = publication.counts.get(id);
    return total === undefined ? {} : { total };
  };
  return {
    ...shown('total'),
    rows: down.values.map((row) => ({
      value: row,
      ...shown(`row ${row}`),
      cells: (across?.values ?? []).map((column) => publication.counts.get(`cell ${row} ${column}`)),
    })),
    columns: (across?.values ?? []).map((value) => ({ value, ...shown(`column ${value}`) })),
    hidden: publication.hidden.length,
    publication,
  };
}

/** A share in per cent with one decimal, only when both its numbers are published; with what it was made of, as every figure must show. */
export function shareOf(
  publication: Publication,
  part: string,
  whole: string,
): { readonly percent: number; readonly numerator: number; readonly denominator: number } | undefined {
  const numerator = publication.counts.get(part);
  const denominator = publication.counts.get(whole);
  if (numerator === undefined || denominator === undefined || denominator === 0) return undefined;
  return { percent: Math.round((numerator / denominator) * 1000) / 10, numerator, denominator };
}

/**
 * Counts of options that divide answers (one choice each), or of options that each answer may or may not carry (`several`, with how many
 * answered): what survey results may show, when the number of answers is known anyway.
 */
export function suppressCounts(
  counts: readonly number[],
  options: { readonly smallest?: number; readonly several?: { readonly answered: number } } = {},
): readonly (number | undefined)[] {
  const smallest = options.smallest === undefined ? {} : { smallest: options.smallest };
  const several = options.several;
  if (several !== undefined) {
    // Options overlap in a way that nobody publishes, so each is a question of its own: chosen or not.
    return counts.map((count) => {
      const cells = [
        { id: 'yes', count },
        { id: 'no', count: several.answered - count },
      ];
      const asked = [
        { id: 'all', cells: ['yes', 'no'] },
        { id: 'yes', cells: ['yes'] },
      ];
      return publish(cells, asked, smallest).counts.get('yes');
    });
  }
  const cells = counts.map((count, index) => ({ id: String(index), count }));
  const total = { id: 'total', cells: cells.map((cell) => cell.id) };
  const { counts: shown } = publish(cells, [total, ...cells.map(({ id }) => ({ id, cells: [id] }))], smallest);
  return cells.map(({ id }) => shown.get(id));
}
