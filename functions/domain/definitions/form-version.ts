import type { Instant } from '../time.ts';

/** A published form, immutable. `scope` is "national" or a region id; a regional version is the national one plus operations. */
export interface FormVersionRecord {
  readonly slug: string;
  readonly scope: string;
  readonly number: number;
  /** Composed plain Form.io JSON (absent on a regional version: base + operations give it). */
  readonly definition?: unknown;
  readonly translations?: Readonly<Record<string, unknown>>;
  readonly baseNumber?: number;
  readonly operations?: readonly unknown[];
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly note?: string;
  readonly version: 1;
}

/** Which version new links and documents use, per slug and scope. */
export interface CurrentForm {
  readonly slug: string;
  readonly scope: string;
  readonly number: number;
  readonly version: number;
}

/** A regional admin's work in progress: operations against a national base. */
export interface OverlayDraft {
  readonly slug: string;
  readonly scope: string;
  readonly baseNumber: number;
  readonly operations: readonly unknown[];
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly version: number;
}
