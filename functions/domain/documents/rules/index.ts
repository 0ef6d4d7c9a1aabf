import type { FieldError } from '../../result.ts';
import { networkRules } from './network-rules.ts';
import { participantRules } from './participant-rules.ts';
import type { Answers, Rule, RuleContext } from './rule.ts';

export { type Calculation, calculations } from './calculated.ts';
export type { Answers, EarlierDocument, Rule, RuleContext, RuleMoment } from './rule.ts';
export { ruleSentence, withSentences } from './sentences.ts';
export { plannedAttendance } from './session.ts';

/** Every named rule; a form names its own in `properties.rules`. */
export const rules: ReadonlyMap<string, Rule> = new Map(
  [...participantRules, ...networkRules].map((rule) => [rule.name, rule]),
);

/** What the named rules refuse at this moment; throws on a name that no rule has, since only a wrong definition holds one. */
export function checkRules(
  names: string,
  when: Rule['when'],
  answers: Answers,
  context: RuleContext,
): readonly FieldError[] {
  return names
    .split(' ')
    .filter((name) => name !== '')
    .flatMap((name) => {
      const rule = rules.get(name);
      if (rule === undefined) throw new Error(`no such rule: ${name}`);
      return rule.when === when ? rule.check(answers, context) : [];
    });
}
