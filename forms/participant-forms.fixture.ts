import type { EarlierDocument, RuleContext } from '../functions/domain/documents/rules/index.ts';
import { type Answers, compose, type Form, loadForm, type StoredFile } from '../functions/domain/forms/index.ts';
import type { LocalDate } from '../functions/domain/time.ts';
import { type FormExample, formSlugs, readDefinition, readExamples, readLibrary } from './read-forms.ts';

const TODAY = '2026-07-01' as LocalDate;

export const library = readLibrary();

/** Slugs of the participant's documents (catalogue A). */
export const slugs = formSlugs().filter((slug) => readDefinition(slug).properties?.catalogue?.startsWith('A'));

const examples = new Map(slugs.map((slug) => [slug, readExamples(slug)]));

export const examplesOf = (slug: string): readonly FormExample[] => examples.get(slug) ?? [];

export const formOf = (slug: string): Form =>
  loadForm({ slug, scope: 'national', number: 1, definition: compose(readDefinition(slug), library) }, 'pl');

export const ruleNamesOf = (slug: string): readonly string[] =>
  (readDefinition(slug).properties?.rules ?? '').split(' ').filter((name) => name !== '');

const isFile = (value: unknown): value is StoredFile =>
  typeof value === 'object' && value !== null && 'sha256' in value && 'state' in value;

/** Files that an example's respondent has uploaded. */
export const filesIn = (value: unknown): readonly StoredFile[] => {
  if (isFile(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
};

const earlierOf = (example: FormExample): readonly EarlierDocument[] =>
  (example.context?.earlier ?? []).map(({ slug, date, reference, example: name }) => {
    const found = examplesOf(slug).find((other) => other.name === name);
    if (found === undefined) throw new Error(`no example ${name} of ${slug}`);
    return {
      slug,
      date: date as LocalDate,
      answers: found.answers,
      ...(reference !== undefined && { reference }),
    };
  });

/** What an example's rules look back at. Signatures come after answers: unless it says who has signed, the participant has. */
export const contextOf = (example: FormExample): RuleContext => ({
  today: (example.context?.today ?? TODAY) as LocalDate,
  edition: example.context?.edition ?? 1,
  earlier: earlierOf(example),
  signedBy: example.context?.signedBy ?? ['participant'],
});

export const answersOf = (example: FormExample): Answers => example.answers as Answers;
