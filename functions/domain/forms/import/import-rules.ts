import { isJsonObject } from '../answers.ts';
import type { Conditional, JsonValue, Validate } from '../definition.ts';
import { inWords, saysNothing, step } from '../lint/finding.ts';
import { isInertValidate } from '../lint/known-properties.ts';
import { judgePattern } from '../pattern/ambiguity.ts';
import { plainText } from './import-texts.ts';
import type { Notes } from './report.ts';

const NUMBERS = [
  'minLength',
  'maxLength',
  'minWords',
  'maxWords',
  'min',
  'max',
  'minSelectedCount',
  'maxSelectedCount',
];
/** Rules of Form.io that change nothing when they are dropped. */
const SILENT = ['customPrivate', 'strictDateValidation', 'multiple', 'unique', 'step', 'integer', 'select'];

/** Form.io's declarative rules; numbers written as texts are read, code and risky patterns are refused. */
export function importValidate(validate: JsonValue | undefined, pointer: string, notes: Notes): Validate | undefined {
  if (!isJsonObject(validate)) return undefined;
  const rules: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(validate)) {
    const at = `${pointer}/validate${step(name)}`;
    if (saysNothing(value) && value !== false) continue;
    if (name === 'custom' || name === 'json') {
      if (!saysNothing(value)) notes.note('refused', at, 'code-refused', { name });
    } else if (NUMBERS.includes(name)) {
      const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
      if (!Number.isFinite(number)) notes.note('dropped', at, 'value-dropped', { name });
      else {
        rules[name] = number;
        if (typeof value !== 'number') notes.note('changed', at, 'number-read', { name });
      }
    } else if (name === 'pattern') {
      if (typeof value === 'string' && judgePattern(value) === 'sound') rules[name] = value;
      else notes.note('refused', at, 'pattern-refused', { name: inWords(value) });
    } else if (isInertValidate(name)) {
      if (!SILENT.includes(name) && !saysNothing(value)) notes.note('dropped', at, 'property-dropped', { name });
      else if (SILENT.includes(name) && !saysNothing(value) && value !== 'any')
        notes.note('dropped', at, 'value-dropped', { name });
    } else rules[name] = typeof value === 'string' ? plainText(value, at, notes) : value;
  }
  return Object.keys(rules).length > 0 ? (rules as Validate) : undefined;
}

/** Simple conditions and JSON Logic; Form.io's empty shape (`show: null`) says nothing and is left out. */
export function importConditional(
  conditional: JsonValue | undefined,
  pointer: string,
  notes: Notes,
): Conditional | undefined {
  if (!isJsonObject(conditional)) return undefined;
  const { conditions, when, json } = conditional;
  for (const name of Object.keys(conditional))
    if (!['show', 'when', 'eq', 'conjunction', 'conditions', 'json'].includes(name) && !saysNothing(conditional[name]))
      notes.note('dropped', `${pointer}/conditional${step(name)}`, 'property-dropped', { name });
  if (typeof json === 'string' && json !== '')
    notes.note('refused', `${pointer}/conditional/json`, 'code-refused', { name: 'json' });
  const hasLogic = isJsonObject(json) && !saysNothing(json);
  const hasConditions = Array.isArray(conditions) && conditions.length > 0;
  if (!hasLogic && !hasConditions && saysNothing(when)) return undefined;
  return typeof json === 'string'
    ? ({ ...conditional, json: undefined } as unknown as Conditional)
    : (conditional as Conditional);
}
