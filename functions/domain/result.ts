/** A value, or an expected failure that the caller must look at; bugs throw instead. */
export type Result<T, F = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F };

/** Every expected failure of the product by its stable code; `functions/http/problem.ts` maps each to a status and a Polish sentence. */
export type FailureCode =
  | 'invalid-input' // answers or parameters break a rule: see `errors`
  | 'not-found' // does not exist, or may not be known to exist
  | 'forbidden' // known to exist, but this action is not this person's
  | 'not-signed-in'
  | 'conflict' // somebody else changed it first (optimistic lock)
  | 'already-done' // the same act arrived a second time; the first stands
  | 'wrong-state' // the object's status does not allow this act
  | 'gone' // link expired, revoked or used
  | 'locked' // too many wrong codes
  | 'too-many' // rate limit; `retryAfterSeconds` says when to try again
  | 'too-large'
  | 'separation-of-duties' // nobody approves what they filed
  | 'blocked-by-rule' // a named domain rule forbids it: see `errors`
  | 'unavailable'; // a part of the system does not answer; try again

/** One broken rule: `pointer` is an RFC 6901 pointer into the input, `code` the rule's stable name, `params` what its sentence needs. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Failure {
  readonly code: FailureCode;
  readonly errors?: readonly FieldError[];
  /** A key into the message catalogue for a sentence more exact than the code's own. */
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
}

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = (
  code: FailureCode,
  more: Omit<Failure, 'code'> = {},
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, ...more } });
