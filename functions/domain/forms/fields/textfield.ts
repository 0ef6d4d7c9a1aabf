import type { FormNode } from '../form.ts';
import type { Problem, ValueField } from './field-type.ts';
import { isPesel, isPostcode, NAMED_RULES } from './rules.ts';
import { checkText, cleanLine, maxLengthOf, parseText, TEXT_CAP, textColumn, typedText } from './text.ts';

function checkNamedRule(text: string, node: FormNode): readonly Problem[] {
  switch (node.component.properties?.rule) {
    case 'pesel':
      return isPesel(text) ? [] : [{ code: 'not-a-pesel' }];
    case 'postcode':
      return isPostcode(text) ? [] : [{ code: 'not-a-postcode' }];
    default:
      return [];
  }
}

/** One line of text. */
export const textfield: ValueField = {
  type: 'textfield',
  requiredKind: 'text',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw) => parseText(raw, cleanLine),
  check: (value, node) => {
    const problems = checkText(value, node, TEXT_CAP);
    return problems.length > 0 ? problems : checkNamedRule(String(value), node);
  },
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'textfield',
    value: typedText(raw),
    inputType: 'text',
    maxLength: maxLengthOf(node, TEXT_CAP),
    spellcheck: !NAMED_RULES.some((rule) => rule === node.component.properties?.rule),
    ...(node.component.properties?.rule === 'pesel' && { inputMode: 'numeric' }),
    ...autocompleteOf(node),
  }),
  summary: (value) => [String(value)],
  columns: () => textColumn,
};

/** The autofill name of a field about the person who fills it in (WCAG 1.3.5). */
export function autocompleteOf(node: FormNode): { readonly autocomplete?: string } {
  const autocomplete = node.component.properties?.autocomplete ?? node.component.autocomplete;
  return autocomplete ? { autocomplete } : {};
}
