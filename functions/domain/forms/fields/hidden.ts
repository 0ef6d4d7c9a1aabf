import { parsed, type ValueField } from './field-type.ts';
import { typedText } from './text.ts';

/** A value that only the server sets; never read from a body. */
export const hidden: ValueField = {
  type: 'hidden',
  requiredKind: 'server',
  empty: (component) => component.defaultValue,
  read: () => undefined,
  parse: (raw) => parsed(raw === '' ? undefined : raw),
  check: () => [],
  view: (_raw, _value, _node, base) => ({ ...base, component: 'hidden' }),
  summary: (value) => [typeof value === 'object' ? JSON.stringify(value) : typedText(value)],
  columns: () => [
    {
      kind: 'text',
      cell: (value) => (value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : value),
    },
  ],
};
