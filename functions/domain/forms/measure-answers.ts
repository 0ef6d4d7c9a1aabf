import type { FieldError } from '../result.ts';
import { isForbiddenKey } from './answers.ts';

/** Caps on answers as a whole, before anything else is looked at. */
export const ANSWER_CAPS = { depth: 12, values: 100_000, characters: 1_000_000 } as const;

/** The first reason why answers may not even be looked at: too large, too deep, no plain JSON, or keys that reach a prototype. */
export function measureAnswers(raw: unknown): FieldError | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { pointer: '', code: 'not-answers' };
  const stack: { value: unknown; depth: number; pointer: string }[] = [{ value: raw, depth: 0, pointer: '' }];
  let values = 0;
  let characters = 0;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value, depth, pointer } = item;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > ANSWER_CAPS.values || characters > ANSWER_CAPS.characters || depth > ANSWER_CAPS.depth)
      return { pointer: '', code: 'too-large' };
    if (Array.isArray(value)) {
      if (value.length > ANSWER_CAPS.values) return { pointer: '', code: 'too-large' };
      for (const [at, inner] of value.entries())
        stack.push({ value: inner, depth: depth + 1, pointer: `${pointer}/${at}` });
    } else if (typeof value === 'object' && value !== null) {
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) return { pointer, code: 'not-answers' };
      for (const key of Object.keys(value)) {
        characters += key.length;
        if (isForbiddenKey(key)) return { pointer: pointer || '', code: 'forbidden-key' };
        stack.push({
          value: (value as Record<string, unknown>)[key],
          depth: depth + 1,
          pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        });
      }
    } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      return { pointer, code: 'not-answers' };
    }
  }
  return undefined;
}
