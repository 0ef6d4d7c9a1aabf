import type { Form, Answers as FormAnswers } from '../../forms/index.ts';
import type { FieldError } from '../../result.ts';
import { networkCalculations } from '../network-rules/calculations.ts';
import { type Calculation, calculations as participantCalculations } from './calculated.ts';
import { networkRules } from './network-rules.ts';
import { participantRules } from './participant-rules.ts';
import type { Answers, Rule, RuleContext } from './rule.ts';
import { withCalculated } from './with-calculated.ts';

export type { Calculation } from './calculated.ts';
export type { Answers, EarlierDocument, Rule, RuleContext, RuleMoment } from './rule.ts';
export { ruleSentence } from './sentences.ts';
export { plannedAttendance } from './session.ts';

/** Every named rule; a form names its own in `properties.rules`. */
export const rules: ReadonlyMap<string, Rule> = new Map(
  [...participantRules, ...networkRules].map((rule) => [rule.name, rule]),
);

/** Every value that the server works out, by the name in a field's `properties.auto`. */
export const calculations: ReadonlyMap<string, Calculation> = new Map([
  ...participantCalculations,
  ...networkCalculations,
]);

/** Answers with every value that the server works out for this form as it is now. */
export const setCalculated = (form: Form, answers: FormAnswers, context: RuleContext): FormAnswers =>
  withCalculated(form, answers, context, calculations);

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
