import { noValue, parsed, refused, type ValueField } from './field-type.ts';
import { checkText, cleanLine, maxLengthOf, parseText, textColumn, typedText } from './text.ts';
import { autocompleteOf } from './textfield.ts';

/** The longest address that mail can carry (RFC 5321). */
const MAIL_CAP = 254;
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** True for `name@host.tld`: an unquoted address with a dot in its host and no line break. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const labels = text.slice(at + 1).split('.');
  return (
    text.length <= MAIL_CAP &&
    at > 0 &&
    at <= 64 &&
    LOCAL.test(text.slice(0, at)) &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    (labels.at(-1) ?? '').length >= 2
  );
}

/** An e-mail address. */
export const email: ValueField = {
  type: 'email',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => {
    const text = parseText(raw, cleanLine);
    if (text.problem || text.value === undefined) return text.problem ? text : noValue;
    return isEmail(String(text.value)) ? parsed(text.value) : refused('not-an-email');
  },
  check: (value, node) => checkText(value, node, MAIL_CAP),
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'email',
    value: typedText(raw),
    inputType: 'email',
    maxLength: maxLengthOf(node, MAIL_CAP),
    spellcheck: false,
    ...autocompleteOf(node),
  }),
  summary: (value) => [String(value)],
  columns: () => textColumn,
};
