import type { Failure, FailureCode } from '../domain/result.ts';
import type { Messages } from './messages.ts';

/** Codes that only the door itself answers with, beside the domain's. */
export type ProblemCode = FailureCode | 'unexpected' | 'method-not-allowed';

/** A failure as it leaves the house: the domain's, or one of the door's own. */
export type Problem = Omit<Failure, 'code'> & { readonly code: ProblemCode };

const STATUS: Readonly<Record<ProblemCode, number>> = {
  'invalid-input': 422,
  'not-found': 404,
  forbidden: 403,
  'not-signed-in': 401,
  conflict: 409,
  'already-done': 409,
  'wrong-state': 409,
  gone: 410,
  locked: 423,
  'too-many': 429,
  'too-large': 413,
  'separation-of-duties': 403,
  'blocked-by-rule': 422,
  unavailable: 503,
  unexpected: 500,
  'method-not-allowed': 405,
};

/** Reasons that stand for a request no form of ours sends, and so are 400 instead of their code's status. */
const BAD_REQUESTS: ReadonlySet<string> = new Set(['malformed', 'forbidden-key', 'too-deep', 'too-many-values']);

/** HTTP status of a problem. */
export const statusOf = (problem: Pick<Problem, 'code' | 'reason'>): number =>
  problem.code === 'invalid-input' && problem.reason !== undefined && BAD_REQUESTS.has(problem.reason)
    ? 400
    : STATUS[problem.code];

/** The heading and the sentence that a person reads; the reason's own where the catalogue has them, else the code's. */
export function sentenceOf(
  problem: Pick<Problem, 'code' | 'reason'>,
  messages: Messages,
): { readonly title: string; readonly text: string } {
  const reasons: Readonly<Record<string, { readonly title: string; readonly text: string }>> =
    messages.problems.reasons;
  const { reason } = problem;
  const exact = reason !== undefined && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return exact ?? messages.problems.codes[problem.code];
}

/** The RFC 9457 document: `type` is stable, `errors` point into the input. */
export function problemDocument(problem: Problem, messages: Messages, requestId: string, baseUrl: string): object {
  const { title, text } = sentenceOf(problem, messages);
  return {
    type: `${baseUrl}/problems/${problem.code}`,
    title,
    status: statusOf(problem),
    detail: text,
    instance: `urn:request:${requestId}`,
    code: problem.code,
    ...(problem.reason === undefined ? {} : { reason: problem.reason }),
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    ...(problem.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: problem.retryAfterSeconds }),
  };
}
