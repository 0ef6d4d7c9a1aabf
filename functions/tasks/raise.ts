import type { Result } from '../domain/result.ts';
import { EXECUTION_OLD } from '../use-cases/tasks/open-task.ts';

/** The value, or an error whose `name` is the failure's code, so that the `Catch` of a workflow matches it; no data in its message. */
export function raise<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, reason } = result.failure;
  throw Object.assign(new Error(reason ?? code), { name: reason === EXECUTION_OLD ? reason : code });
}
