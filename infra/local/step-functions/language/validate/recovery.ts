import type { Json, JsonObject } from '../../core/model.ts';
import type { QueryLanguage } from '../definition.ts';
import { isReferencePath } from '../jsonpath.ts';
import { checkExpressions, pointer } from './expressions.ts';
import type { Report } from './problem.ts';

const reserved = new Set([
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
]);

const checkErrors = (entry: JsonObject, last: boolean, path: string, report: Report): void => {
  const at = pointer(path, 'ErrorEquals');
  const names = entry.ErrorEquals;
  if (!Array.isArray(names) || names.length === 0 || !names.every((each) => typeof each === 'string')) {
    report('field-missing', at, 'ErrorEquals must be a non-empty array of error names');
    return;
  }
  for (const each of names as readonly string[])
    if (each.startsWith('States.') && !reserved.has(each))
      report('error-name', at, `${each} is not an error name of Step Functions`);
  if (names.includes('States.ALL') && (names.length > 1 || !last))
    report('all-errors-alone-and-last', at, 'States.ALL must stand alone and in the last entry');
};

const number = (
  entry: JsonObject,
  name: string,
  least: number,
  most: number,
  whole: boolean,
  path: string,
  report: Report,
): void => {
  const value = entry[name];
  if (value === undefined) return;
  if (typeof value !== 'number' || (whole && !Number.isInteger(value)))
    report('field-type', pointer(path, name), whole ? 'Expected an integer' : 'Expected a number');
  else if (value < least || value > most)
    report('number-range', pointer(path, name), `Expected a number from ${least} to ${most}`);
};

const unknown = (entry: JsonObject, known: readonly string[], path: string, report: Report): void => {
  for (const name of Object.keys(entry))
    if (!known.includes(name)) report('field-unknown', pointer(path, name), 'Field is not supported');
};

/** The Retry list of a Task, Map or Parallel. */
export const checkRetry = (list: Json | undefined, path: string, report: Report): void => {
  if (!Array.isArray(list)) return;
  for (const [index, item] of (list as readonly (JsonObject | null)[]).entries()) {
    const at = pointer(path, index);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      report('field-type', at, 'Expected an object');
      continue;
    }
    checkErrors(item, index === list.length - 1, at, report);
    number(item, 'IntervalSeconds', 1, 99_999_999, true, at, report);
    number(item, 'MaxAttempts', 0, 99_999_999, true, at, report);
    number(item, 'BackoffRate', 1, Number.MAX_SAFE_INTEGER, false, at, report);
    number(item, 'MaxDelaySeconds', 1, 31_622_400, true, at, report);
    if (typeof item.MaxDelaySeconds === 'number' && item.MaxDelaySeconds <= Number(item.IntervalSeconds ?? 1))
      report('number-range', pointer(at, 'MaxDelaySeconds'), 'MaxDelaySeconds must be greater than IntervalSeconds');
    if (item.JitterStrategy !== undefined && item.JitterStrategy !== 'FULL' && item.JitterStrategy !== 'NONE')
      report('field-type', pointer(at, 'JitterStrategy'), 'JitterStrategy must be FULL or NONE');
    unknown(
      item,
      ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy', 'Comment'],
      at,
      report,
    );
  }
};

/** The Catch list of a Task, Map or Parallel; where each leads is checked with the other transitions. */
export const checkCatch = (list: Json | undefined, language: QueryLanguage, path: string, report: Report): void => {
  if (!Array.isArray(list)) return;
  for (const [index, item] of (list as readonly (JsonObject | null)[]).entries()) {
    const at = pointer(path, index);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      report('field-type', at, 'Expected an object');
      continue;
    }
    checkErrors(item, index === list.length - 1, at, report);
    if (typeof item.Next !== 'string') report('field-missing', at, 'These fields are required: [Next]');
    const own = language === 'JSONata' ? 'Output' : 'ResultPath';
    const others = language === 'JSONata' ? 'ResultPath' : 'Output';
    if (item[others] !== undefined)
      report(
        'field-of-other-language',
        pointer(at, others),
        `Field is not supported when QueryLanguage is ${language}`,
      );
    if (language === 'JSONata') checkExpressions(item.Output, pointer(at, 'Output'), report);
    else if (item.ResultPath !== undefined && item.ResultPath !== null && !isReferencePath(String(item.ResultPath)))
      report('reference-path', pointer(at, 'ResultPath'), 'Value is not a Reference Path');
    unknown(item, ['ErrorEquals', 'Next', own, others, 'Assign', 'Comment'], at, report);
  }
};
