import type { Instant } from '../../domain/time.ts';

type Values = object;

/** `#` separates the parts of a key, so values carry it escaped: two different values never make one key. */
const escapeValue = (text: string): string => text.replaceAll('%', '%25').replaceAll('#', '%23');

function valueAt(record: Values, path: string): unknown {
  let value: unknown = record;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function formatted(value: unknown, format: string | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (value === '') return undefined;
  if (format === undefined) return String(value);
  if (format === 'lower') return String(value).toLowerCase();
  if (format === 'hour') return String(value).slice(0, 13);
  const digits = Number(format);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value >= 10 ** digits) {
    throw new RangeError(`a key number of ${digits} digits is needed`);
  }
  return String(value).padStart(digits, '0');
}

/** Fills a key template of `entities.ts` from a record or a key; undefined when a value is missing or empty. */
export function fillKey(
  template: string,
  record: Values,
  derived: (name: string) => string | undefined = () => undefined,
): string | undefined {
  let missing = false;
  const filled = template.replace(/\{([^}]+)\}/g, (_, expression: string) => {
    const [path = '', format] = expression.split(':');
    const raw = path.startsWith('=') ? derived(path.slice(1)) : valueAt(record, path);
    const text = formatted(raw, format);
    if (text === undefined) missing = true;
    return escapeValue(text ?? '');
  });
  return missing ? undefined : filled;
}

/** True while the record has one of the listed values at every path of `when`. */
export function standsIn(record: Values, when: Readonly<Record<string, readonly (string | boolean)[]>> = {}): boolean {
  return Object.entries(when).every(([path, values]) => values.includes(valueAt(record, path) as string | boolean));
}

/** Seconds since 1970 at which the record disappears, from the instant in its field. */
export const expirySeconds = (from: Instant, keepDays: number): number =>
  Math.floor(Date.parse(from) / 1000) + keepDays * 86_400;
