/** What the world saw of the runs, to be held against what the engine says of them. */
export interface Ledger {
  /** Notes a call of the engine: the place in the run and the key it came with. */
  called(run: string, place: string, key: string): void;
  /** Notes an answer that was sent, and later that it was acknowledged. */
  answering(run: string, answer: number): void;
  acknowledged(run: string, answer: number): void;
  readonly calls: () => number;
  readonly repeated: () => number;
  /** Places that were reached with more than one key. */
  readonly doubled: () => readonly string[];
  readonly placesOf: (run: string) => number;
  /** True when the run's final answer is one that was sent, and the acknowledged one if any was. */
  readonly answerStands: (run: string, answer: unknown) => boolean;
}

/** An empty ledger. */
export const createLedger = (): Ledger => {
  const keys = new Map<string, Map<string, Set<string>>>();
  const sent = new Map<string, Set<number>>();
  const kept = new Map<string, number>();
  let calls = 0;
  let repeated = 0;
  return {
    called(run, place, key) {
      calls += 1;
      const places = keys.get(run) ?? new Map<string, Set<string>>();
      const known = places.get(place) ?? new Set<string>();
      if (known.has(key)) repeated += 1;
      keys.set(run, places.set(place, known.add(key)));
    },
    answering: (run, answer) => void sent.set(run, (sent.get(run) ?? new Set()).add(answer)),
    acknowledged: (run, answer) => void kept.set(run, answer),
    calls: () => calls,
    repeated: () => repeated,
    doubled: () =>
      [...keys].flatMap(([run, places]) =>
        [...places].filter(([, known]) => known.size > 1).map(([place]) => `${run}/${place}`),
      ),
    placesOf: (run) => keys.get(run)?.size ?? 0,
    answerStands: (run, answer) => {
      const acknowledged = kept.get(run);
      return acknowledged === undefined ? sent.get(run)?.has(answer as number) === true : acknowledged === answer;
    },
  };
};
