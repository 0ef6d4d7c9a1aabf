import type { FieldError } from '../result.ts';
import { isForbiddenKey } from './answers.ts';

/** Caps on answers as a whole, before anything else is looked at. */
export const ANSWER_CAPS = { depth: 12, values: 30_000, characters: 1_000_000 } as const;

/** A value on the way down; its pointer is only worked out for an error. */
interface Visited {
  readonly value: unknown;
  readonly key: string;
  readonly depth: number;
  readonly above: Visited | undefined;
}

const pointerTo = ({ key, above }: Visited): string =>
  above === undefined ? '' : `${pointerTo(above)}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** The first reason why answers may not even be looked at: too large, too deep, no plain JSON, or keys that reach a prototype. */
export function measureAnswers(raw: unknown): FieldError | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { pointer: '', code: 'not-answers' };
  const stack: Visited[] = [{ value: raw, key: '', depth: 0, above: undefined }];
  let values = 0;
  let characters = 0;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value, key, depth } = item;
    values += 1;
    characters += key.length + (typeof value === 'string' ? value.length : 0);
    if (values > ANSWER_CAPS.values || characters > ANSWER_CAPS.characters || depth > ANSWER_CAPS.depth)
      return { pointer: '', code: 'too-large' };
    if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value) && !isPlain(value)) return { pointer: pointerTo(item), code: 'not-answers' };
      for (const inner of Object.keys(value)) {
        if (!Array.isArray(value) && isForbiddenKey(inner)) return { pointer: pointerTo(item), code: 'forbidden-key' };
        stack.push({
          value: (value as Readonly<Record<string, unknown>>)[inner],
          key: inner,
          depth: depth + 1,
          above: item,
        });
        if (stack.length > ANSWER_CAPS.values) return { pointer: '', code: 'too-large' };
      }
    } else if (!['string', 'number', 'boolean', 'undefined'].includes(typeof value) && value !== null) {
      return { pointer: pointerTo(item), code: 'not-answers' };
    }
  }
  return undefined;
}
