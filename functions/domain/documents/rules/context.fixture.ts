import type { LocalDate } from '../../time.ts';
import type { Answers, EarlierDocument, Rule, RuleContext } from './rule.ts';

/** An earlier document of the case, signed on a day. */
export const earlier = (slug: string, answers: Answers, date = '2026-01-15', reference?: string): EarlierDocument => ({
  slug,
  answers,
  date: date as LocalDate,
  ...(reference !== undefined && { reference }),
});

/** A first version on 1 July 2026, with nothing before it and nobody's signature, unless told otherwise. */
export const context = (more: Partial<Omit<RuleContext, 'today'>> & { readonly today?: string } = {}): RuleContext => ({
  edition: 1,
  earlier: [],
  signedBy: [],
  ...more,
  today: (more.today ?? '2026-07-01') as LocalDate,
});

/** Where a rule says no; each with its own name as the code. */
export const refusals = (rule: Rule, answers: Answers, given: RuleContext = context()): readonly string[] =>
  rule.check(answers, given).map(({ pointer, code }) => {
    if (code !== rule.name) throw new Error(`${rule.name} says ${code}`);
    return pointer;
  });
