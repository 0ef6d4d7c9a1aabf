import type { FileStore } from '../../domain/files/files.ts';
import { fail, ok } from '../../domain/result.ts';
import type { KeyStore } from '../../domain/sealing/key-store.ts';
import type { Now } from '../../domain/time.ts';
import { seal, unseal } from '../keys/wrapping.ts';

const subjectOf = (fileId: string): string => `file:${fileId}`;

/** Files sealed one by one under keys of their own: removing a file ends its key, and with it every copy in a backup. */
export const sealedFiles = (files: FileStore, keys: KeyStore, now: Now): FileStore => ({
  async put(fileId, bytes) {
    const key = await keys.keyFor(subjectOf(fileId));
    return key.ok ? files.put(fileId, seal(key.value, bytes, fileId)) : key;
  },
  async get(fileId) {
    const key = await keys.find(subjectOf(fileId));
    if (key === undefined) return fail('not-found');
    const sealed = await files.get(fileId);
    return sealed.ok ? ok(unseal(key, sealed.value, fileId)) : sealed;
  },
  async remove(fileId) {
    const ended = await keys.destroy(subjectOf(fileId), now());
    return ended.ok ? files.remove(fileId) : ended;
  },
});
