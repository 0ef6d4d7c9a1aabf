import en from './messages/en.json' with { type: 'json' };
import pl from './messages/pl.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };

/** Languages of what participants see; staff pages are Polish. */
export const LANGUAGES = ['pl', 'en', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The catalogue of one language; Polish gives the shape. */
export type Messages = typeof pl;

const CATALOGUES: Readonly<Record<Language, Messages>> = { pl, en, uk };

export const messagesOf = (language: Language): Messages => CATALOGUES[language];

export const isLanguage = (text: string | undefined): text is Language =>
  LANGUAGES.some((language) => language === text);

/** Fills `{name}` places of a sentence; a place without a value stays, so that tests see it. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));

/**
 * The language to answer in: asked for in the address, chosen before, or Ukrainian when the browser puts it first; else Polish
 * (an English browser in Poland says little about its owner).
 */
export function chooseLanguage(
  asked: string | undefined,
  cookie: string | undefined,
  acceptLanguage: string | undefined,
): Language {
  if (isLanguage(asked)) return asked;
  if (isLanguage(cookie)) return cookie;
  return /^\s*uk\b/i.test(acceptLanguage ?? '') ? 'uk' : 'pl';
}
