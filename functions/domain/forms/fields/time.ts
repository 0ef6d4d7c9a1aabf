import { asTime } from './dates.ts';
import { noValue, parsed, refused, type ValueField } from './field-type.ts';
import { typedText } from './text.ts';

/** A time of day, `HH:mm`. */
export const time: ValueField = {
  type: 'time',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => {
    if (typeof raw !== 'string') return refused('not-a-time');
    if (raw.trim() === '') return noValue;
    const text = asTime(raw.trim());
    return text === undefined ? refused('not-a-time') : parsed(text);
  },
  check: () => [],
  view: (raw, value, _node, base) => ({
    ...base,
    component: 'time',
    value: typeof value === 'string' ? value : typedText(raw),
  }),
  summary: (value) => [String(value)],
  columns: () => [{ kind: 'text', cell: (value) => (typeof value === 'string' ? value : null) }],
};
