import { parsed, refused, type ValueField } from './field-type.ts';
import { checkText, cleanLine, maxLengthOf, parseText, textColumn, typedText } from './text.ts';
import { autocompleteOf } from './textfield.ts';

const PHONE_CAP = 30;

/** `+48 601 234 567`, `601 234 567`, `22 123 45 67 w. 12`: digits in groups; undefined when they can't be a number. */
export function asPhone(text: string): string | undefined {
  const [main = '', extension] = text.toLowerCase().split(/\s*(?:wew\.?|w\.|ext\.?)\s*/);
  if (!/^\+?[\d ().\-/]+$/.test(main) || (extension !== undefined && !/^\d{1,6}$/.test(extension))) return undefined;
  const digits = main.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return undefined; // E.164 allows 15
  return text.replace(/\s+/g, ' ');
}

/** A telephone number, kept as the person groups it. */
export const phoneNumber: ValueField = {
  type: 'phoneNumber',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => {
    const text = parseText(raw, cleanLine);
    if (text.problem || text.value === undefined) return text;
    const phone = asPhone(String(text.value));
    return phone === undefined ? refused('not-a-phone') : parsed(phone);
  },
  check: (value, node) => checkText(value, node, PHONE_CAP),
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'phone-number',
    value: typedText(raw),
    inputType: 'tel',
    maxLength: maxLengthOf(node, PHONE_CAP),
    spellcheck: false,
    ...autocompleteOf(node),
  }),
  summary: (value) => [String(value)],
  columns: () => textColumn,
};
