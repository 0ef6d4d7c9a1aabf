/**
 * Compares the definitions with the transcription of the domain catalogue, and shows documents x languages x templates x processes.
 *   npm run forms:catalogue
 * Prints every hole and ends with 1 if there is one.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formSlugs, readDefinition, readExamples, readLibrary, readTranslations } from '../../forms/read-forms.ts';
import { compareDocument } from '../../functions/domain/documents/catalogue/compare-document.ts';
import { compareLists } from '../../functions/domain/documents/catalogue/compare-lists.ts';
import type { PrintedDocument, PrintedLists } from '../../functions/domain/documents/catalogue/transcription.ts';
import { compose, composeTranslation, reportTranslation } from '../../functions/domain/forms/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;

const printed = globSync('forms/catalogue/part-*.json', { cwd: ROOT })
  .sort()
  .flatMap((file) => read<{ documents: readonly PrintedDocument[] }>(file).documents);
const lists = read<PrintedLists>('forms/catalogue/lists.json');
const library = readLibrary();
const processes = globSync('workflows/*.{tasks,asl}.json', { cwd: ROOT })
  .sort()
  .map((file) => ({ name: basename(file).split('.')[0] ?? file, text: readFileSync(join(ROOT, file), 'utf8') }));

/** What a participant or a respondent reads is complete in three languages. */
const THREE_LANGUAGES = ['A1', 'A2', 'A4', 'A5', 'A9', 'A14', 'A17', 'C1'];

interface Row {
  readonly document: PrintedDocument;
  readonly holes: readonly string[];
  readonly fields: number;
  readonly languages: string;
  readonly template: boolean;
  readonly examples: number;
  readonly processes: readonly string[];
}

function rowOf(document: PrintedDocument): Row {
  const { slug } = document;
  const template = existsSync(join(ROOT, 'templates', 'documents', `${slug}.hbs`));
  const used = [...new Set(processes.filter(({ text }) => text.includes(`"${slug}"`)).map(({ name }) => name))];
  const base = { document, template, processes: used, fields: document.fields.length };
  if (!existsSync(join(ROOT, 'forms', slug, 'definition.json')))
    return { ...base, holes: ['no definition'], languages: '', examples: 0 };
  const definition = compose(readDefinition(slug), library);
  const languages = (definition.properties?.languages ?? 'pl').split(' ');
  const translations = readTranslations(slug);
  const untranslated = languages
    .filter((language) => language === 'en' || language === 'uk')
    .flatMap((language) => {
      const own = translations[language];
      if (own === undefined) return [`no translation ${language}.json`];
      const { gaps } = reportTranslation(definition, composeTranslation(definition, own, library, language));
      return gaps.map(({ stableId, text }) => `${language}: ${text} of ${stableId || 'the form'} is not translated`);
    });
  const examples = readExamples(slug);
  const names = examples.map(({ name }) => name);
  return {
    ...base,
    languages: languages.join(' '),
    examples: examples.length,
    holes: [
      ...compareDocument(document, definition, lists),
      ...untranslated,
      ...(THREE_LANGUAGES.includes(document.catalogue) && languages.join(' ') !== 'pl en uk'
        ? ['not in three languages']
        : []),
      ...(template ? [] : ['no printed shape']),
      ...['full', 'minimal'].filter((name) => !names.includes(name)).map((name) => `no example ${name}`),
    ],
  };
}

const rows = printed.map(rowOf);
const unknown = formSlugs().filter((slug) => !printed.some((document) => document.slug === slug));

console.log('document                               fields  languages  printed  examples  processes');
for (const { document, fields, languages, template, examples, processes: used } of rows) {
  const name = `${document.catalogue.padEnd(4)}${document.slug}`.padEnd(39);
  const columns = [
    String(fields).padStart(6),
    languages.padEnd(9),
    template ? 'yes    ' : 'no     ',
    String(examples).padStart(8),
  ];
  console.log(`${name}${columns.join('  ')}  ${used.length === 0 ? '–' : used.join(', ')}`);
}
const holes = [
  ...compareLists(lists, library.lists),
  ...rows.flatMap(({ document, holes: found }) =>
    found.map((hole) => `${document.catalogue} ${document.slug}: ${hole}`),
  ),
  ...unknown.map((slug) => `${slug}: a form that the transcription does not know`),
];
for (const hole of holes) console.log(hole);
const compared = rows.reduce((sum, row) => sum + row.fields, 0);
console.log(`forms:catalogue: ${rows.length} documents, ${compared} entries compared, ${holes.length} holes`);
if (rows.length === 0 || holes.length > 0) process.exit(1);
