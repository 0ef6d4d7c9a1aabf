/**
 * Composes every `forms/<slug>/definition.json` with its lists, parts and translations.
 *   node infra/build/forms.ts      writes `.build/definitions.json` and tells what is in it
 * `infra/build/definitions.ts` takes `shippedForms()` into `.build/definitions.mjs`.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compose,
  composeTranslation,
  type FieldTranslation,
  type FormDefinition,
  type FormLibrary,
  type FormTranslation,
  type OptionList,
  type Part,
  reportTranslation,
  type Translations,
} from '../../functions/domain/forms/index.ts';
import type { ShippedForm } from '../../functions/use-cases/definitions/publish-shipped.ts';
import { BUILD, ROOT, writeWhole } from './freshness.ts';

const FORMS = join(ROOT, 'forms');
const LANGUAGES = ['en', 'uk'] as const;

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const readIfThere = <T>(file: string, otherwise: T): T => (existsSync(file) ? readJson<T>(file) : otherwise);

/** Files `<folder>/*.json` by name. */
function readByName<T>(folder: string): Record<string, T> {
  const files = globSync('*.json', { cwd: folder }).sort();
  return Object.fromEntries(files.map((file) => [basename(file, '.json'), readJson<T>(join(folder, file))]));
}

/** Lists and parts of a `forms/` folder, with their translations. */
export function readLibrary(root: string = FORMS): FormLibrary {
  const translations = <T>(kind: string): Partial<Record<'en' | 'uk', T>> =>
    Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        readIfThere(join(root, kind, 'translations', `${language}.json`), {} as T),
      ]),
    );
  return {
    lists: readByName<OptionList>(join(root, 'lists')),
    parts: readByName<Part>(join(root, 'parts')),
    listTranslations: translations<Record<string, Record<string, string>>>('lists'),
    partTranslations: translations<Record<string, Record<string, FieldTranslation>>>('parts'),
  };
}

/** One composed form: plain Form.io JSON, with every translation that it names. */
function shipForm(folder: string, library: FormLibrary): ShippedForm {
  const definition = compose(readJson<FormDefinition>(join(folder, 'definition.json')), library);
  const translations: Translations = Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const file = join(folder, `${language}.json`);
      if (!existsSync(file)) return [];
      return [[language, composeTranslation(definition, readJson<FormTranslation>(file), library, language)]];
    }),
  );
  return { slug: basename(folder), definition, translations };
}

/** Every form of this release, by slug in alphabetical order. Throws on a file that isn't JSON, naming it. */
export function shippedForms(root: string = FORMS): readonly ShippedForm[] {
  const library = readLibrary(root);
  return globSync('*/definition.json', { cwd: root })
    .sort()
    .map((file) => {
      try {
        return shipForm(join(root, dirname(file)), library);
      } catch (error) {
        throw new Error(`forms/${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const forms = shippedForms();
  writeWhole(join(BUILD, 'definitions.json'), `${JSON.stringify(forms, null, 1)}\n`);
  for (const { slug, definition, translations } of forms) {
    const shares = LANGUAGES.filter((language) => translations[language]).map((language) => {
      const { wanted, present } = reportTranslation(definition, translations[language]);
      return `${language} ${present}/${wanted}`;
    });
    process.stdout.write(`${slug}${shares.length > 0 ? `  (${shares.join(', ')} texts)` : ''}\n`);
  }
  process.stdout.write(`${forms.length} forms composed into .build/definitions.json\n`);
  if (forms.length === 0) process.exitCode = 1;
}
