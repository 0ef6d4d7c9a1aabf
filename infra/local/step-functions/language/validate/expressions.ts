import type { Json, JsonObject } from '../../core/model.ts';
import { intrinsics } from '../intrinsic-functions.ts';
import { type Argument, parseIntrinsic } from '../intrinsic-parser.ts';
import { compileJsonata, expressionIn } from '../jsonata.ts';
import { parsePath } from '../jsonpath.ts';
import type { Report } from './problem.ts';

/** JSON pointer steps are escaped as RFC 6901 says. */
export const pointer = (base: string, step: string | number): string =>
  `${base === '/' ? '' : base}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const callsEval = (node: unknown): boolean => {
  if (typeof node !== 'object' || node === null) return false;
  const { type, procedure } = node as { type?: string; procedure?: { type?: string; value?: string } };
  if (type === 'function' && procedure?.type === 'variable' && procedure.value === 'eval') return true;
  return Object.values(node).some((each) => (Array.isArray(each) ? each.some(callsEval) : callsEval(each)));
};

/** One JSONata expression: it must parse, and must not need `$eval`, which Step Functions does not have. */
export const checkExpression = (source: string, path: string, report: Report): void => {
  if (source === '') {
    report('jsonata-syntax', path, 'The JSONata expression is empty');
    return;
  }
  try {
    const expression = compileJsonata(source);
    if (callsEval(expression.ast())) report('jsonata-eval', path, 'The JSONata function $eval is not available');
  } catch (thrown) {
    const { message, code } = thrown as { message?: string; code?: string };
    report('jsonata-syntax', path, `The JSONata expression is malformed: ${code ?? ''} ${message ?? ''}`.trim());
  }
};

/** Every `{% %}` inside a value. */
export const checkExpressions = (value: Json | undefined, path: string, report: Report): void => {
  if (typeof value === 'string') {
    const source = expressionIn(value);
    if (source !== undefined) checkExpression(source, path, report);
    else if (value.startsWith('{%') || value.endsWith('%}'))
      report('jsonata-syntax', path, 'A JSONata expression must begin with {% and end with %}');
    return;
  }
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) checkExpressions(item as Json, pointer(path, index), report);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value as JsonObject)) checkExpressions(item, pointer(path, key), report);
};

const checkArgument = (argument: Argument, path: string, report: Report): void => {
  if (!('call' in argument)) return;
  const intrinsic = intrinsics[argument.call];
  const count = argument.arguments.length;
  if (intrinsic === undefined) report('intrinsic-function', path, `${argument.call} is not an intrinsic function`);
  else if (count < intrinsic.least || count > intrinsic.most)
    report(
      'intrinsic-function',
      path,
      `${argument.call} takes ${intrinsic.least} to ${intrinsic.most} arguments, not ${count}`,
    );
  for (const inner of argument.arguments) checkArgument(inner, path, report);
};

/** A path, or where allowed an intrinsic function. */
export const checkPath = (text: unknown, path: string, report: Report, withFunctions: boolean): void => {
  if (typeof text === 'string' && parsePath(text) !== undefined) return;
  const call = typeof text === 'string' && withFunctions ? parseIntrinsic(text) : undefined;
  if (call !== undefined) checkArgument(call, path, report);
  else if (typeof text === 'string' && withFunctions && text.startsWith('States.'))
    report('intrinsic-function', path, 'The intrinsic function is malformed');
  else report('jsonpath-syntax', path, 'Value is not a valid JSONPath');
};

/** A payload template: what stands behind `.$` must be a path or a function. */
export const checkTemplate = (value: Json | undefined, path: string, report: Report): void => {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) checkTemplate(item as Json, pointer(path, index), report);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value as JsonObject)) {
      const at = pointer(path, key);
      if (!key.endsWith('.$')) checkTemplate(item, at, report);
      else {
        checkPath(item, at, report, true);
        if (Object.hasOwn(value as JsonObject, key.slice(0, -2)))
          report('payload-key-twice', at, `The field is given twice: ${key} and ${key.slice(0, -2)}`);
      }
    }
};
