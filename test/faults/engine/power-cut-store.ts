import { createMemoryStore } from '../../../infra/local/step-functions/store/memory.ts';
import type { Store } from '../../../infra/local/step-functions/store/store.ts';

type Write = (store: Store) => Promise<unknown>;

/** A disk that keeps only what was synced. */
export interface Disk {
  /** A store on this disk, as a process would open it after the last cut. */
  open(): Promise<Store>;
  /** Power fails: everything not yet synced is gone, and the store that was open never answers again. */
  cut(): number;
  readonly synced: () => number;
}

/**
 * A store double that shows writes at once, as a page cache does, and keeps them only after a sync a little later.
 * `liesAboutSync` plants the bug that kill -9 cannot show: it acknowledges before the sync.
 */
export const createDisk = (random: () => number, liesAboutSync: boolean): Disk => {
  const kept: Write[] = [];
  let pending: { readonly write: Write; readonly done: () => void }[] = [];
  let generation = 0;

  const sync = (of: number): void => {
    if (of !== generation) return;
    const flushed = pending;
    pending = [];
    for (const { write, done } of flushed) {
      kept.push(write);
      done();
    }
  };

  return {
    async open() {
      const mine = generation;
      const cache = createMemoryStore();
      for (const write of kept) await write(cache);
      const durable = async <T>(write: (store: Store) => Promise<T>, matters: (result: T) => boolean): Promise<T> => {
        const dead = new Promise<T>(() => undefined);
        if (mine !== generation) return dead;
        const result = await write(cache);
        if (mine !== generation || !matters(result)) return mine === generation ? result : dead;
        const synced = new Promise<void>((resolve) => {
          pending.push({ write, done: resolve });
          if (pending.length === 1) setTimeout(() => sync(mine), 5 + random() * 20);
        });
        if (!liesAboutSync) await synced;
        return mine === generation ? result : dead;
      };
      return {
        ...cache,
        commit: (transition, lease) =>
          durable(
            (store) => store.commit(transition, lease),
            (stored) => stored,
          ),
        claim: (key, held, lease) =>
          durable(
            (store) => store.claim(key, held, lease),
            (claimed) => claimed,
          ),
        putDocuments: (documents) =>
          durable(
            (store) => store.putDocuments(documents),
            () => true,
          ),
      };
    },
    cut() {
      generation += 1;
      const dropped = pending.length;
      pending = [];
      return dropped;
    },
    synced: () => kept.length,
  };
};
