import { describe, expect, it } from 'vitest';
import type { FileStore } from '../../domain/files/files.ts';
import { fail, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { memoryKeyStore } from '../keys/memory.ts';
import { BrokenSeal } from '../keys/wrapping.ts';
import { sealedFiles } from './sealed-files.ts';

const setUp = () => {
  const bytes = new Map<string, Uint8Array>();
  const plain: FileStore = {
    put: async (id, content) => ok(void bytes.set(id, content)),
    get: async (id) => {
      const found = bytes.get(id);
      return found === undefined ? fail('not-found') : ok(found);
    },
    remove: async (id) => ok(void bytes.delete(id)),
  };
  const keys = memoryKeyStore();
  return { bytes, files: sealedFiles(plain, keys, () => instant(0)) };
};
const secret = Buffer.from('zaświadczenie lekarskie');

describe('sealed files', () => {
  it('keep what they hold from whoever reads the disk, and give it back', async () => {
    const { bytes, files } = setUp();
    await files.put('f1', secret);
    expect(Buffer.from(bytes.get('f1') ?? []).includes(secret)).toBe(false);
    expect(await files.get('f1')).toEqual(ok(secret));
    expect(await files.get('none')).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('stay closed in every copy once removed', async () => {
    const { bytes, files } = setUp();
    await files.put('f1', secret);
    const backup = bytes.get('f1') ?? new Uint8Array();
    await files.remove('f1');
    bytes.set('f1', backup);
    expect(await files.get('f1')).toMatchObject({ failure: { code: 'not-found' } });
    expect(await files.put('f1', secret)).toMatchObject({ failure: { code: 'gone' } });
  });

  it('do not open under another name', async () => {
    const { bytes, files } = setUp();
    await files.put('f1', secret);
    await files.put('f2', secret);
    bytes.set('f2', bytes.get('f1') ?? new Uint8Array());
    await expect(files.get('f2')).rejects.toThrow(BrokenSeal);
  });
});
