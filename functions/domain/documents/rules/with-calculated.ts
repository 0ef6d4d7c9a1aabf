import type { Answers, Form } from '../../forms/index.ts';
import type { Calculation } from './calculated.ts';
import type { RuleContext } from './rule.ts';

/** Answers with every value that the server works out (`properties.auto`) as it is now; one that cannot be known is left out. */
export function withCalculated(
  form: Form,
  answers: Answers,
  context: RuleContext,
  calculations: ReadonlyMap<string, Calculation>,
): Answers {
  const filled = { ...answers };
  for (const { component, groups } of form.nodes) {
    const calculate = calculations.get(component.properties?.auto ?? '');
    if (calculate === undefined || groups.length > 0) continue;
    const value = calculate(answers, context);
    if (value === undefined) delete filled[component.key];
    else filled[component.key] = value;
  }
  return filled;
}
