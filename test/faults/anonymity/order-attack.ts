/** How well one order agrees with another: 1 the same, -1 reversed, near 0 nothing in common (Kendall's tau). */
export function agreement(known: readonly string[], found: readonly string[]): number {
  const place = new Map(found.map((name, at) => [name, at]));
  const both = known.filter((name) => place.has(name));
  let score = 0;
  for (let left = 0; left < both.length; left += 1) {
    for (let right = left + 1; right < both.length; right += 1) {
      score += (place.get(both[right] ?? '') ?? 0) > (place.get(both[left] ?? '') ?? 0) ? 1 : -1;
    }
  }
  const pairs = (both.length * (both.length - 1)) / 2;
  return pairs === 0 ? 0 : score / pairs;
}

/** Standard deviation of the agreement of two unrelated orders of `count` things. */
export const chance = (count: number): number => Math.sqrt((2 * (2 * count + 5)) / (9 * count * (count - 1)));

/** How far the mean agreement of several rounds stands from chance, in standard deviations. */
export const deviations = (agreements: readonly number[], count: number): number =>
  (agreements.reduce((sum, one) => sum + one, 0) / agreements.length) * (Math.sqrt(agreements.length) / chance(count));

/** Names in the order in which raw bytes first hold them; the attacker reads every page, free or used, and every journal. */
export function orderInBytes(names: readonly string[], bytes: Buffer): readonly string[] {
  return names
    .map((name) => ({ name, at: bytes.indexOf(name) }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at)
    .map(({ name }) => name);
}
