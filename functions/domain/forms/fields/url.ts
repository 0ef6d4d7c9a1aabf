import { parsed, refused, type ValueField } from './field-type.ts';
import { checkText, cleanLine, maxLengthOf, parseText, textColumn, typedText } from './text.ts';
import { autocompleteOf } from './textfield.ts';

const URL_CAP = 2000;

/** An absolute web address, `https://` added where it was left out; undefined for other schemes and for hosts without a dot. */
export function asWebAddress(text: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address) || /\s/.test(address)) return undefined;
  const url = new URL(address);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && url.username === '' && url.password === '' && /[^.]\.[^.]/.test(url.hostname) ? address : undefined;
}

/** The address of a web page. */
export const url: ValueField = {
  type: 'url',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => {
    const text = parseText(raw, cleanLine);
    if (text.problem || text.value === undefined) return text;
    const address = asWebAddress(String(text.value));
    return address === undefined ? refused('not-a-url') : parsed(address);
  },
  check: (value, node) => checkText(value, node, URL_CAP),
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'url',
    value: typedText(raw),
    inputType: 'url',
    maxLength: maxLengthOf(node, URL_CAP),
    spellcheck: false,
    ...autocompleteOf(node),
  }),
  summary: (value) => [String(value)],
  columns: () => textColumn,
};
