import type { CaseId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** A message to one address, queued in the transaction that caused it and delivered once. Sealed under the subject's key when it has one. */
export interface Mail {
  readonly mailId: string;
  readonly event: string;
  readonly to: string;
  readonly language: 'pl' | 'en' | 'uk';
  /** Template values; may hold a link's secret, so the row is removed or blanked after delivery on AWS and kept sealed in the outbox page's home. */
  readonly values: Readonly<Record<string, string>>;
  readonly subjectId?: string;
  /** Case whose staff must reach the person otherwise when the mail comes back. */
  readonly caseId?: CaseId;
  readonly status: 'queued' | 'sent' | 'bounced';
  readonly queuedAt: Instant;
  readonly sentAt?: Instant;
  readonly version: number;
}
