import { isJsonObject, joinPath, ownValue } from '../answers.ts';
import type { JsonObject, JsonValue, Language } from '../definition.ts';
import type { DatePartView } from '../view.ts';
import { word } from '../words.ts';
import type { Posted } from './field-type.ts';

export type DatePart = DatePartView['part'];

/** What was typed into the small inputs of a date: each text as it came. */
export type TypedParts = Readonly<Partial<Record<DatePart, string>>>;

/** Reads `<path>.day`, `.month`, `.year`, `.time`; a whole value under the path itself wins. */
export function readParts(posted: Posted, path: string, parts: readonly DatePart[]): JsonValue | undefined {
  const whole = posted.texts(path)[0];
  if (whole !== undefined && whole !== '') return whole;
  const typed = parts.map((part): [DatePart, string | undefined] => [part, posted.texts(joinPath(path, part))[0]]);
  const known = typed.filter((entry): entry is [DatePart, string] => entry[1] !== undefined);
  return known.length === 0 ? whole : Object.fromEntries(known);
}

/** The typed parts of a raw answer, trimmed; undefined when it isn't made of parts. */
export function typedParts(raw: JsonValue | undefined, parts: readonly DatePart[]): TypedParts | undefined {
  if (!isJsonObject(raw)) return undefined;
  return Object.fromEntries(
    parts.map((part) => {
      const text = ownValue(raw as JsonObject, part);
      return [part, typeof text === 'string' ? text.trim() : typeof text === 'number' ? String(text) : ''];
    }),
  );
}

const MONTHS: readonly (readonly string[])[] = [
  ['sty', 'jan', 'січ', 'i'],
  ['lut', 'feb', 'лют', 'ii'],
  ['mar', 'mar', 'бер', 'iii'],
  ['kwi', 'apr', 'кві', 'iv'],
  ['maj', 'may', 'тра', 'v'],
  ['cze', 'jun', 'чер', 'vi'],
  ['lip', 'jul', 'лип', 'vii'],
  ['sie', 'aug', 'сер', 'viii'],
  ['wrz', 'sep', 'вер', 'ix'],
  ['paź', 'oct', 'жов', 'x'],
  ['lis', 'nov', 'лис', 'xi'],
  ['gru', 'dec', 'гру', 'xii'],
];

/** 1–12 from `3`, `03`, `III`, `marca`, `Mar`; NaN for what is no month. */
export function asMonth(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const name = text.toLowerCase().replace('maja', 'maj');
  const at = MONTHS.findIndex((names) =>
    names.some((known) => (known.length >= 3 ? name.startsWith(known) : name === known)),
  );
  return at < 0 ? Number.NaN : at + 1;
}

/** A number of one to four digits; NaN for anything else. */
export const asDigits = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN);

const WIDTHS: Readonly<Record<DatePart, number>> = { day: 2, month: 2, year: 4, time: 5 };

/** Views of the small inputs; the first carries the field's id with its part. */
export const viewParts = (
  parts: readonly DatePart[],
  values: TypedParts,
  id: string,
  name: string,
  wrong: readonly string[],
  language: Language,
  autocomplete?: string,
): readonly DatePartView[] =>
  parts.map((part) => ({
    part,
    id: `${id}-${part}`,
    name: joinPath(name, part),
    label: word(language, part),
    value: values[part] ?? '',
    width: WIDTHS[part],
    inputMode: part === 'time' ? 'text' : 'numeric',
    error: wrong.includes('*') || wrong.includes(part),
    ...(autocomplete === 'bday' && part !== 'time' && { autocomplete: `bday-${part}` }),
  }));
