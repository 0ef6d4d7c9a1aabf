import { isJsonObject, ownValue } from '../answers.ts';
import type { JsonValue } from '../definition.ts';
import type { FormNode } from '../form.ts';
import { noValue, type Problem, parsed, refused, type ValueField } from './field-type.ts';
import { asChoice, viewChoices } from './options.ts';

const isTicked = (raw: JsonValue | undefined, value: string): boolean =>
  Array.isArray(raw) ? raw.some((item: JsonValue) => asChoice(item) === value) : ownValue(raw, value) === true;

function checkCount(value: JsonValue, node: FormNode): readonly Problem[] {
  const { minSelectedCount, maxSelectedCount } = node.component.validate ?? {};
  const count = node.options.filter((option) => isTicked(value, option.value)).length;
  if (minSelectedCount && count < minSelectedCount)
    return [{ code: 'too-few-choices', params: { min: minSelectedCount } }];
  if (maxSelectedCount && count > maxSelectedCount)
    return [{ code: 'too-many-choices', params: { max: maxSelectedCount } }];
  return [];
}

/** Any number of answers, kept as Form.io keeps them: every option with true or false. */
export const selectboxes: ValueField = {
  type: 'selectboxes',
  requiredKind: 'choices',
  empty: (component) => component.defaultValue,
  read: (posted, path) => [...posted.texts(path)],
  parse: (raw, node) => {
    const names = Array.isArray(raw) ? raw.map(asChoice) : isJsonObject(raw) ? Object.keys(raw) : undefined;
    if (raw === '') return noValue;
    if (names === undefined) return refused('not-an-option');
    const known = new Set(node.options.map((option) => option.value));
    if (names.some((name) => name !== '' && !known.has(name ?? '\u0000'))) return refused('not-an-option');
    if (
      isJsonObject(raw) &&
      Object.values(raw).some((ticked) => typeof ticked !== 'boolean' && ticked !== '' && ticked !== null)
    )
      return refused('not-an-option');
    const ticked = node.options.map(({ value }): [string, boolean] => [value, isTicked(raw, value)]);
    return ticked.some(([, yes]) => yes) ? parsed(Object.fromEntries(ticked)) : noValue;
  },
  check: checkCount,
  view: (raw, _value, node, base) => ({
    ...base,
    component: 'selectboxes',
    options: viewChoices(node.options, base.id, base.name, (value) => isTicked(raw, value)),
  }),
  summary: (value, node) =>
    node.options.filter((option) => isTicked(value, option.value)).map((option) => option.label),
  columns: (node) =>
    node.options.map((option) => ({
      kind: 'boolean',
      suffix: `=${option.value}`,
      label: option.label,
      cell: (value) => (value === undefined ? null : isTicked(value, option.value)),
    })),
};
