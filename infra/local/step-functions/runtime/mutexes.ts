/** One line per key: work on one run never overlaps inside this process; the version check guards across processes. */
export const createMutexes = () => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
      const before = tails.get(key);
      const mine = before === undefined ? work() : before.then(work, work);
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, settled);
      try {
        return await mine;
      } finally {
        if (tails.get(key) === settled) tails.delete(key);
      }
    },
  };
};
