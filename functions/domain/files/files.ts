import type { Result } from '../result.ts';

/** Bytes by id (a directory on one machine, S3 on AWS); records about them stand in the store. */
export interface FileStore {
  put(fileId: string, bytes: Uint8Array): Promise<Result<void>>;
  get(fileId: string): Promise<Result<Uint8Array>>;
  remove(fileId: string): Promise<Result<void>>;
}

/** A malware scanner; `unscanned` when none is configured, and the screen says so. */
export interface Scanner {
  scan(bytes: Uint8Array): Promise<'clean' | 'infected' | 'unscanned'>;
}
