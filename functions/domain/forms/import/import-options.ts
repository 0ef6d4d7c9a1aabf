import { isForbiddenKey, isJsonObject } from '../answers.ts';
import type { ComponentType, JsonValue, Option } from '../definition.ts';
import { inWords, saysNothing } from '../lint/finding.ts';
import type { Foreign } from './import-component.ts';
import { plainText } from './import-texts.ts';
import type { Notes } from './report.ts';

interface ImportedOptions {
  /** Set when the component must become another one, having no options of its own. */
  readonly type?: ComponentType;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Options wherever Form.io keeps them; foreign sources are refused, and a choice that is left without options becomes a text. */
export function importOptions(foreign: Foreign, type: ComponentType, pointer: string, notes: Notes): ImportedOptions {
  switch (type) {
    case 'radio':
    case 'selectboxes': {
      refuseSource(foreign, pointer, notes);
      const values = cleanOptions(foreign.values, `${pointer}/values`, foreign, notes);
      return values.length > 0 || isFilledLater(foreign)
        ? { properties: given('values', values) }
        : asText(type, pointer, notes);
    }
    case 'survey':
      return {
        properties: {
          ...given('questions', cleanOptions(foreign.questions, `${pointer}/questions`, foreign, notes)),
          ...given('values', cleanOptions(foreign.values, `${pointer}/values`, foreign, notes)),
        },
      };
    case 'select':
      return importSelect(foreign, pointer, notes);
    default:
      return { properties: {} };
  }
}

const given = (name: string, options: readonly Option[]): Readonly<Record<string, unknown>> =>
  options.length > 0 ? { [name]: options } : {};

/** True for our own sources, in which a list or a register is only named. */
const isFilledLater = (foreign: Foreign): boolean =>
  isJsonObject(foreign.properties) &&
  (typeof foreign.properties.list === 'string' || typeof foreign.properties.register === 'string');

function asText(from: string, pointer: string, notes: Notes): ImportedOptions {
  notes.note('changed', `${pointer}/type`, 'type-mapped', { from, to: 'textfield' });
  return { type: 'textfield', properties: {} };
}

function refuseSource(foreign: Foreign, pointer: string, notes: Notes): void {
  const source = foreign.dataSrc;
  if (!saysNothing(source) && source !== 'values')
    notes.note('refused', `${pointer}/dataSrc`, 'source-refused', { name: inWords(source) });
}

function importSelect(foreign: Foreign, pointer: string, notes: Notes): ImportedOptions {
  const data = isJsonObject(foreign.data) ? foreign.data : {};
  if (isFilledLater(foreign)) {
    const { dataSrc } = foreign;
    return {
      properties: {
        ...(dataSrc !== undefined && { dataSrc }),
        ...(foreign.data !== undefined && { data: foreign.data }),
      },
    };
  }
  for (const name of Object.keys(data))
    if (!['values', 'json'].includes(name) && !saysNothing(data[name]))
      notes.note('refused', `${pointer}/data/${name}`, 'source-refused', { name });
  const fromJson = foreign.dataSrc === 'json' && Array.isArray(data.json);
  if (!fromJson) refuseSource(foreign, pointer, notes);
  const values = cleanOptions(
    fromJson ? data.json : data.values,
    `${pointer}/data/${fromJson ? 'json' : 'values'}`,
    foreign,
    notes,
  );
  return values.length > 0
    ? { properties: { ...(foreign.dataSrc !== undefined && { dataSrc: 'values' }), data: { values } } }
    : asText('select', pointer, notes);
}

/** Options with a value and a label of their own, none twice; numbers as texts. */
function cleanOptions(
  options: JsonValue | undefined,
  pointer: string,
  foreign: Foreign,
  notes: Notes,
): readonly Option[] {
  if (!Array.isArray(options)) return [];
  const seen = new Set<string>();
  let changed = false;
  const clean = (options as readonly JsonValue[]).flatMap((option, at): Option[] => {
    const value = isJsonObject(option) ? option.value : option;
    const label = isJsonObject(option) ? (option.label ?? option.value) : option;
    const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
    if (text.trim() === '' || seen.has(text) || isForbiddenKey(text)) {
      changed ||= !(isJsonObject(option) && saysNothing(option));
      return [];
    }
    seen.add(text);
    changed ||= typeof value !== 'string';
    return [{ value: text, label: plainText(inWords(label), `${pointer}/${at}/label`, notes) }];
  });
  if (changed) notes.note('changed', pointer, 'options-cleaned', { name: inWords(foreign.label ?? foreign.key ?? '') });
  return clean;
}
