import type { Json, JsonObject } from '../../core/model.ts';
import { choiceOperators } from '../choice-tests.ts';
import type { QueryLanguage } from '../definition.ts';
import { expressionIn } from '../jsonata.ts';
import { parseTimestamp } from '../timestamp.ts';
import { checkExpressions, checkPath, pointer } from './expressions.ts';
import type { Report } from './problem.ts';

const expected: readonly (readonly [RegExp, (value: Json) => boolean, string])[] = [
  [/Path$/, (value) => typeof value === 'string', 'a path'],
  [/^(Is|Boolean)/, (value) => typeof value === 'boolean', 'a boolean'],
  [/^Numeric/, (value) => typeof value === 'number', 'a number'],
  [/^Timestamp/, (value) => parseTimestamp(value) !== undefined, 'a timestamp'],
  [/^String/, (value) => typeof value === 'string', 'a string'],
];

const checkTest = (rule: JsonObject, path: string, report: Report): void => {
  checkPath(rule.Variable, pointer(path, 'Variable'), report, false);
  const operators = Object.keys(rule).filter((name) => !['Variable', 'Next', 'Comment', 'Assign'].includes(name));
  const [operator] = operators;
  if (operators.length !== 1 || operator === undefined || !choiceOperators.has(operator)) {
    report('choice-operator', path, `Exactly one comparison operator is expected, found: [${operators.join(', ')}]`);
    return;
  }
  const value = rule[operator] ?? null;
  const at = pointer(path, operator);
  const wanted = expected.find(([pattern]) => pattern.test(operator));
  if (wanted !== undefined && !wanted[1](value)) report('field-type', at, `Expected ${wanted[2]}`);
  else if (operator.endsWith('Path')) checkPath(value, at, report, false);
};

const checkRule = (rule: JsonObject, path: string, outermost: boolean, report: Report): void => {
  if (!outermost && 'Next' in rule)
    report('choice-nested-next', pointer(path, 'Next'), 'Only the outermost rule may have a Next');
  if (!outermost && 'Assign' in rule)
    report('choice-nested-next', pointer(path, 'Assign'), 'Only the outermost rule may have an Assign');
  const joined = ['And', 'Or', 'Not'].filter((name) => name in rule);
  const [name] = joined;
  if (name === undefined) {
    checkTest(rule, path, report);
    return;
  }
  const others = Object.keys(rule).filter((each) => !['Next', 'Comment', 'Assign', name].includes(each));
  if (joined.length > 1 || others.length > 0)
    report('choice-operator', path, `${name} stands alone in its rule, found beside it: [${others.join(', ')}]`);
  const at = pointer(path, name);
  const inner = name === 'Not' ? [rule.Not] : rule[name];
  if (!Array.isArray(inner) || inner.length === 0) {
    report('field-type', at, 'Expected a non-empty array of rules');
    return;
  }
  for (const [index, each] of (inner as readonly Json[]).entries()) {
    const place = name === 'Not' ? at : pointer(at, index);
    if (typeof each !== 'object' || each === null || Array.isArray(each))
      report('field-type', place, 'Expected a rule');
    else checkRule(each as JsonObject, place, false, report);
  }
};

/** The rules of a Choice state, in its language. */
export const checkChoices = (list: Json | undefined, language: QueryLanguage, path: string, report: Report): void => {
  if (!Array.isArray(list) || list.length === 0) {
    report('field-missing', path, 'Choices must be a non-empty array');
    return;
  }
  for (const [index, item] of (list as readonly Json[]).entries()) {
    const at = pointer(path, index);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      report('field-type', at, 'Expected a rule');
      continue;
    }
    const rule = item as JsonObject;
    if (typeof rule.Next !== 'string') report('field-missing', at, 'These fields are required: [Next]');
    if (language === 'JSONPath') {
      if ('Condition' in rule || 'Output' in rule)
        report('field-of-other-language', at, 'Condition and Output are not supported when QueryLanguage is JSONPath');
      else checkRule(rule, at, true, report);
      continue;
    }
    if (typeof rule.Condition !== 'boolean' && expressionIn(rule.Condition) === undefined)
      report('field-type', pointer(at, 'Condition'), 'Expected a JSONata expression');
    checkExpressions(rule.Condition, pointer(at, 'Condition'), report);
    checkExpressions(rule.Output, pointer(at, 'Output'), report);
    for (const name of Object.keys(rule))
      if (!['Condition', 'Next', 'Assign', 'Output', 'Comment'].includes(name))
        report('field-of-other-language', pointer(at, name), 'Field is not supported when QueryLanguage is JSONata');
  }
};
