import type { ValueField } from './field-type.ts';
import { checkText, cleanLines, LONG_TEXT_CAP, maxLengthOf, parseText, textColumn, typedText } from './text.ts';

/** Several lines of text. */
export const textarea: ValueField = {
  type: 'textarea',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => parseText(raw, cleanLines),
  check: (value, node) => checkText(value, node, LONG_TEXT_CAP),
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'textarea',
    value: typedText(raw),
    rows: Math.min(Math.max(node.component.rows ?? 3, 2), 20),
    maxLength: maxLengthOf(node, LONG_TEXT_CAP),
    counted: node.component.showCharCount === true || node.component.validate?.maxLength !== undefined,
  }),
  summary: (value) => String(value).split('\n'),
  columns: () => textColumn,
};
