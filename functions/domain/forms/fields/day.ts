import type { Component, JsonValue, Language } from '../definition.ts';
import type { FormNode } from '../form.ts';
import { formatDate, formatMonth } from '../words.ts';
import { asDigits, asMonth, type DatePart, readParts, type TypedParts, typedParts, viewParts } from './date-parts.ts';
import { daysIn, resolveBound } from './dates.ts';
import {
  type CheckContext,
  noValue,
  type Parsed,
  type Problem,
  parsed,
  refused,
  type ValueField,
} from './field-type.ts';
import { autocompleteOf } from './textfield.ts';

type CalendarPart = Exclude<DatePart, 'time'>;

/** The parts that are asked for, in the order Form.io writes them. */
function writtenParts(component: Component): readonly CalendarPart[] {
  const order: readonly CalendarPart[] = component.dayFirst ? ['day', 'month', 'year'] : ['month', 'day', 'year'];
  return order.filter((part) => component.fields?.[part]?.hide !== true);
}

/** The order of the inputs on a Polish page. */
const shownOrder = (component: Component): readonly CalendarPart[] =>
  (['day', 'month', 'year'] as const).filter((part) => component.fields?.[part]?.hide !== true);

/** Splits `MM/DD/YYYY` (or what is left of it) into texts; undefined when the count of parts is wrong. */
function splitValue(text: string, component: Component): TypedParts | undefined {
  const written = writtenParts(component);
  const texts = text.split('/');
  return texts.length === written.length
    ? Object.fromEntries(written.map((part, at) => [part, texts[at] ?? '']))
    : undefined;
}

const WIDTH: Readonly<Record<CalendarPart, number>> = { day: 2, month: 2, year: 4 };

/** Checks the parts together; a part that isn't required may be left out and is written as zeros. */
function parseParts(typed: TypedParts, component: Component): Parsed {
  const written = writtenParts(component);
  const given = written.filter((part) => !/^0*$/.test(typed[part] ?? ''));
  if (given.length === 0) return noValue;
  const missing = written.filter((part) => component.fields?.[part]?.required && !given.includes(part));
  if (missing.length > 0) return refused('date-part-missing', { part: missing.join(' ') });
  const numbers = {
    day: given.includes('day') ? asDigits(typed.day ?? '') : 0,
    month: given.includes('month') ? asMonth(typed.month ?? '') : 0,
    year: given.includes('year') ? asDigits(typed.year ?? '') : 0,
  };
  const longest = numbers.month === 0 ? 31 : daysIn(numbers.year || 2000, numbers.month);
  const yearFits = numbers.year === 0 || (numbers.year >= 1000 && numbers.year <= 9999);
  if (!(numbers.month >= 0 && numbers.month <= 12 && numbers.day >= 0 && numbers.day <= longest && yearFits))
    return refused('not-a-date');
  return parsed(written.map((part) => String(numbers[part]).padStart(WIDTH[part], '0')).join('/'));
}

/** `YYYY-MM-DD` of a whole day; undefined for a partial one. */
function isoOf(value: string, component: Component): string | undefined {
  const typed = splitValue(value, component);
  return typed?.year &&
    typed.month &&
    typed.day &&
    !/^0+$/.test(typed.year) &&
    typed.day !== '00' &&
    typed.month !== '00'
    ? `${typed.year}-${typed.month}-${typed.day}`
    : undefined;
}

function checkDay(value: JsonValue, node: FormNode, { today }: CheckContext): readonly Problem[] {
  const { component } = node;
  const typed = splitValue(String(value), component);
  const iso = isoOf(String(value), component);
  if (component.validate?.required) {
    const missing = shownOrder(component).filter((part) => /^0*$/.test(typed?.[part] ?? ''));
    if (missing.length > 0) return [{ code: 'date-part-missing', params: { part: missing.join(' ') } }];
  }
  const min = resolveBound(component.properties?.minDate ?? component.minDate, today);
  const max = resolveBound(component.properties?.maxDate ?? component.maxDate, today);
  if (iso !== undefined && min !== undefined && iso < min) return [{ code: 'too-early', params: { min } }];
  if (iso !== undefined && max !== undefined && iso > max) return [{ code: 'too-late', params: { max } }];
  return [];
}

function inWords(value: string, component: Component, language: Language): string {
  const typed = splitValue(value, component) ?? {};
  const known = (part: CalendarPart): boolean => !/^0*$/.test(typed[part] ?? '');
  const iso = isoOf(value, component);
  if (iso !== undefined) return formatDate(iso, language);
  if (known('month') && known('year') && !known('day')) return formatMonth(`${typed.year}-${typed.month}`, language);
  return shownOrder(component)
    .filter(known)
    .map((part) => typed[part])
    .join('.');
}

/** Form.io's `day`: `MM/DD/YYYY` (`DD/MM/YYYY` with `dayFirst`), for dates of which a part may be unknown. */
export const day: ValueField = {
  type: 'day',
  requiredKind: 'date',
  empty: (component) => (component.defaultValue === '' ? undefined : component.defaultValue),
  read: (posted, path, component) => readParts(posted, path, shownOrder(component)),
  parse: (raw, { component }) => {
    const typed =
      typedParts(raw, shownOrder(component)) ??
      (typeof raw === 'string' ? splitValue(raw.trim(), component) : undefined);
    if (typed) return parseParts(typed, component);
    return raw === '' ? noValue : refused('not-a-date');
  },
  check: checkDay,
  view: (raw, value, node, base, context) => {
    const parts = shownOrder(node.component);
    const known =
      typedParts(raw, parts) ?? (typeof raw === 'string' ? splitValue(raw, node.component) : undefined) ?? {};
    const shown = Object.fromEntries(parts.map((part) => [part, (known[part] ?? '').replace(/^0+/, '')]));
    return {
      ...base,
      component: 'day',
      parts: viewParts(
        parts,
        shown,
        base.id,
        base.name,
        context.wrongParts(base.name),
        context.language,
        autocompleteOf(node).autocomplete,
      ),
      value: typeof value === 'string' ? (isoOf(value, node.component) ?? '') : '',
    };
  },
  summary: (value, node, { language }) => [inWords(String(value), node.component, language)],
  columns: (node) => [
    {
      kind: 'date',
      cell: (value) => (typeof value === 'string' ? (isoOf(value, node.component) ?? value) : null),
    },
  ],
};
