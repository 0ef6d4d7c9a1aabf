import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../../domain/files/files.ts';
import { fail, ok } from '../../domain/result.ts';

const ID = /^[a-z0-9][a-z0-9-]{0,127}$/;

/** Files in a directory, spread over folders by their id's first letters; a file is there whole and on the disk, or not at all. */
export function directoryFiles(directory: string): FileStore {
  const pathOf = (fileId: string): string => {
    if (!ID.test(fileId)) throw new TypeError('not a file id');
    return join(directory, fileId.slice(0, 2), fileId);
  };
  return {
    async put(fileId, bytes) {
      const path = pathOf(fileId);
      const draft = `${path}.${process.pid}.part`;
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const file = await open(draft, 'w', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
        const folder = await open(dirname(path), 'r');
        await folder.sync().finally(() => folder.close());
        return ok(undefined);
      } catch {
        await rm(draft, { force: true });
        return fail('unavailable');
      }
    },
    async get(fileId) {
      try {
        return ok(new Uint8Array(await readFile(pathOf(fileId))));
      } catch (error) {
        if (error instanceof TypeError) throw error;
        return fail((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not-found' : 'unavailable');
      }
    },
    async remove(fileId) {
      await rm(pathOf(fileId), { force: true });
      return ok(undefined);
    },
  };
}
