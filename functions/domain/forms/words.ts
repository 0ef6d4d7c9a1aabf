import type { FieldError } from '../result.ts';
import type { Language } from './definition.ts';
import en from './messages/en.json' with { type: 'json' };
import pl from './messages/pl.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };

type Word = keyof typeof pl.words;
type Params = Readonly<Record<string, string | number>>;

const CATALOGUES: Readonly<
  Record<Language, { errors: Readonly<Record<string, string>>; words: Readonly<Record<Word, string>> }>
> = {
  pl,
  en,
  uk,
};

/** Puts parameters into a sentence; a parameter that is missing leaves nothing behind. */
const fill = (sentence: string, params: Params): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(Object.hasOwn(params, name) ? params[name] : ''));

/** A word or phrase of the run-time's own, in the language of the page. */
export const word = (language: Language, key: Word, params: Params = {}): string =>
  fill(CATALOGUES[language].words[key], params);

/** The sentence a person reads for a broken rule: it names the field's label (`params.label`) and the rule. */
export function errorSentence(error: Pick<FieldError, 'code' | 'params'>, language: Language): string {
  const params = error.params ?? {};
  if (typeof params.message === 'string' && params.message !== '') return params.message;
  const { errors } = CATALOGUES[language];
  const sentence = errors[`${error.code}.${params.kind}`] ?? errors[error.code] ?? errors.required ?? '';
  return fill(sentence, { ...params, ...formatted(params, language) });
}

/** Dates in words, numbers with the language's decimal mark, and the named part of a date. */
function formatted(params: Params, language: Language): Params {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === 'part' && typeof value === 'string')
      shown[name] = value
        .split(' ')
        .map((part) => word(language, part as Word))
        .join(', ');
    else if (typeof value === 'number') shown[name] = formatNumber(value, language);
    else if (/^\d{4}-\d{2}-\d{2}$/.test(String(value))) shown[name] = formatDate(String(value), language);
  }
  return shown;
}

const LOCALES: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB', uk: 'uk-UA' };
const formatters = (language: Language) => ({
  number: new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 10 }),
  money: new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  date: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }),
  month: new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }),
});
const byLanguage = new Map<Language, ReturnType<typeof formatters>>();
const format = (language: Language): ReturnType<typeof formatters> => {
  const known = byLanguage.get(language) ?? formatters(language);
  byLanguage.set(language, known);
  return known;
};

export const formatNumber = (value: number, language: Language): string => format(language).number.format(value);

/** `1234,50 zł` in the manner of the language. */
export const formatMoney = (value: number, language: Language): string => `${format(language).money.format(value)} zł`;

/** `3 kwietnia 2026` from `2026-04-03`. */
export const formatDate = (isoDate: string, language: Language): string =>
  format(language).date.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`));

/** `kwiecień 2026` from `2026-04`. */
export const formatMonth = (isoMonth: string, language: Language): string =>
  format(language).month.format(new Date(`${isoMonth}-01T00:00:00Z`));

/** `350 kB`, `5 MB` from bytes. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${formatNumber(Math.round(size * 10) / 10, language)} ${unit}`;
}
