/** Counts work under way, so that a virtual clock moves only when nothing moves by itself. */
export const createIdleGate = () => {
  let active = 0;
  let waiting: (() => void)[] = [];
  const leave = (): void => {
    active -= 1;
    if (active > 0) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };
  const enter = (): void => {
    active += 1;
  };
  return {
    enter,
    leave,
    async during<T>(work: () => Promise<T>): Promise<T> {
      enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async idle(): Promise<void> {
      // Work that ends may start more in the same turn.
      while (active > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
};
