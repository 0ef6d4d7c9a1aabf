import type { Finding } from '../runtime.ts';

/** Every rule of the linter; each has a fixture in `lint/fixtures/` and a sentence in `messages/studio.json`. */
export const LINT_CODES = [
  'not-a-form', 'too-large', 'too-deep', 'forbidden-key', 'executable', 'interpolation', 'html-in-text', 'unsafe-html',
  'missing-title', 'bad-name', 'bad-display', 'bad-level', 'bad-retention', 'unknown-language',
  'unknown-type', 'unknown-property', 'unsupported-value', 'property-not-text', 'bad-number', 'missing-key', 'bad-key',
  'missing-label', 'missing-id', 'bad-id', 'duplicate-id', 'changed-id', 'duplicate-key', 'too-many-fields', 'nested-too-deep',
  'no-fields-inside', 'fields-not-allowed', 'unresolved-list', 'unresolved-part', 'no-options', 'empty-option',
  'duplicate-option', 'unknown-register', 'data-source', 'unknown-storage', 'bad-file-rule', 'bad-date-bound', 'limits-crossed',
  'rows-over-cap', 'length-over-cap', 'pattern-not-understood', 'pattern-backtracks', 'pattern-too-complicated', 'pattern-half-anchored',
  'condition-unknown-field', 'condition-operator', 'condition-value', 'condition-self', 'condition-cycle', 'condition-into-rows',
  'condition-incomplete', 'logic-operator', 'logic-too-deep', 'logic-too-large', 'logic-variable', 'logic-shape',
  'calculated-type', 'bad-default', 'required-but-locked', 'long-sentence', 'abbreviation', 'pattern-without-hint', 'long-radio', 'long-page',
] as const; // biome-ignore format: a list
export type LintCode = (typeof LINT_CODES)[number];

/** Codes that only warn; every other one refuses the definition. */
const WARNINGS: ReadonlySet<LintCode> = new Set([
  'condition-into-rows', 'pattern-half-anchored', 'required-but-locked', 'long-sentence', 'abbreviation', 'pattern-without-hint', 'long-radio', 'long-page',
]); // biome-ignore format: a list

export type Report = (pointer: string, code: LintCode, params?: Finding['params']) => void;

/** Collects findings; severity follows from the code. */
export function collector(): { readonly findings: Finding[]; readonly report: Report } {
  const findings: Finding[] = [];
  return {
    findings,
    report: (pointer, code, params = {}) => {
      findings.push({ pointer, code, params, severity: WARNINGS.has(code) ? 'warning' : 'error' });
    },
  };
}

/** A step of a JSON pointer, escaped (RFC 6901). */
export const step = (key: string | number): string => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** How deep a value is looked into: what is deeper says something. */
const LOOK_INTO = 20;

/** True for values that say nothing: Form.io tools write many of them. */
export const saysNothing = (value: unknown, depth = 0): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' &&
    depth < LOOK_INTO &&
    Object.values(value).every((inner) => saysNothing(inner, depth + 1)));

/** Any JSON as a short text for a sentence; never calls anything that the JSON brings (an own `toString` may be a number). */
export const inWords = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 80) : typeof value === 'object' && value !== null ? '{…}' : String(value);
