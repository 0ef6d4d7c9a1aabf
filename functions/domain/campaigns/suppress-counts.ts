const SMALLEST = 5;

/**
 * Counts of one question's options -> counts that may be shown. A count under five is left out; so are, smallest first, as many others as
 * it takes until at least two are left out and together they hold five people: then neither can be worked out from the total.
 */
export function suppressCounts(counts: readonly number[]): readonly (number | undefined)[] {
  const hidden = new Set(counts.flatMap((count, index) => (count < SMALLEST ? [index] : [])));
  if (hidden.size === 0) return counts;
  const sum = (): number => [...hidden].reduce((total, index) => total + (counts[index] ?? 0), 0);
  const rest = counts
    .map((count, index) => ({ count, index }))
    .filter(({ index }) => !hidden.has(index))
    .sort((a, b) => a.count - b.count);
  for (const { index } of rest) {
    if (hidden.size >= 2 && sum() >= SMALLEST) break;
    hidden.add(index);
  }
  return counts.map((count, index) => (hidden.has(index) ? undefined : count));
}
