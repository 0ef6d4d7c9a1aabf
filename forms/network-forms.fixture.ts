import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compose,
  type Form,
  type FormDefinition,
  type FormLibrary,
  type JsonObject,
  loadForm,
} from '../functions/domain/forms/index.ts';

/** Documents of the network and of research (catalogue B and C). */
export const SLUGS = [
  'stakeholder-card',
  'local-diagnosis',
  'inaction-calculator',
  'letter-of-intent',
  'meeting-invitation',
  'representative-designation',
  'vision-mission-goals',
  'partnership-agreement',
  'consultation-comment',
  'resource-declaration',
  'partnership-plan',
  'membership-change',
  'procedure-card',
  'convention-minutes',
  'institution-survey',
  'individual-interview',
  'cooperation-evaluation-card',
  'evaluation-report',
] as const;
export type Slug = (typeof SLUGS)[number];

/** One file of `examples/`. */
export interface Example {
  readonly title: string;
  readonly breaks: { readonly pointer: string; readonly code: string } | null;
  readonly context?: {
    readonly today?: string;
    readonly edition?: number;
    readonly earlier?: readonly { slug: Slug; date: string; example: string; reference?: string }[];
  };
  readonly answers: JsonObject;
}

export const HERE = import.meta.dirname;
export const read = <T>(...path: readonly string[]): T => JSON.parse(readFileSync(join(HERE, ...path), 'utf8')) as T;
const readAll = <T>(folder: string): Record<string, T> =>
  Object.fromEntries(
    readdirSync(join(HERE, folder))
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(0, -'.json'.length), read<T>(folder, file)]),
  );

export const library = {
  lists: readAll('lists'),
  parts: readAll('parts'),
  listTranslations: readAll('lists/translations'),
  partTranslations: readAll('parts/translations'),
} as FormLibrary;

export const composed = (slug: Slug): FormDefinition => compose(read<FormDefinition>(slug, 'definition.json'), library);
const formOf = (slug: Slug): Form => loadForm({ slug, scope: 'national', number: 1, definition: composed(slug) }, 'pl');
export const examplesOf = (slug: Slug): Record<string, Example> => readAll<Example>(`${slug}/examples`);
const forms = new Map(SLUGS.map((slug) => [slug, formOf(slug)]));
/** The form as published, in Polish. */
export const form = (slug: Slug): Form => forms.get(slug) ?? formOf(slug);
