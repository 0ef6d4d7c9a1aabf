import type { PersonId } from '../../../functions/domain/ids.ts';
import type { Store } from '../../../functions/domain/store/store.ts';
import type { Now } from '../../../functions/domain/time.ts';

/** Queues the letter with a sign-in code as the product queues every letter: one row and its outbox message in one transaction. */
export function queueCode({
  store,
  now,
  newId,
}: {
  readonly store: Store;
  readonly now: Now;
  readonly newId: () => string;
}): (personId: PersonId, email: string, code: string) => Promise<void> {
  return async (_personId, email, code) => {
    const at = now();
    const mailId = newId();
    const saved = await store.commit([
      {
        put: 'mail',
        record: {
          mailId,
          event: 'sign-in-code',
          to: email,
          language: 'pl',
          values: { code, minutes: '10' },
          status: 'queued',
          queuedAt: at,
          version: 1,
        },
      },
      {
        put: 'outbox',
        record: { outboxId: newId(), shard: 0, message: { type: 'mail-queued', mailId }, at, tries: 0, version: 1 },
      },
    ]);
    if (!saved.ok) throw new Error(saved.failure.code);
  };
}
