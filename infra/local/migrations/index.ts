import type { Migration } from './migration.ts';

/** Every step since the first release, oldest first; version 1 is the first release's own shape. A new shape adds a line, never changes one. */
export const MIGRATIONS: readonly Migration[] = [{ to: 1, what: 'the first release', run: () => undefined }];
