interface Row {
  readonly sk: Buffer;
  readonly name: string;
}

interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

interface Window {
  readonly limit: number;
  readonly reverse: boolean;
  readonly after?: { readonly pk: string; readonly sk: string; readonly indexSk?: string };
}

const order = (left: Row, right: Row): number =>
  Buffer.compare(left.sk, right.sk) || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);

/** First position whose row is not before `row`. */
function lowerBound(rows: readonly Row[], row: Row): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(rows[middle] as Row, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Partitions of rows sorted as DynamoDB sorts them: by the UTF-8 bytes of the sort key. */
export class SortedRows {
  readonly #partitions = new Map<string, Row[]>();

  add(pk: string, sk: string, name: string): void {
    const rows = this.#partitions.get(pk) ?? [];
    const row = { sk: Buffer.from(sk), name };
    rows.splice(lowerBound(rows, row), 0, row);
    this.#partitions.set(pk, rows);
  }

  delete(pk: string, sk: string, name: string): void {
    const rows = this.#partitions.get(pk) ?? [];
    const at = lowerBound(rows, { sk: Buffer.from(sk), name });
    if (rows[at]?.name === name) rows.splice(at, 1);
  }

  /** Names of the rows of one partition inside the bounds, in order, after the cursor, at most `limit`. */
  slice(pk: string, bounds: Bounds, window: Window): string[] {
    const rows = this.#partitions.get(pk) ?? [];
    let low = bounds.from === undefined ? 0 : lowerBound(rows, { sk: Buffer.from(bounds.from), name: '' });
    let high =
      bounds.to === undefined ? rows.length : lowerBound(rows, { sk: Buffer.from(bounds.to), name: '\u{10FFFF}' });
    if (window.after) {
      const { after } = window;
      const cursor = { sk: Buffer.from(after.indexSk ?? after.sk), name: `${after.pk}\n${after.sk}` };
      const at = lowerBound(rows, cursor);
      if (window.reverse) high = Math.min(high, at);
      else low = Math.max(low, rows[at] && order(rows[at], cursor) === 0 ? at + 1 : at);
    }
    const names = window.reverse
      ? rows.slice(Math.max(low, high - window.limit), Math.max(low, high)).reverse()
      : rows.slice(low, Math.min(high, low + window.limit));
    return names.map((row) => row.name);
  }

  copy(): SortedRows {
    const copied = new SortedRows();
    for (const [pk, rows] of this.#partitions) copied.#partitions.set(pk, [...rows]);
    return copied;
  }
}
