import type { FieldError } from '../../result.ts';
import sentences from './sentences.json' with { type: 'json' };

const CATALOGUES: Readonly<Record<'pl' | 'en' | 'uk', Readonly<Record<string, string>>>> = sentences;

/** What a broken network rule says to a person; Polish where the language lacks it, undefined for a code that is not a network rule's. */
export function networkSentence(
  { code, params = {} }: Pick<FieldError, 'code' | 'params'>,
  language: 'pl' | 'en' | 'uk' = 'pl',
): string | undefined {
  const name = `${code}.${params.kind}`;
  const found = CATALOGUES[language][name] ?? CATALOGUES[language][code] ?? CATALOGUES.pl[name] ?? CATALOGUES.pl[code];
  return found?.replace(/\{(\w+)\}/g, (_, param: string) => String(params[param] ?? ''));
}
