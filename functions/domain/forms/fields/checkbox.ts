import { word } from '../words.ts';
import { noValue, parsed, refused, type ValueField } from './field-type.ts';

const TICKED: ReadonlySet<unknown> = new Set([true, 'true', 'on', 'yes', '1', 1]);
const CLEAR: ReadonlySet<unknown> = new Set([false, 'false', 'off', 'no', '0', 0]);

/** A single tick; required means that it must be ticked. */
export const checkbox: ValueField = {
  type: 'checkbox',
  requiredKind: 'consent',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path).some((text) => text !== '' && !CLEAR.has(text)),
  parse: (raw) =>
    TICKED.has(raw) ? parsed(true) : CLEAR.has(raw) ? parsed(false) : raw === '' ? noValue : refused('not-yes-or-no'),
  check: (value, node) =>
    value === false && node.component.validate?.required ? [{ code: 'required', params: { kind: 'consent' } }] : [],
  view: (_raw, value, _node, base) => ({ ...base, component: 'checkbox', checked: value === true }),
  summary: (value, _node, { language }) => [word(language, value === true ? 'yes' : 'no')],
  columns: () => [{ kind: 'boolean', cell: (value) => (typeof value === 'boolean' ? value : null) }],
};
