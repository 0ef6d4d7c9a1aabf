import { createHash } from 'node:crypto';
import { idMaker, type TaskId } from '../../domain/ids.ts';

/** The id of the task that one entry of one state makes: the same for every repeated call, so that opening is idempotent. */
export function taskIdFor(...parts: readonly (string | number)[]): TaskId {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest();
  return idMaker((count) => bytes.subarray(0, count))() as TaskId;
}
