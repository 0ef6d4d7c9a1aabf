/** The smallest group of people that a count above the club may speak of; a configuration may raise it, never lower it. */
export const SMALLEST_GROUP = 5;

/**
 * The finest groups that any number speaks of, with how many people stand in each. Every combination that could occur must be there, the
 * empty ones too: an empty group that follows from two published numbers is also a finding about people.
 */
export interface Cell {
  readonly id: string;
  readonly count: number;
}

/** A number that somebody would like to see: people in these cells together. */
export interface Query {
  readonly id: string;
  readonly cells: readonly string[];
}

/** The answer: a count that may be shown, or nothing. A hidden number never says whether it is small itself or hidden for another's sake. */
export interface Publication {
  readonly counts: ReadonlyMap<string, number>;
  readonly hidden: readonly string[];
  /** What stands published from now on: the next publication over the same people must be given it. */
  readonly published: readonly Query[];
}

interface Block {
  readonly cells: readonly number[];
  /** Whether any published number speaks of it. */
  readonly spokenOf: boolean;
}

/** Splits every block by a query; undefined when a part that numbers speak of would hold fewer than `smallest` people. */
function refine(
  blocks: readonly Block[],
  inQuery: ReadonlySet<number>,
  counts: readonly number[],
  smallest: number,
): readonly Block[] | undefined {
  const refined: Block[] = [];
  for (const block of blocks) {
    const parts = [
      { cells: block.cells.filter((cell) => inQuery.has(cell)), spokenOf: true },
      { cells: block.cells.filter((cell) => !inQuery.has(cell)), spokenOf: block.spokenOf },
    ];
    for (const part of parts) {
      if (part.cells.length === 0) continue;
      const people = part.cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
      if (part.spokenOf && people < smallest) return undefined;
      refined.push(part);
    }
  }
  return refined;
}

/**
 * Decides which counts may be shown. The rule: all published numbers together cut people into blocks, and every block that any of them
 * speaks of holds at least `smallest` people. Whatever is added or subtracted, filtered two ways or compared between periods, is then a
 * sum of whole blocks; and a hidden number can be shifted by at least `smallest` without any published one changing.
 * Queries are tried in the order given (totals first), never by size: the order itself would tell. `before` stays published.
 */
export function publish(
  cells: readonly Cell[],
  queries: readonly Query[],
  options: { readonly smallest?: number; readonly before?: readonly Query[] } = {},
): Publication {
  const smallest = Math.max(SMALLEST_GROUP, options.smallest ?? SMALLEST_GROUP);
  const counts = cells.map((cell) => cell.count);
  const place = new Map(cells.map((cell, index) => [cell.id, index]));
  const placesOf = (query: Query): ReadonlySet<number> =>
    new Set(
      query.cells.map((id) => {
        const found = place.get(id);
        if (found === undefined) throw new Error(`${query.id} speaks of an unknown cell`);
        return found;
      }),
    );
  const sum = (places: ReadonlySet<number>): number => [...places].reduce((total, at) => total + (counts[at] ?? 0), 0);

  let blocks: readonly Block[] = [{ cells: cells.map((_, index) => index), spokenOf: false }];
  const published: Query[] = [...(options.before ?? [])];
  for (const query of published) {
    const places = placesOf(query);
    blocks = blocks.flatMap((block) => [
      ...part(block, (cell) => places.has(cell), true),
      ...part(block, (cell) => !places.has(cell), block.spokenOf),
    ]);
  }
  const shown = new Map<string, number>();
  const hidden: string[] = [];
  for (const query of queries) {
    const places = placesOf(query);
    const refined = places.size === 0 ? undefined : refine(blocks, places, counts, smallest);
    if (refined === undefined) hidden.push(query.id);
    else {
      blocks = refined;
      published.push(query);
      shown.set(query.id, sum(places));
    }
  }
  return { counts: shown, hidden, published };
}

function part(block: Block, keeps: (cell: number) => boolean, spokenOf: boolean): readonly Block[] {
  const kept = block.cells.filter(keeps);
  return kept.length === 0 ? [] : [{ cells: kept, spokenOf }];
}
