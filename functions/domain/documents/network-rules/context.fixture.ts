import type { LocalDate } from '../../time.ts';
import type { Answers, EarlierDocument, Rule, RuleContext } from '../rules/rule.ts';

/** A context on 2 March 2026 with the earlier documents that a test names. */
export const contextWith = (...earlier: readonly EarlierDocument[]): RuleContext => ({
  today: '2026-03-02' as LocalDate,
  edition: 1,
  signedBy: [],
  earlier,
});

export const earlierDocument = (slug: string, answers: Answers, reference?: string): EarlierDocument => ({
  slug,
  date: '2026-02-20' as LocalDate,
  answers,
  ...(reference !== undefined && { reference }),
});

/** Pointers of the errors that a rule finds. */
export const pointersOf = (rule: Rule, answers: Answers, context: RuleContext = contextWith()): readonly string[] =>
  rule.check(answers, context).map((error) => error.pointer);
