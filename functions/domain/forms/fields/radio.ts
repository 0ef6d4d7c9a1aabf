import type { ValueField } from './field-type.ts';
import { asChoice, choiceColumn, choiceLabel, parseChoice, viewChoices } from './options.ts';

/** One answer of a few, all visible. */
export const radio: ValueField = {
  type: 'radio',
  requiredKind: 'choice',
  empty: (component) => component.defaultValue,
  read: (posted, path) => posted.texts(path)[0],
  parse: (raw, node) => parseChoice(raw, node, {}),
  check: () => [],
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'radio',
    options: viewChoices(node.options, base.id, base.name, (value) => asChoice(raw ?? null) === value),
    inline: node.options.length === 2 && node.options.every((option) => option.label.length <= 10),
  }),
  summary: (value, node) => [choiceLabel(value, node.options)],
  columns: choiceColumn,
};
