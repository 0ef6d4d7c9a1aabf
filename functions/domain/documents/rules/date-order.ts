import type { FieldError } from '../../result.ts';
import type { Answers, Rule } from './rule.ts';

/** The key that names the end of a span, for a key that names its beginning. */
function endKeyOf(key: string): string | undefined {
  if (key === 'from') return 'to';
  if (key === 'start') return 'end';
  return key.endsWith('From') ? `${key.slice(0, -'From'.length)}To` : undefined;
}

function check(value: unknown, pointer = ''): readonly FieldError[] {
  if (Array.isArray(value)) return value.flatMap((row, index) => check(row, `${pointer}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const group = value as Answers;
  return Object.entries(group).flatMap(([key, begin]) => {
    const endKey = endKeyOf(key);
    const end = endKey === undefined ? undefined : group[endKey];
    // Days and times of day are written so that they sort as text.
    const isReversed =
      typeof begin === 'string' && typeof end === 'string' && begin !== '' && end !== '' && end < begin;
    return isReversed ? [{ pointer: `${pointer}/${endKey}`, code: 'date-order' }] : check(begin, `${pointer}/${key}`);
  });
}

/** Wherever a form asks from when to when, the end does not come before the beginning. */
export const dateOrder: Rule = { name: 'date-order', when: 'submit', check: (answers) => check(answers) };
