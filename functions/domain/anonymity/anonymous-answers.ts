import type { Result } from '../result.ts';

/** Survey answers without any tie to a person: random key, no time, no address, no token; a table of their own (security-privacy). */
export interface AnonymousAnswers {
  add(campaignId: string, answers: Readonly<Record<string, unknown>>): Promise<Result<void>>;
  /** In random order; `after` is opaque. */
  read(
    campaignId: string,
    after?: string,
  ): Promise<{ readonly items: readonly Readonly<Record<string, unknown>>[]; readonly next?: string }>;
  count(campaignId: string): Promise<number>;
  /** At close: rewrites all answers under new random keys in random order, so that insertion order is gone. */
  shuffle(campaignId: string): Promise<Result<void>>;
}
