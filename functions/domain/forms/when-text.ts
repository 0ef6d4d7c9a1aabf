import type { ConditionTest, FormCondition } from './conditions.ts';
import type { Language } from './definition.ts';
import type { Form } from './form.ts';
import type { ShowWhen } from './view.ts';
import { formatDate, word } from './words.ts';

/** The condition as a sentence: „Wypełnij, jeśli «Decyzja» to „Odmowa”.” */
export function whenText(condition: FormCondition, form: Form, language: Language): string {
  if (condition.kind === 'logic') return word(language, 'whenLogic');
  const tests = condition.tests.map((test) => testText(test, form, language));
  const joined = tests.join(word(language, condition.conjunction === 'any' ? 'or' : 'and'));
  return word(language, condition.show ? 'when' : 'unless', { tests: joined });
}

function testText(test: ConditionTest, form: Form, language: Language): string {
  const asked = form.byPath.get(test.path);
  const wanted = String(test.value ?? '');
  const option = asked?.options.find(({ value }) => value === wanted)?.label;
  const yesNo = wanted === 'true' ? word(language, 'yes') : wanted === 'false' ? word(language, 'no') : undefined;
  const date = /^\d{4}-\d{2}-\d{2}/.test(wanted) ? formatDate(wanted, language) : undefined;
  return word(language, test.operator, { field: asked?.label ?? test.path, value: option ?? yesNo ?? date ?? wanted });
}

/** The condition for the browser script, its names resolved to this place; undefined where the script can't decide (logic, or a question about all rows). */
export function showWhen(condition: FormCondition, form: Form, scopePaths: readonly string[]): ShowWhen | undefined {
  if (condition.kind === 'logic') return undefined;
  const conditions = condition.tests.map((test) => {
    const asked = form.byPath.get(test.path);
    const sharedRows = asked?.groups.slice(test.level).some((group) => group.holds === 'rows');
    const base = scopePaths[test.level] ?? '';
    const name = [base, ...test.steps].filter((step) => step !== '').join('.');
    return sharedRows || !asked ? undefined : { name, operator: test.operator, value: String(test.value ?? '') };
  });
  const known = conditions.filter((test) => test !== undefined);
  return known.length === conditions.length
    ? { show: condition.show, conjunction: condition.conjunction, conditions: known }
    : undefined;
}
