import type { Store } from '../../../infra/local/step-functions/store/store.ts';

/** Bugs that the fault run must catch before its word counts. */
export const plantedBugs = ['lost', 'doubled', 'stuck', 'history'] as const;
export type PlantedBug = (typeof plantedBugs)[number];

/** A store with one bug planted in it; `doubled` is planted in the dispatch instead. */
export const withPlantedBug = (store: Store, bug: PlantedBug): Store => {
  switch (bug) {
    case 'lost':
      // Acknowledges a new run first and writes it later: a kill in between loses what was promised.
      return {
        ...store,
        async commit(transition, lease) {
          if (transition.before !== 0) return store.commit(transition, lease);
          setTimeout(() => void store.commit(transition, lease), 2_000);
          return true;
        },
      };
    case 'stuck':
      // Forgets at start what was under way.
      return { ...store, pendingTasks: () => [] };
    case 'history':
      return {
        ...store,
        commit: (transition, lease) =>
          store.commit(
            { ...transition, events: transition.events.filter(({ type }) => type !== 'WaitStateExited') },
            lease,
          ),
      };
    case 'doubled':
      return store;
  }
};
