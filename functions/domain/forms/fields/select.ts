import type { JsonValue } from '../definition.ts';
import { noValue, parsed, refused, type ValueField } from './field-type.ts';
import { asChoice, availableOptions, choiceColumn, choiceLabel, parseChoice } from './options.ts';

const MAX_CHOICES = 200;
const list = (raw: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(raw) ? raw : raw === undefined || raw === null || raw === '' ? [] : [raw];

/** One answer (or several, with `multiple`) of many, from a list or a register. */
export const select: ValueField = {
  type: 'select',
  requiredKind: 'choice',
  empty: (component) => component.defaultValue,
  read: (posted, path, component) => (component.multiple ? [...posted.texts(path)] : posted.texts(path)[0]),
  parse: (raw, node, { registers }) => {
    if (!node.component.multiple) return parseChoice(raw, node, registers);
    const all = list(raw);
    if (all.length > MAX_CHOICES) return refused('too-many-choices', { max: MAX_CHOICES });
    const chosen = new Set<JsonValue>();
    for (const item of all) {
      const choice = parseChoice(item, node, registers);
      if (choice.problem) return choice;
      if (choice.value !== undefined) chosen.add(choice.value);
    }
    return chosen.size === 0 ? noValue : parsed([...chosen]);
  },
  check: () => [],
  view: (raw, _value, node, base, { registers }) => {
    const chosen = new Set(list(raw).map(asChoice));
    const register = node.component.properties?.register;
    return {
      ...base,
      component: 'select',
      options: (availableOptions(node, registers) ?? []).map(({ value, label }) => ({
        value,
        label,
        selected: chosen.has(value),
      })),
      multiple: node.component.multiple === true,
      ...(register !== undefined && { register }),
    };
  },
  summary: (value, node, { registers }) => {
    const options = availableOptions(node, registers);
    return list(value).map((item) => choiceLabel(item, options));
  },
  columns: choiceColumn,
};
