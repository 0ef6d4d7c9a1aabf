import type { OutboxRecord } from '../../../functions/domain/store/outbox.ts';
import type { ListedBy, Page, Pattern, Patterns, Store } from '../../../functions/domain/store/store.ts';
import type { Instant } from '../../../functions/domain/time.ts';

/** The same store, whose outbox shows only what was queued since a moment: while the demo is filled, its rows (all of the past) are its drivers' own. */
export function outboxSince(store: Store, since: Instant): Store {
  return {
    read: store.read.bind(store),
    commit: store.commit.bind(store),
    async list<P extends Pattern>(
      pattern: P,
      by: Patterns[P]['by'],
      options?: Parameters<Store['list']>[2],
    ): Promise<Page<ListedBy<P>>> {
      const page = await store.list(pattern, by, options);
      if (pattern !== 'outbox-of-shard') return page;
      return { ...page, items: page.items.filter((row) => (row as OutboxRecord).at >= since) };
    },
  };
}
