import type { Json, JsonObject } from '../../core/model.ts';
import type { QueryLanguage, StateType } from '../definition.ts';
import { expressionIn } from '../jsonata.ts';
import { isReferencePath } from '../jsonpath.ts';
import { checkExpression, checkExpressions, checkPath, checkTemplate, pointer } from './expressions.ts';
import { distributedFields, exclusiveFields, type FieldRule, stateFields } from './field-table.ts';
import type { Report } from './problem.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkInteger = (value: Json, rule: FieldRule, path: string, language: QueryLanguage, report: Report): void => {
  const source = rule.kind === 'integer-or-expression' && language === 'JSONata' ? expressionIn(value) : undefined;
  if (source !== undefined) {
    checkExpression(source, path, report);
    return;
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) report('field-type', path, 'Expected an integer');
  else if (value < (rule.least ?? 0) || value > (rule.most ?? Number.MAX_SAFE_INTEGER))
    report(
      'number-range',
      path,
      `Expected an integer from ${rule.least ?? 0} to ${rule.most ?? Number.MAX_SAFE_INTEGER}`,
    );
};

const checkText = (value: Json, path: string, language: QueryLanguage, report: Report): void => {
  if (typeof value !== 'string') report('field-type', path, 'Expected a string');
  else if (language === 'JSONata') checkExpressions(value, path, report);
};

const checkValue = (value: Json, rule: FieldRule, path: string, language: QueryLanguage, report: Report): void => {
  switch (rule.kind) {
    case 'text':
      if (typeof value !== 'string') report('field-type', path, 'Expected a string');
      return;
    case 'text-or-expression':
      checkText(value, path, language, report);
      return;
    case 'flag':
      if (typeof value !== 'boolean') report('field-type', path, 'Expected a boolean');
      return;
    case 'true':
      if (value !== true) report('field-type', path, 'Expected true');
      return;
    case 'object':
      if (!isObject(value)) report('field-type', path, 'Expected an object');
      return;
    case 'list':
      if (!Array.isArray(value)) report('field-type', path, 'Expected an array');
      return;
    case 'integer':
    case 'integer-or-expression':
      checkInteger(value, rule, path, language, report);
      return;
    case 'path':
      checkPath(value, path, report, false);
      return;
    case 'path-or-null':
      if (value !== null) checkPath(value, path, report, false);
      return;
    case 'path-or-function':
      checkPath(value, path, report, true);
      return;
    case 'reference-or-null':
      if (value !== null && (typeof value !== 'string' || !isReferencePath(value)))
        report('reference-path', path, 'Value is not a Reference Path');
      return;
    case 'template':
      checkTemplate(value, path, report);
      return;
    case 'expressions':
      checkExpressions(value, path, report);
      return;
    case 'items':
      if (Array.isArray(value) || expressionIn(value) !== undefined) checkExpressions(value, path, report);
      else report('field-type', path, 'Expected an array or a JSONata expression');
      return;
    case 'any':
      if (language === 'JSONata') checkExpressions(value, path, report);
      return;
  }
};

/** The fields of one state: each known, of its kind, in its language, and none that excludes another. */
export const checkFields = (
  state: JsonObject,
  type: StateType,
  language: QueryLanguage,
  path: string,
  report: Report,
): void => {
  const table = stateFields[type];
  for (const [name, value] of Object.entries(state)) {
    const at = pointer(path, name);
    const rule = table[name];
    if (rule === undefined) {
      if (type === 'Map' && distributedFields.has(name))
        report('distributed-map', at, `${name} belongs to the distributed Map, which is not supported`);
      else report('field-unknown', at, 'Field is not supported');
    } else if (rule.language !== undefined && rule.language !== language) {
      report('field-of-other-language', at, `Field is not supported when QueryLanguage is ${language}`);
    } else checkValue(value, rule, at, language, report);
  }
  for (const group of exclusiveFields) {
    const present = group.filter((name) => name in state);
    if (present.length > 1)
      report('field-exclusive', path, `Only one of these fields may be given: [${present.join(', ')}]`);
  }
};
