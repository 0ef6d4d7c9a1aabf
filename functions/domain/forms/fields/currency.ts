import { formatMoney } from '../words.ts';
import type { ValueField } from './field-type.ts';
import { checkNumber, numberColumn, parseNumber } from './number.ts';
import { typedText } from './text.ts';

const stripUnit = (text: string): string => text.replace(/\s*(?:zł|pln)\.?\s*$/i, '');

/** An amount in złoty, with at most two decimal places: `1 234,50` or `1234.5 zł`. */
export const currency: ValueField = {
  type: 'currency',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => parseNumber(raw, 'not-an-amount', stripUnit),
  check: checkNumber,
  view: (raw, _value, _node, base) => ({
    ...base,
    component: 'currency',
    value: typeof raw === 'number' ? raw.toFixed(2).replace('.', ',') : typedText(raw),
    inputMode: 'decimal',
    suffix: 'zł',
  }),
  summary: (value, _node, { language }) => [formatMoney(Number(value), language)],
  columns: () => numberColumn,
};
