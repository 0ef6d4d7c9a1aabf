import { fail, ok } from '../../domain/result.ts';
import type { DestroyedKey, KeyStore } from '../../domain/sealing/key-store.ts';
import { newKey } from './wrapping.ts';

/** Keys in memory, for tests. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, Uint8Array>();
  const marks = new Map<string, DestroyedKey>();
  return {
    async keyFor(subject) {
      if (marks.has(subject)) return fail('gone', { reason: 'erased' });
      const key = keys.get(subject) ?? newKey();
      keys.set(subject, key);
      return ok(key);
    },
    find: async (subject) => keys.get(subject),
    async destroy(subject, at) {
      keys.delete(subject);
      if (!marks.has(subject)) marks.set(subject, { subject, at });
      return ok(undefined);
    },
    destroyed: async () => [...marks.values()].sort((left, right) => (left.at < right.at ? -1 : 1)),
    rotate: async () => ok({ rewrapped: keys.size }),
  };
}
