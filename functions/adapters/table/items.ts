import type { Result } from '../../domain/result.ts';
import { fail, ok } from '../../domain/result.ts';
import type { Change, KeyOf, Kind, Pattern, RecordOf } from '../../domain/store/store.ts';
import type { Instant } from '../../domain/time.ts';
import type { Entity, IndexName } from './entities.ts';
import { ENTITIES, INDEXES, PATTERNS } from './entities.ts';
import { expirySeconds, fillKey, standsIn } from './keys.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** A record with its keys, as both backends hold it. */
export interface Item extends ItemKey {
  readonly kind: Kind;
  readonly version: number;
  readonly indexes: Partial<Readonly<Record<IndexName, ItemKey>>>;
  /** Seconds since 1970. */
  readonly expires?: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** One checked write. `expected`: the stored version it demands, 0 for absence; absent: whatever is there. */
export type Write =
  | { readonly do: 'put'; readonly kind: Kind; readonly item: Item; readonly expected?: number }
  | { readonly do: 'remove' | 'check'; readonly kind: Kind; readonly key: ItemKey; readonly expected?: number };

/** One range of one index; `from`/`to` are inclusive sort keys. */
export interface Range {
  readonly kind: Kind;
  readonly on: 'table' | IndexName;
  readonly pk: string;
  readonly from?: string;
  readonly to?: string;
}

const MAX_CHANGES = 100;
const MAX_ITEM_BYTES = 380_000; // DynamoDB refuses at 400 KB; the rest is for attribute names and keys
const MAX_TRANSACTION_BYTES = 3_900_000;
const MAX_PK_BYTES = 2_048;
const MAX_SK_BYTES = 1_024;
const LAST = '\u{10FFFF}';

const bytes = (text: string): number => Buffer.byteLength(text);

const fits = (key: ItemKey): boolean => bytes(key.pk) <= MAX_PK_BYTES && bytes(key.sk) <= MAX_SK_BYTES;

const entityOf = (kind: Kind): Entity => ENTITIES[kind] as unknown as Entity;

/** The table key of one record; throws when a field of the key is missing, which is a bug of the caller. */
export function keyOf<K extends Kind>(kind: K, key: KeyOf<K>): ItemKey {
  const entity = entityOf(kind);
  const pk = fillKey(entity.pk, key);
  const sk = fillKey(entity.sk, key);
  if (pk === undefined || sk === undefined) throw new TypeError(`a key of ${kind} lacks a field`);
  return { pk, sk };
}

/** A record with all its keys; `too-large` when a key or the record passes what DynamoDB holds. */
export function itemOf<K extends Kind>(kind: K, record: RecordOf<K>): Result<Item> {
  const entity = entityOf(kind);
  const plain = JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
  const key = keyOf(kind, record as unknown as KeyOf<K>);
  const derived = (name: string): string | undefined => entity.derived?.[name]?.(record as never);
  const indexes: Partial<Record<IndexName, ItemKey>> = {};
  for (const name of INDEXES) {
    const index = entity.indexes?.[name];
    if (!index || !standsIn(plain, index.when)) continue;
    const pk = fillKey(index.pk, plain, derived);
    const sk = fillKey(index.sk, plain, derived);
    if (pk !== undefined && sk !== undefined) indexes[name] = { pk, sk };
  }
  if (![key, ...Object.values(indexes)].every(fits)) return fail('too-large', { reason: 'key-too-long' });
  if (bytes(JSON.stringify(plain)) > MAX_ITEM_BYTES) return fail('too-large');
  const until = entity.expires ? plain[entity.expires.field] : undefined;
  return ok({
    ...key,
    kind,
    version: record.version,
    indexes,
    ...(entity.expires && typeof until === 'string'
      ? { expires: expirySeconds(until as Instant, entity.expires.keepDays) }
      : {}),
    record: plain,
  });
}

function writeOf(change: Change): Result<Write> {
  if ('put' in change || 'replace' in change) {
    const kind = 'put' in change ? change.put : change.replace;
    const item = itemOf(kind, change.record as RecordOf<Kind>);
    if (!item.ok) return item;
    if ('replace' in change) return ok({ do: 'put', kind, item: item.value });
    const { version } = item.value;
    if (!Number.isSafeInteger(version) || version < 1) throw new TypeError(`${kind} is put without a version`);
    return ok({ do: 'put', kind, item: item.value, expected: version - 1 });
  }
  if ('remove' in change) {
    const key = keyOf(change.remove, change.key as KeyOf<Kind>);
    const expected = change.version === undefined ? {} : { expected: change.version };
    return ok({ do: 'remove', kind: change.remove, key, ...expected });
  }
  const key = keyOf(change.unchanged, change.key as KeyOf<Kind>);
  return ok({ do: 'check', kind: change.unchanged, key, expected: change.version });
}

const writtenKey = (write: Write): ItemKey => (write.do === 'put' ? write.item : write.key);

/** The writes of one transaction, checked against DynamoDB's limits; two changes of one record in one transaction are a bug and throw. */
export function planWrites(changes: readonly Change[]): Result<readonly Write[]> {
  if (changes.length > MAX_CHANGES) throw new RangeError(`a transaction holds ${MAX_CHANGES} changes`);
  const writes: Write[] = [];
  const seen = new Set<string>();
  let total = 0;
  for (const change of changes) {
    const write = writeOf(change);
    if (!write.ok) return write;
    const { pk, sk } = writtenKey(write.value);
    const name = `${pk}\n${sk}`;
    if (seen.has(name)) throw new TypeError(`${write.value.kind} is changed twice in one transaction`);
    seen.add(name);
    writes.push(write.value);
    if (write.value.do === 'put') total += bytes(JSON.stringify(write.value.item.record));
  }
  return total > MAX_TRANSACTION_BYTES ? fail('too-large') : ok(writes);
}

/**
 * Which failure a refused transaction is. A `once` mark that exists says that the whole act was done before, whatever else moved since;
 * else a version that moved is a conflict; else only records that were to be new exist already.
 */
export function refusalOf(refused: readonly Write[]): Result<never> {
  const isNew = (write: Write): boolean => write.do === 'put' && write.expected === 0;
  if (refused.some((write) => write.kind === 'once' && isNew(write))) return fail('already-done');
  return refused.every(isNew) ? fail('already-done') : fail('conflict');
}

/** The index range of a pattern; `until` is an inclusive upper end of the first part of the sort key. */
export function rangeOf(pattern: Pattern, by: object, until?: string): Range {
  const entry = PATTERNS[pattern];
  const pk = fillKey(entry.pk, by);
  const prefix = fillKey(entry.prefix ?? '', by);
  if (pk === undefined || prefix === undefined) throw new TypeError(`${pattern} lacks a value`);
  const end = until === undefined ? (prefix === '' ? undefined : prefix + LAST) : `${prefix}${until}#${LAST}`;
  return {
    kind: entry.kind,
    on: entry.on,
    pk,
    ...(prefix === '' ? {} : { from: prefix }),
    ...(end === undefined ? {} : { to: end }),
  };
}
