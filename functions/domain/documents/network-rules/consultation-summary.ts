import { textOf } from '../rules/answers.ts';
import type { EarlierDocument } from '../rules/rule.ts';

export interface CommentCounts {
  readonly accepted: number;
  readonly partly: number;
  readonly rejected: number;
  /** Comments that nobody answered yet. */
  readonly open: number;
}

/** Comments of a consultation by their resolution (B13). */
export function countComments(earlier: readonly EarlierDocument[]): CommentCounts {
  const resolutions = earlier
    .filter((document) => document.slug === 'consultation-comment')
    .map((document) => textOf(document.answers, 'resolution'));
  const count = (resolution: string): number => resolutions.filter((each) => each === resolution).length;
  return { accepted: count('accepted'), partly: count('partly'), rejected: count('rejected'), open: count('') };
}

/** The line „Wynik konsultacji” of the agreement (B12), set by the server. */
export function consultationSummary(earlier: readonly EarlierDocument[]): string {
  const { accepted, partly, rejected, open } = countComments(earlier);
  return `uwzględnione: ${accepted}, częściowo uwzględnione: ${partly}, nieuwzględnione: ${rejected}, bez odpowiedzi: ${open}`;
}
