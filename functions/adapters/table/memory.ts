import { fail, ok } from '../../domain/result.ts';
import type { Store } from '../../domain/store/store.ts';
import type { Now } from '../../domain/time.ts';
import { INDEXES } from './entities.ts';
import type { Item, ItemKey, Range, Write } from './items.ts';
import { SortedRows } from './sorted-rows.ts';
import type { Asked, Cursor, TableBackend } from './table-store.ts';
import { tableStore } from './table-store.ts';

export interface MemoryFaults {
  /** The next commits fail with `conflict` or `unavailable` and write nothing. */
  refuseNext(code: 'conflict' | 'unavailable', count?: number): void;
  /** The next commits write everything and then answer `unavailable`: an answer lost on its way. */
  loseNextAnswer(count?: number): void;
  /** Index lists answer as of now until `thaw`, as an eventually consistent index may. */
  freeze(): void;
  thaw(): void;
}

export type MemoryStore = Store & { readonly faults: MemoryFaults };

const nameOf = (key: ItemKey): string => `${key.pk}\n${key.sk}`;

/** The store in memory, from the same table of entities; for tests, with the conflicts and stale reads that one machine never shows. */
export function memoryStore({ now }: { readonly now: Now }): MemoryStore {
  const items = new Map<string, Item>();
  const live = { table: new SortedRows(), gsi1: new SortedRows(), gsi2: new SortedRows(), gsi3: new SortedRows() };
  let frozen: { readonly rows: typeof live; readonly items: Map<string, Item> } | undefined;
  let refusals: ('conflict' | 'unavailable')[] = [];
  let lost = 0;

  const forget = (item: Item): void => {
    live.table.delete(item.pk, item.sk, nameOf(item));
    for (const index of INDEXES) {
      const key = item.indexes[index];
      if (key) live[index].delete(key.pk, key.sk, nameOf(item));
    }
    items.delete(nameOf(item));
  };
  const keep = (item: Item): void => {
    items.set(nameOf(item), item);
    live.table.add(item.pk, item.sk, nameOf(item));
    for (const index of INDEXES) {
      const key = item.indexes[index];
      if (key) live[index].add(key.pk, key.sk, nameOf(item));
    }
  };
  const holds = (write: Write): boolean => {
    if (write.expected === undefined) return true;
    const stored = items.get(nameOf(write.do === 'put' ? write.item : write.key));
    return (stored?.version ?? 0) === write.expected;
  };

  const backend: TableBackend = {
    async get(key) {
      const item = items.get(nameOf(key));
      return item && structuredClone(item);
    },
    async query(range: Range, asked: Asked) {
      const view = frozen && range.on !== 'table' ? frozen : { rows: live, items };
      const names = view.rows[range.on].slice(range.pk, range, asked);
      const found = names.flatMap((name) => view.items.get(name) ?? []);
      const last = found.at(-1);
      if (found.length < asked.limit || !last) return { items: structuredClone(found) };
      const indexSk = range.on === 'table' ? undefined : last.indexes[range.on]?.sk;
      const next: Cursor = { pk: last.pk, sk: last.sk, ...(indexSk === undefined ? {} : { indexSk }) };
      return { items: structuredClone(found), next };
    },
    async transact(writes) {
      const refusal = refusals.shift();
      if (refusal) return fail(refusal);
      const refused = writes.filter((write) => !holds(write));
      if (refused.length > 0) return ok({ refused });
      for (const write of writes) {
        const key = write.do === 'put' ? write.item : write.key;
        const stored = items.get(nameOf(key));
        if (write.do === 'check') continue;
        if (stored) forget(stored);
        if (write.do === 'put') keep(write.item);
      }
      if (lost > 0) {
        lost -= 1;
        return fail('unavailable');
      }
      return ok({ refused: [] });
    },
  };

  return {
    ...tableStore(backend, now),
    faults: {
      refuseNext: (code, count = 1) => {
        refusals = [...refusals, ...Array.from({ length: count }, () => code)];
      },
      loseNextAnswer: (count = 1) => {
        lost += count;
      },
      freeze: () => {
        frozen = {
          rows: { table: live.table.copy(), gsi1: live.gsi1.copy(), gsi2: live.gsi2.copy(), gsi3: live.gsi3.copy() },
          items: new Map(items),
        };
      },
      thaw: () => {
        frozen = undefined;
      },
    },
  };
}
