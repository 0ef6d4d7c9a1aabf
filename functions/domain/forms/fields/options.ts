import type { Registers } from '../answers.ts';
import type { JsonValue, Option } from '../definition.ts';
import type { FormNode } from '../form.ts';
import type { ChoiceView } from '../view.ts';
import { type ColumnPart, noValue, type Parsed, parsed, refused } from './field-type.ts';

/** The text of a choice: Form.io tools also store numbers and booleans where a value looks like one. */
export const asChoice = (raw: JsonValue): string | undefined =>
  typeof raw === 'string' ? raw.trim() : typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined;

/** The options of a field: its own, or those of its register when they were passed in. */
export function availableOptions(node: FormNode, registers: Registers): readonly Option[] | undefined {
  const register = node.component.properties?.register;
  if (register === undefined) return node.options;
  return Object.hasOwn(registers, register) ? registers[register] : undefined;
}

const REFERENCE = /^[\w:@.-]{1,120}$/;

/** One of the options; a reference into a register that wasn't passed in needs only look like one. */
export function parseChoice(raw: JsonValue, node: FormNode, registers: Registers): Parsed {
  const choice = asChoice(raw);
  if (choice === undefined) return refused('not-an-option');
  if (choice === '') return noValue;
  const options = availableOptions(node, registers);
  const known = options ? options.some((option) => option.value === choice) : REFERENCE.test(choice);
  return known ? parsed(choice) : refused('not-an-option');
}

/** The label of a choice; the bare value where the register isn't at hand. */
export const choiceLabel = (value: JsonValue, options: readonly Option[] | undefined): string =>
  options?.find((option) => option.value === value)?.label ?? String(value);

/** Views of the choices; the first carries the field's own id, so that an error link reaches it. */
export const viewChoices = (
  options: readonly Option[],
  id: string,
  name: string,
  isChecked: (value: string) => boolean,
): readonly ChoiceView[] =>
  options.map(({ value, label }, at) => ({
    value,
    label,
    id: at === 0 ? id : `${id}-${at + 1}`,
    name,
    checked: isChecked(value),
  }));

/** A column with the label of the choice. */
export const choiceColumn = (node: FormNode): readonly ColumnPart[] => [
  {
    kind: 'text',
    cell: (value) =>
      value === undefined
        ? null
        : Array.isArray(value)
          ? value.map((item: JsonValue) => choiceLabel(item, node.options)).join('; ')
          : choiceLabel(value, node.options),
  },
];
