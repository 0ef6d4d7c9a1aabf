import type { JsonValue } from '../definition.ts';
import type { FormNode } from '../form.ts';
import { type ColumnPart, noValue, type Parsed, type Problem, parsed, refused } from './field-type.ts';

/** Caps on the length of texts where the definition sets none (characters). */
export const TEXT_CAP = 500;
export const LONG_TEXT_CAP = 10_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must go
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** One line: trimmed, composed (NFC), without control characters; line ends become spaces. */
export const cleanLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(CONTROL, '')
    .normalize('NFC')
    .trim();

/** Several lines: line ends as \n, each line's end and the whole trimmed. */
export const cleanLines = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .trim();

/** Parses a text by its cleaner; anything but a string is no text. */
export function parseText(raw: JsonValue, clean: (text: string) => string): Parsed {
  if (typeof raw !== 'string') return refused('not-text');
  const text = clean(raw);
  return text === '' ? noValue : parsed(text);
}

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** The length that a text may have: the definition's limit under our cap. */
export const maxLengthOf = (node: FormNode, cap: number): number =>
  Math.min(node.component.validate?.maxLength || cap, LONG_TEXT_CAP);

/** Length, word count and pattern; characters are counted as people see them in text fields (UTF-16 units, as Form.io does). */
export function checkText(value: JsonValue, node: FormNode, cap: number): readonly Problem[] {
  const text = String(value);
  const { minLength = 0, minWords = 0, maxWords = 0, patternMessage, customMessage } = node.component.validate ?? {};
  const max = maxLengthOf(node, cap);
  const problems: Problem[] = [];
  if (text.length < minLength) problems.push({ code: 'too-short', params: { min: minLength, length: text.length } });
  if (text.length > max) return [{ code: 'too-long', params: { max, length: text.length } }];
  if (minWords > 0 && countWords(text) < minWords) problems.push({ code: 'too-few-words', params: { min: minWords } });
  if (maxWords > 0 && countWords(text) > maxWords) problems.push({ code: 'too-many-words', params: { max: maxWords } });
  // A pattern that couldn't be compiled lets nothing through; the linter refuses it long before.
  if (node.component.validate?.pattern && !node.pattern?.matches(text))
    problems.push({ code: 'pattern', params: { message: patternMessage || customMessage || '' } });
  return problems;
}

/** What stands in a text input: the typed text, or nothing for what is no text. */
export const typedText = (raw: JsonValue | undefined): string =>
  typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw).replace('.', ',') : '';

export const textColumn: readonly ColumnPart[] = [
  { kind: 'text', cell: (value) => (typeof value === 'string' ? value : null) },
];
