import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  FormDefinition,
  FormLibrary,
  FormTranslation,
  OptionList,
  Part,
} from '../functions/domain/forms/index.ts';

const FORMS = import.meta.dirname;
const OTHER_ROOMS = ['catalogue', 'lists', 'parts'];

/** One case of an example file: answers that pass, or that break exactly one rule. */
export interface FormExample {
  readonly name: string;
  readonly title: string;
  readonly breaks: null | { readonly pointer: string; readonly code: string };
  readonly context?: {
    readonly today?: string;
    readonly edition?: number;
    readonly signedBy?: readonly string[];
    readonly earlier?: readonly {
      readonly slug: string;
      readonly date: string;
      readonly reference?: string;
      /** Name of an example of that form. */
      readonly example: string;
    }[];
  };
  readonly answers: Readonly<Record<string, unknown>>;
}

const read = <T>(...path: readonly string[]): T => JSON.parse(readFileSync(join(FORMS, ...path), 'utf8')) as T;

const jsonNames = (...path: readonly string[]): readonly string[] =>
  existsSync(join(FORMS, ...path))
    ? readdirSync(join(FORMS, ...path))
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length))
        .sort()
    : [];

/** Slugs of all documents that have a definition. */
export const formSlugs = (): readonly string[] =>
  readdirSync(FORMS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OTHER_ROOMS.includes(entry.name))
    .map(({ name }) => name)
    .filter((slug) => existsSync(join(FORMS, slug, 'definition.json')))
    .sort();

export const readDefinition = (slug: string): FormDefinition => read(slug, 'definition.json');

/** Own translations of a form, by language; lists and parts are translated in the library. */
export const readTranslations = (slug: string): Readonly<Partial<Record<'en' | 'uk', FormTranslation>>> =>
  Object.fromEntries(
    (['en', 'uk'] as const)
      .filter((language) => existsSync(join(FORMS, slug, `${language}.json`)))
      .map((language) => [language, read<FormTranslation>(slug, `${language}.json`)]),
  );

export const readExamples = (slug: string): readonly FormExample[] =>
  jsonNames(slug, 'examples').map((name) => ({ ...read<FormExample>(slug, 'examples', `${name}.json`), name }));

/** Lists and parts with their translations. */
export const readLibrary = (): FormLibrary => ({
  lists: Object.fromEntries(jsonNames('lists').map((name) => [name, read<OptionList>('lists', `${name}.json`)])),
  parts: Object.fromEntries(jsonNames('parts').map((name) => [name, read<Part>('parts', `${name}.json`)])),
  listTranslations: Object.fromEntries(
    jsonNames('lists', 'translations').map((language) => [language, read('lists', 'translations', `${language}.json`)]),
  ),
  partTranslations: Object.fromEntries(
    jsonNames('parts', 'translations').map((language) => [language, read('parts', 'translations', `${language}.json`)]),
  ),
});
