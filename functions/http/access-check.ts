import type { Action } from '../domain/access/actions.ts';
import type { AccessObject, Verdict } from '../domain/access/verdict.ts';
import type { Actor } from '../domain/directory/directory.ts';
import { fail, ok, type Result } from '../domain/result.ts';

/** The access table's question, injected: `may` of functions/domain/access. */
export type May = (actor: Actor, action: Action, object: AccessObject) => Verdict;

/** Turns a verdict into what a caller may see of it: never that a hidden thing exists. */
export function allowedOrFailure(verdict: Verdict): Result<Verdict> {
  if (verdict.allowed) return ok(verdict);
  if (verdict.hidden) return fail('not-found');
  return verdict.reason.rule === 'separation-of-duties' ? fail('separation-of-duties') : fail('forbidden');
}
