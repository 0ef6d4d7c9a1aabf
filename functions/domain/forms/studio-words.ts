import sentences from './messages/studio.json' with { type: 'json' };
import { word } from './words.ts';

type Group = keyof typeof sentences;

/** A Polish sentence for people who change forms, by group and code; an unknown code gives a sentence that still says so. */
export function studioSentence(
  group: Group,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const known: Readonly<Record<string, string>> = sentences[group];
  const sentence = (Object.hasOwn(known, code) ? known[code] : undefined) ?? known.unknown ?? '';
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(Object.hasOwn({ code, ...params }, name) ? { code, ...params }[name] : ''),
  );
}

/** „tak” or „nie”. */
export const yesOrNo = (yes: boolean): string => word('pl', yes ? 'yes' : 'no');
