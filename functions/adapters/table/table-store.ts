import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import type { ListedBy, Page, RecordOf, Store } from '../../domain/store/store.ts';
import type { Now } from '../../domain/time.ts';
import type { Item, ItemKey, Range, Write } from './items.ts';
import { keyOf, planWrites, rangeOf, refusalOf } from './items.ts';

/** Where a list goes on: the table key and, on an index, the index's sort key. */
export interface Cursor extends ItemKey {
  readonly indexSk?: string;
}

export interface Asked {
  readonly limit: number;
  readonly after?: Cursor;
  readonly reverse: boolean;
}

/** What a table must do for the store; keys, versions and limits are decided above it. */
export interface TableBackend {
  get(key: ItemKey): Promise<Item | undefined>;
  query(range: Range, asked: Asked): Promise<{ readonly items: readonly Item[]; readonly next?: Cursor }>;
  /** All or nothing; gives the writes whose condition did not hold, or `conflict`/`unavailable` of the table itself. */
  transact(writes: readonly Write[]): Promise<Result<{ readonly refused: readonly Write[] }>>;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;

const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** A cursor from outside may be anything: an unreadable one starts at the beginning. */
function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text.length > 8_000) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (value === null || typeof value !== 'object') return undefined;
    const { pk, sk, indexSk } = value as Record<string, unknown>;
    if (typeof pk !== 'string' || typeof sk !== 'string') return undefined;
    return typeof indexSk === 'string' ? { pk, sk, indexSk } : { pk, sk };
  } catch {
    return undefined;
  }
}

/** A cursor must lie inside the asked range, or it would read another partition's neighbours. */
function belongs(cursor: Cursor, range: Range): boolean {
  const sk = range.on === 'table' ? cursor.sk : cursor.indexSk;
  if (sk === undefined || (range.on === 'table' && cursor.pk !== range.pk)) return false;
  const order = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
  return (
    (range.from === undefined || order(sk, range.from) >= 0) && (range.to === undefined || order(sk, range.to) <= 0)
  );
}

/** The store over any table backend: one place for keys, optimistic locks, expiry and cursors. */
export function tableStore(backend: TableBackend, now: Now): Store {
  const isLive = (item: Item): boolean => item.expires === undefined || item.expires * 1000 > Date.parse(now());
  return {
    async read(kind, key) {
      const item = await backend.get(keyOf(kind, key));
      return item && isLive(item) ? (item.record as unknown as RecordOf<typeof kind>) : undefined;
    },
    async list<P extends Parameters<Store['list']>[0]>(
      pattern: P,
      by: object,
      options: { limit?: number; after?: string; reverse?: boolean; until?: string } = {},
    ): Promise<Page<ListedBy<P>>> {
      const range = rangeOf(pattern, by, options.until);
      const after = readCursor(options.after);
      const limit = Math.min(Math.max(1, Math.trunc(options.limit ?? DEFAULT_LIMIT)), MAX_LIMIT);
      const found = await backend.query(range, {
        limit,
        reverse: options.reverse ?? false,
        ...(after && belongs(after, range) ? { after } : {}),
      });
      const items = found.items.filter(isLive).map((item) => item.record as unknown as ListedBy<P>);
      return found.next ? { items, next: writeCursor(found.next) } : { items };
    },
    async commit(changes) {
      const planned = planWrites(changes);
      if (!planned.ok) return planned;
      if (planned.value.length === 0) return ok(undefined);
      const done = await backend.transact(planned.value);
      if (!done.ok) return done;
      return done.value.refused.length === 0 ? ok(undefined) : refusalOf(done.value.refused);
    },
  };
}
