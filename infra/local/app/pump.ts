import type { Change, Store } from '../../../functions/domain/store/store.ts';

export interface Pump {
  /** Begins; before that a poke is only remembered. */
  start(): void;
  /** Something may be waiting: run soon. */
  poke(): void;
  /** Runs now and resolves when everything that was due is done. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs `work` when poked and at least every `everyMilliseconds`, never twice at once. A failure is handed to `failed` and tried again at
 * the next turn: what is due stands in the table, so nothing is lost by waiting.
 */
export function pump(work: () => Promise<unknown>, everyMilliseconds: number, failed: (error: unknown) => void): Pump {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  const turn = async (): Promise<void> => {
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        failed(error);
        break;
      }
    } while (again && !stopped);
  };
  const run = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    clearTimeout(timer);
    running = turn().finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(() => void run(), everyMilliseconds);
    });
    return running;
  };
  return {
    start: () => {
      started = true;
      void run();
    },
    poke: () => {
      if (started && !stopped) void run();
    },
    drain: async () => {
      await running;
      await run();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** A new row only: one that is put back after a failed try must not wake the pump that has just failed. */
const queues = (change: Change): boolean =>
  'put' in change && (change.put === 'outbox' || change.put === 'wake-up') && change.record.version === 1;

/** The same store, which pokes after each commit that queued something. */
export function pokingStore(store: Store, poke: () => void): Store {
  return {
    read: store.read.bind(store),
    list: store.list.bind(store),
    async commit(changes) {
      const done = await store.commit(changes);
      if (done.ok && changes.some(queues)) poke();
      return done;
    },
  };
}
