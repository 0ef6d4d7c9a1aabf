import type { Component, JsonValue } from '../definition.ts';
import type { FormNode } from '../form.ts';
import { formatNumber } from '../words.ts';
import { type ColumnPart, noValue, type Parsed, type Problem, parsed, refused, type ValueField } from './field-type.ts';
import { typedText } from './text.ts';

const NUMBER = /^[-+]?\d{1,15}(?:[.,]\d{1,10})?$/;

/** A number from what a person types: spaces between thousands and a decimal comma are fine; undefined when it is none. */
export function asNumber(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]+/g, '').replace('−', '-');
  return NUMBER.test(bare) ? Number(bare.replace(',', '.')) : undefined;
}

/** Parses a JSON number or a typed one; `code` names what it isn't. */
export function parseNumber(raw: JsonValue, code: string, strip: (text: string) => string = (text) => text): Parsed {
  if (typeof raw === 'number') return Number.isFinite(raw) ? parsed(raw) : refused(code);
  if (typeof raw !== 'string') return refused(code);
  if (raw.trim() === '') return noValue;
  const number = asNumber(strip(raw).trim());
  return number === undefined ? refused(code) : parsed(number === 0 ? 0 : number);
}

const decimalsOf = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
};

/** How many decimal places an answer may have; Form.io's own limit is 20. */
export const decimalLimitOf = (component: Component): number =>
  component.type === 'currency' ? Math.min(component.decimalLimit ?? 2, 2) : (component.decimalLimit ?? 10);

/** Bounds and decimal places. */
export function checkNumber(value: JsonValue, node: FormNode): readonly Problem[] {
  const number = Number(value);
  const { min, max } = node.component.validate ?? {};
  const limit = decimalLimitOf(node.component);
  const problems: Problem[] = [];
  if (decimalsOf(number) > limit)
    problems.push({ code: 'too-many-decimals', params: { max: limit, ...(limit === 0 && { kind: 'whole' }) } });
  if (typeof min === 'number' && number < min) problems.push({ code: 'too-low', params: { min } });
  if (typeof max === 'number' && number > max) problems.push({ code: 'too-high', params: { max } });
  return problems;
}

export const numberColumn: readonly ColumnPart[] = [
  { kind: 'number', cell: (value) => (typeof value === 'number' ? value : null) },
];

/** A number; `properties.unit` stands behind it. */
export const number: ValueField = {
  type: 'number',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => parseNumber(raw, 'not-a-number'),
  check: checkNumber,
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'number',
    value: typedText(raw),
    inputMode: decimalLimitOf(node.component) === 0 ? 'numeric' : 'decimal',
    ...(node.component.properties?.unit && { suffix: node.component.properties.unit }),
  }),
  summary: (value, node, { language }) => {
    const unit = node.component.properties?.unit;
    return [`${formatNumber(Number(value), language)}${unit ? ` ${unit}` : ''}`];
  },
  columns: () => numberColumn,
};
