import type { FieldError } from '../../result.ts';
import type { LocalDate } from '../../time.ts';
import type { DocumentStatus } from '../document.ts';

/** Answers of one document, keyed as the form's submission is. */
export type Answers = Readonly<Record<string, unknown>>;

/** A signed or active document that the rule may look back at: same case, or named by a register field (a schedule, a consent). */
export interface EarlierDocument {
  readonly slug: string;
  /** The value by which a register field names it. */
  readonly reference?: string;
  /** Day on which it was signed, or submitted if nobody signs it. */
  readonly date: LocalDate;
  /** State of the document; absent counts as signed. */
  readonly status?: DocumentStatus;
  readonly answers: Answers;
}

export interface RuleContext {
  readonly today: LocalDate;
  /** The value by which register fields name the participant of this case; absent outside a case. */
  readonly participant?: string;
  /** 1 for the first version of the document. */
  readonly edition: number;
  /** Newest first. */
  readonly earlier: readonly EarlierDocument[];
  /** Roles that have signed this content. */
  readonly signedBy: readonly string[];
}

/**
 * When a rule speaks. `submit`: refuses the document. `sign`: it may be submitted, but neither approved nor signed.
 * `effect`: it may be signed, but doesn't take effect. `close`: it may not be closed. `warn`: says so and lets it pass.
 */
export type RuleMoment = 'submit' | 'sign' | 'effect' | 'close' | 'warn';

/** One rule that crosses fields or documents; its name is the `code` of every error it returns and stands in the form's `properties.rules`. */
export interface Rule {
  readonly name: string;
  readonly when: RuleMoment;
  readonly check: (answers: Answers, context: RuleContext) => readonly FieldError[];
}
