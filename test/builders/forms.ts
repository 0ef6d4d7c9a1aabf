import {
  type Answers,
  type CheckedAnswers,
  type CheckOptions,
  type Component,
  checkAnswers,
  type Form,
  type FormDefinition,
  type FormVersion,
  type Language,
  loadForm,
} from '../../functions/domain/forms/index.ts';
import type { LocalDate } from '../../functions/domain/time.ts';

export const TODAY = '2026-04-03' as LocalDate;

/** A component with a label and a stable id made from its key, unless they are given. */
export const component = (given: Partial<Component> & Pick<Component, 'type' | 'key'>): Component => ({
  input: true,
  label: given.key.toUpperCase(),
  ...given,
  properties: { id: `T1.${given.key}`, ...given.properties },
});

/** A form of these components; panels make it a wizard. */
export const definitionOf = (components: readonly Component[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  title: 'Próbny formularz',
  name: 'sample',
  path: 'sample',
  type: 'form',
  display: components.some(({ type }) => type === 'panel') ? 'wizard' : 'form',
  properties: { slug: 'sample', catalogue: 'T1', level: 'personal' },
  components,
  ...more,
});

export const versionOf = (components: readonly Component[], more: Partial<FormVersion> = {}): FormVersion => ({
  slug: 'sample',
  scope: 'national',
  number: 1,
  definition: definitionOf(components),
  ...more,
});

export const formOf = (components: readonly Component[], language: Language = 'pl'): Form =>
  loadForm(versionOf(components), language);

/** Checks answers of a throw-away form; `submit` unless said otherwise. */
export const check = (
  components: readonly Component[],
  raw: unknown,
  options: Partial<CheckOptions> = {},
): CheckedAnswers => checkAnswers(formOf(components), raw, { today: TODAY, phase: 'submit', ...options });

/** Errors as `pointer code`, answers beside them. */
export function verdict(
  components: readonly Component[],
  raw: unknown,
  options: Partial<CheckOptions> = {},
): { readonly errors: readonly string[]; readonly answers: Answers } {
  const { answers, errors } = check(components, raw, options);
  return { errors: errors.map(({ pointer, code }) => `${pointer} ${code}`), answers };
}
