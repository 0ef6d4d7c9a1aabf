import { isForbiddenKey, isJsonObject } from '../answers.ts';
import type { ComponentType } from '../definition.ts';
import { inWords, type Report, saysNothing } from './finding.ts';

/** Registers that a REF select may name (ADR 0002). */
export const REGISTERS = ['people', 'institutions', 'services', 'resources', 'documents', 'cases', 'sessions'] as const;

const OPTION_CAP = 500;

/** Options of choices: there are some, each has a value and a label, none twice; other sources than our own are refused. */
export function lintOptions(
  component: Readonly<Record<string, unknown>>,
  type: ComponentType,
  pointer: string,
  report: Report,
): boolean {
  const properties = isJsonObject(component.properties) ? component.properties : {};
  const list = typeof properties.list === 'string' ? properties.list : undefined;
  switch (type) {
    case 'radio':
    case 'selectboxes':
      return lintList(component.values, `${pointer}/values`, list, report);
    case 'survey': {
      const questions = lintList(component.questions, `${pointer}/questions`, list, report);
      return lintList(component.values, `${pointer}/values`, list, report) && questions;
    }
    case 'select':
      return lintSelect(component, properties, list, pointer, report);
    default:
      return true;
  }
}

function lintSelect(
  component: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
  list: string | undefined,
  pointer: string,
  report: Report,
): boolean {
  const { dataSrc, data, widget } = component;
  if (
    isJsonObject(widget)
      ? !['input', 'calendar'].includes(inWords(widget.type))
      : !saysNothing(widget) && !['html5', 'choicesjs'].includes(inWords(widget))
  )
    report(`${pointer}/widget`, 'unsupported-value', { name: 'widget' });
  if (data !== undefined && !isJsonObject(data)) {
    report(`${pointer}/data`, 'data-source', { source: 'data' });
    return false;
  }
  for (const [name, value] of Object.entries(data ?? {}))
    if (!['values', 'resource'].includes(name) && !saysNothing(value))
      report(`${pointer}/data/${name}`, 'data-source', { source: name });
  if (properties.register !== undefined) {
    if (!REGISTERS.some((known) => known === properties.register))
      report(`${pointer}/properties/register`, 'unknown-register', { name: inWords(properties.register) });
    return true;
  }
  if (!saysNothing(dataSrc) && dataSrc !== 'values') {
    report(`${pointer}/dataSrc`, 'data-source', { source: inWords(dataSrc) });
    return false;
  }
  return lintList(data?.values, `${pointer}/data/values`, list, report);
}

function lintList(options: unknown, pointer: string, list: string | undefined, report: Report): boolean {
  if (options !== undefined && !Array.isArray(options)) {
    report(pointer, 'no-options');
    return false;
  }
  if (!options || options.length === 0) {
    report(pointer, list === undefined ? 'no-options' : 'unresolved-list', list === undefined ? {} : { name: list });
    return true;
  }
  if (options.length > OPTION_CAP) report(pointer, 'too-many-fields', { max: OPTION_CAP });
  const seen = new Set<string>();
  let sound = true;
  for (const [at, option] of options.entries()) {
    const value: unknown = isJsonObject(option) ? option.value : undefined;
    const label: unknown = isJsonObject(option) ? option.label : undefined;
    if (
      typeof value !== 'string' ||
      typeof label !== 'string' ||
      value.trim() === '' ||
      label.trim() === '' ||
      isForbiddenKey(value)
    ) {
      report(`${pointer}/${at}`, 'empty-option');
      sound &&= typeof value === 'string' && typeof label === 'string';
    } else if (seen.has(value)) report(`${pointer}/${at}`, 'duplicate-option', { value });
    else seen.add(value);
  }
  return sound;
}
