/** Time as the engine sees it: the hour, and one alarm. */
export interface Clock {
  now(): number;
  /** Calls back once when `at` is reached; a later call replaces the alarm, undefined clears it. */
  alarm(at: number | undefined, ring: () => void): void;
}

// setTimeout takes at most 2^31-1 ms; waking daily also heals a clock that was set back.
const longestSleep = 86_400_000;

/** The machine's own clock. */
export const createRealClock = (): Clock => {
  let timer: NodeJS.Timeout | undefined;
  return {
    now: () => Date.now(),
    alarm(at, ring) {
      if (timer !== undefined) clearTimeout(timer);
      timer = at === undefined ? undefined : setTimeout(ring, Math.min(Math.max(at - Date.now(), 0), longestSleep));
      timer?.unref();
    },
  };
};

/** A clock that stands still until it is moved: for tests, simulations and the demo. */
export interface VirtualClock extends Clock {
  set(instant: number): void;
}

/** Starts at `instant` (epoch milliseconds); alarms never ring by themselves, `advanceTo` of the engine asks the store. */
export const createVirtualClock = (instant: number): VirtualClock => {
  let current = instant;
  return {
    now: () => current,
    alarm: () => undefined,
    set: (next) => {
      current = Math.max(current, next);
    },
  };
};
