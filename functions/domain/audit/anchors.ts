import type { Result } from '../result.ts';
import type { AnchoredHead } from './verify.ts';

/** Heads of chains written down outside the table: a signed file on one machine, object lock on AWS. Only ever appended to. */
export interface AnchorStore {
  append(heads: readonly AnchoredHead[]): Promise<Result<void>>;
  /** Every head ever anchored, oldest first; `blocked-by-rule` when the store itself was tampered with. */
  read(): Promise<Result<readonly AnchoredHead[]>>;
}
