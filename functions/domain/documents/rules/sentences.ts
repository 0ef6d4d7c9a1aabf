import type { FieldError } from '../../result.ts';
import { networkSentence } from '../network-rules/sentences.ts';
import en from './messages/en.json' with { type: 'json' };
import pl from './messages/pl.json' with { type: 'json' };
import uk from './messages/uk.json' with { type: 'json' };

type Language = 'pl' | 'en' | 'uk';

const MESSAGES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { pl, en, uk };
const LOCALES: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB', uk: 'uk-UA' };

/** Days and numbers as people of the language write them, tags of the catalogue („health”) by their name. */
function inWords(name: string, value: string | number, language: Language): string {
  if (typeof value === 'number') return value.toLocaleString(LOCALES[language]);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value))
    return new Date(`${value}T00:00:00Z`).toLocaleDateString(LOCALES[language], { timeZone: 'UTC', dateStyle: 'long' });
  return MESSAGES[language][`${name}.${value}`] ?? value;
}

/** What a broken rule says to a person; undefined for a code that is no named rule. */
export function ruleSentence(error: Pick<FieldError, 'code' | 'params'>, language: Language): string | undefined {
  const sentence = MESSAGES[language][error.code];
  if (sentence === undefined) return networkSentence(error, language);
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => inWords(name, error.params?.[name] ?? '', language));
}
