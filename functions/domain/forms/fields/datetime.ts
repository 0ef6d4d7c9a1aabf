import type { JsonValue } from '../definition.ts';
import type { FormNode } from '../form.ts';
import { formatDate } from '../words.ts';
import { asDigits, asMonth, type DatePart, readParts, type TypedParts, typedParts, viewParts } from './date-parts.ts';
import { asIsoDate, asTime, resolveBound, toIsoDate } from './dates.ts';
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

const hasTime = (node: Pick<FormNode, 'component'>): boolean => node.component.enableTime !== false;
const partsOf = (node: Pick<FormNode, 'component'>): readonly DatePart[] =>
  hasTime(node) ? ['day', 'month', 'year', 'time'] : ['day', 'month', 'year'];

function parseTyped(typed: TypedParts, parts: readonly DatePart[]): Parsed {
  const missing = parts.filter((part) => !typed[part]);
  if (missing.length === parts.length) return noValue;
  if (missing.length > 0) return refused('date-part-missing', { part: missing.join(' ') });
  const date = toIsoDate(asDigits(typed.year ?? ''), asMonth(typed.month ?? ''), asDigits(typed.day ?? ''));
  if (date === undefined) return refused('not-a-date');
  if (!parts.includes('time')) return parsed(date);
  const time = asTime(typed.time ?? '');
  return time === undefined ? refused('not-a-time', { part: 'time' }) : parsed(`${date}T${time}`);
}

/** `2026-04-03`, `3.04.2026`, and with a time `2026-04-03T09:30` (a zone written by Form.io tools is dropped: days are Polish days). */
function parseWhole(text: string, withTime: boolean): Parsed {
  if (text === '') return noValue;
  const polish = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T](.+))?$/.exec(text);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const date = polish
    ? toIsoDate(Number(polish[3]), Number(polish[2]), Number(polish[1]))
    : iso?.[1] !== undefined
      ? asIsoDate(iso[1])
      : undefined;
  if (date === undefined) return refused('not-a-date');
  if (!withTime) return parsed(date);
  const time = asTime((polish ? polish[4] : iso?.[2]) ?? '');
  return time === undefined ? refused('not-a-time', { part: 'time' }) : parsed(`${date}T${time}`);
}

/** The earliest and latest day: ISO in Form.io's `datePicker`, or relative to today in our `properties`. */
const boundsOf = (
  node: FormNode,
  today: CheckContext['today'],
): { min: string | undefined; max: string | undefined } => ({
  min: resolveBound(node.component.properties?.minDate ?? node.component.datePicker?.minDate, today),
  max: resolveBound(node.component.properties?.maxDate ?? node.component.datePicker?.maxDate, today),
});

function checkBounds(value: JsonValue, node: FormNode, { today }: CheckContext): readonly Problem[] {
  const day = String(value).slice(0, 10);
  const { min, max } = boundsOf(node, today);
  if (min !== undefined && day < min) return [{ code: 'too-early', params: { min } }];
  if (max !== undefined && day > max) return [{ code: 'too-late', params: { max } }];
  return [];
}

function shownParts(raw: JsonValue | undefined, value: JsonValue | undefined, parts: readonly DatePart[]): TypedParts {
  const typed = typedParts(raw, parts);
  if (typed) return typed;
  const whole = /^(\d{4})-(\d{2})-(\d{2})(?:T(.+))?$/.exec(typeof value === 'string' ? value : '');
  return whole
    ? { day: String(Number(whole[3])), month: String(Number(whole[2])), year: whole[1] ?? '', time: whole[4] ?? '' }
    : { day: typeof raw === 'string' ? raw : '' };
}

/** A day (`YYYY-MM-DD`) or, with `enableTime`, a Polish local moment (`YYYY-MM-DDTHH:mm`). */
export const datetime: ValueField = {
  type: 'datetime',
  requiredKind: 'date',
  empty: (component) => component.defaultValue,
  read: (posted, path, component) => readParts(posted, path, partsOf({ component })),
  parse: (raw, node) => {
    const typed = typedParts(raw, partsOf(node));
    if (typed) return parseTyped(typed, partsOf(node));
    return typeof raw === 'string' ? parseWhole(raw.trim(), hasTime(node)) : refused('not-a-date');
  },
  check: checkBounds,
  view: (raw, value, node, base, context) => ({
    ...base,
    component: 'datetime',
    parts: viewParts(
      partsOf(node),
      shownParts(raw, value, partsOf(node)),
      base.id,
      base.name,
      context.wrongParts(base.name),
      context.language,
      autocompleteOf(node).autocomplete,
    ),
    value: typeof value === 'string' ? value : '',
  }),
  summary: (value, _node, { language }) => {
    const [date = '', time] = String(value).split('T');
    return [`${formatDate(date, language)}${time ? `, ${time}` : ''}`];
  },
  columns: () => [{ kind: 'date', cell: (value) => (typeof value === 'string' ? value : null) }],
};
