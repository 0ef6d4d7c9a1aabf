import type { Cell, Query } from '../../../functions/domain/aggregates/index.ts';

/** What an attacker knows: which groups a number speaks of, and the numbers that were published. */
export interface Known {
  readonly cells: readonly Cell[];
  readonly published: readonly Query[];
  /** True counts, for scoring only. */
  readonly smallest: number;
}

const GAP = 1e-7;

/** Reduced row echelon form of the published sums over the cells (last column: their values). */
function echelon(rows: readonly (readonly number[])[]): number[][] {
  const matrix = rows.map((row) => [...row]);
  const width = matrix[0]?.length ?? 0;
  let lead = 0;
  for (let column = 0; column < width - 1 && lead < matrix.length; column += 1) {
    let pivot = lead;
    while (pivot < matrix.length && Math.abs(matrix[pivot]?.[column] ?? 0) < GAP) pivot += 1;
    if (pivot === matrix.length) continue;
    const [one, two] = [matrix[lead] ?? [], matrix[pivot] ?? []];
    matrix[pivot] = one;
    const scale = two[column] ?? 1;
    matrix[lead] = two.map((value) => value / scale);
    for (let row = 0; row < matrix.length; row += 1) {
      const factor = matrix[row]?.[column] ?? 0;
      if (row === lead || Math.abs(factor) < GAP) continue;
      matrix[row] = (matrix[row] ?? []).map((value, at) => value - factor * (matrix[lead]?.[at] ?? 0));
    }
    lead += 1;
  }
  return matrix.filter((row) => row.some((value) => Math.abs(value) > GAP));
}

const pivotOf = (row: readonly number[]): number => row.findIndex((value) => Math.abs(value) > GAP);

/** The value of a sum of cells that follows from the published sums by adding and subtracting alone; undefined when none does. */
function followsLinearly(reduced: readonly (readonly number[])[], wanted: readonly number[]): number | undefined {
  const rest = [...wanted, 0];
  for (const row of reduced) {
    const factor = rest[pivotOf(row)] ?? 0;
    if (Math.abs(factor) < GAP) continue;
    for (let at = 0; at < rest.length; at += 1) rest[at] = (rest[at] ?? 0) - factor * (row[at] ?? 0);
  }
  const value = rest.pop() ?? 0;
  return rest.every((left) => Math.abs(left) < GAP) ? -value : undefined;
}

/** Smallest or largest value of a sum of cells over all non-negative ways to meet the published sums (two-phase simplex, Bland's rule). */
function extreme(
  equations: readonly (readonly number[])[],
  wanted: readonly number[],
  direction: 'min' | 'max',
): number {
  const variables = wanted.length;
  const rows = equations.map((row, index) => {
    const value = row[variables] ?? 0;
    const artificial = equations.map((_, at) => (at === index ? 1 : 0));
    return [...row.slice(0, variables), ...artificial, value];
  });
  const basis = rows.map((_, index) => variables + index);
  const width = variables + rows.length;
  const solve = (cost: readonly number[], allowed: number): void => {
    for (let turn = 0; turn < 5_000; turn += 1) {
      let entering = -1;
      for (let column = 0; column < allowed && entering < 0; column += 1) {
        if (basis.includes(column)) continue;
        const reduced = rows.reduce(
          (sum, row, index) => sum - (cost[basis[index] ?? 0] ?? 0) * (row[column] ?? 0),
          cost[column] ?? 0,
        );
        if (reduced < -GAP) entering = column;
      }
      if (entering < 0) return;
      let leaving = -1;
      let best = Number.POSITIVE_INFINITY;
      rows.forEach((row, index) => {
        const step = row[entering] ?? 0;
        if (step <= GAP) return;
        const ratio = (row[width] ?? 0) / step;
        const isBetter =
          ratio < best - GAP ||
          (Math.abs(ratio - best) <= GAP && (basis[index] ?? 0) < (basis[leaving] ?? Number.POSITIVE_INFINITY));
        if (isBetter) {
          best = ratio;
          leaving = index;
        }
      });
      if (leaving < 0) throw new Error('unbounded');
      const pivotRow = rows[leaving] ?? [];
      const pivot = pivotRow[entering] ?? 1;
      rows[leaving] = pivotRow.map((value) => value / pivot);
      rows.forEach((row, index) => {
        const factor = row[entering] ?? 0;
        if (index === leaving || Math.abs(factor) < GAP) return;
        rows[index] = row.map((value, at) => value - factor * (rows[leaving]?.[at] ?? 0));
      });
      basis[leaving] = entering;
    }
    throw new Error('the simplex did not end');
  };
  solve(
    Array.from({ length: width }, (_, column) => (column >= variables ? 1 : 0)),
    width,
  );
  const sign = direction === 'min' ? 1 : -1;
  solve(
    Array.from({ length: width }, (_, column) => (column < variables ? sign * (wanted[column] ?? 0) : 1e6)),
    variables,
  );
  return rows.reduce((sum, row, index) => {
    const variable = basis[index] ?? 0;
    return sum + (variable < variables ? (wanted[variable] ?? 0) * (row[width] ?? 0) : 0);
  }, 0);
}

/** What the attack found: a group of people with fewer than `smallest` whose exact number follows from what was published. */
export interface Finding {
  readonly how: 'by adding and subtracting' | 'because no count is negative';
  readonly cells: readonly string[];
  readonly count: number;
}

/**
 * Every small group that can be recovered exactly: each union of cells by linear algebra (complete, up to 2^cells unions), then each
 * question that was hidden by its smallest and largest possible value.
 */
export function recover(known: Known, asked: readonly Query[]): readonly Finding[] {
  const { cells, published, smallest } = known;
  const place = new Map(cells.map((cell, index) => [cell.id, index]));
  const vector = (query: Query): number[] => {
    const row = cells.map(() => 0);
    for (const id of query.cells) row[place.get(id) ?? 0] = 1;
    return row;
  };
  const sumOf = (row: readonly number[]): number =>
    row.reduce((sum, value, at) => sum + value * (cells[at]?.count ?? 0), 0);
  const equations = published.map((query) => {
    const row = vector(query);
    return [...row, sumOf(row)];
  });
  const reduced = echelon(equations);
  const findings: Finding[] = [];
  for (let union = 1; union < 2 ** cells.length; union += 1) {
    const row = cells.map((_, at) => (union >> at) & 1);
    const truth = sumOf(row);
    if (truth >= smallest) continue;
    const value = followsLinearly(reduced, row);
    if (value === undefined) continue;
    findings.push({
      how: 'by adding and subtracting',
      cells: cells.filter((_, at) => row[at] === 1).map((cell) => cell.id),
      count: Math.round(value),
    });
  }
  const isPublished = new Set(published.map((query) => query.id));
  for (const query of asked) {
    const row = vector(query);
    if (isPublished.has(query.id) || query.cells.length === 0 || sumOf(row) >= smallest) continue;
    const covered = row.map((value, at) =>
      value === 1 && equations.every((equation) => (equation[at] ?? 0) === 0) ? 1 : 0,
    );
    if (covered.some((value) => value === 1)) continue; // no published number speaks of part of it: it may be anything
    const [low, high] = [extreme(equations, row, 'min'), extreme(equations, row, 'max')];
    if (high - low < 1 - GAP)
      findings.push({ how: 'because no count is negative', cells: query.cells, count: Math.round(low) });
  }
  return findings;
}
