import { describe, expect, it } from 'vitest';
import { type EarlierDocument, type RuleContext, rules } from '../functions/domain/documents/rules/index.ts';
import {
  type Answers,
  checkAnswers,
  compose,
  type FormVersion,
  loadForm,
  type StoredFile,
} from '../functions/domain/forms/index.ts';
import type { FieldError } from '../functions/domain/result.ts';
import type { LocalDate } from '../functions/domain/time.ts';
import { type FormExample, formSlugs, readDefinition, readExamples, readLibrary } from './read-forms.ts';

const TODAY = '2026-07-01' as LocalDate;
const library = readLibrary();
const slugs = formSlugs().filter((slug) => readDefinition(slug).properties?.catalogue?.startsWith('A'));
const examplesOf = new Map(slugs.map((slug) => [slug, readExamples(slug)]));

const formOf = (slug: string) => {
  const version: FormVersion = {
    slug,
    scope: 'national',
    number: 1,
    definition: compose(readDefinition(slug), library),
  };
  return loadForm(version, 'pl');
};

const isFile = (value: unknown): value is StoredFile =>
  typeof value === 'object' && value !== null && 'sha256' in value && 'state' in value;

const filesIn = (value: unknown): readonly StoredFile[] => {
  if (isFile(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
};

const earlierOf = (example: FormExample): readonly EarlierDocument[] =>
  (example.context?.earlier ?? []).map(({ slug, date, reference, example: name }) => {
    const found = examplesOf.get(slug)?.find((other) => other.name === name);
    if (found === undefined) throw new Error(`no example ${name} of ${slug}`);
    return {
      slug,
      date: date as LocalDate,
      answers: found.answers,
      ...(reference !== undefined && { reference }),
    };
  });

const contextOf = (example: FormExample): RuleContext => ({
  today: (example.context?.today ?? TODAY) as LocalDate,
  edition: example.context?.edition ?? 1,
  earlier: earlierOf(example),
  // Signatures come after the answers: unless an example says who has signed, everybody has.
  signedBy: example.context?.signedBy ?? ['participant'],
});

/** Everything that any rule says about an example, at whatever moment it speaks. */
function errorsOf(slug: string, example: FormExample): readonly FieldError[] {
  const form = formOf(slug);
  const context = contextOf(example);
  const { answers, errors } = checkAnswers(form, example.answers, {
    today: context.today,
    phase: 'submit',
    trusted: example.answers as Answers,
    files: filesIn(example.answers),
  });
  const names = (form.definition.properties?.rules ?? '').split(' ').filter((name) => name !== '');
  return [...errors, ...names.flatMap((name) => rules.get(name)?.check(answers, context) ?? [])];
}

// Rules that only speak when a document is closed or takes effect are silent about examples of its earlier life.
const isAboutLater = (error: FieldError, example: FormExample): boolean => {
  const when = rules.get(error.code)?.when;
  return (when === 'close' || when === 'effect' || when === 'warn') && example.breaks?.code !== error.code;
};

it('knows the eighteen documents of the participant', () => {
  expect(slugs).toHaveLength(18);
});

describe.each(slugs)('%s', (slug) => {
  it('names only rules, lists and parts that exist', () => {
    const definition = readDefinition(slug);
    const named = JSON.stringify(definition);
    const lists = [...named.matchAll(/"list":"([^"]+)"/g)].flatMap(([, names]) => (names ?? '').split(' '));
    const parts = [...named.matchAll(/"part":"([^"]+)"/g)].map(([, name]) => name ?? '');
    const ruleNames = (definition.properties?.rules ?? '').split(' ').filter((name) => name !== '');
    expect(lists.filter((name) => !Object.hasOwn(library.lists, name))).toEqual([]);
    expect(parts.filter((name) => !Object.hasOwn(library.parts, name))).toEqual([]);
    expect(ruleNames.filter((name) => !rules.has(name))).toEqual([]);
  });

  it('gives every field an id of its own', () => {
    const ids = formOf(slug).nodes.map(({ stableId }) => stableId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has a full and a minimal example and one for each of its rules', () => {
    const examples = examplesOf.get(slug) ?? [];
    const names = examples.map(({ name }) => name);
    const ruleNames = (readDefinition(slug).properties?.rules ?? '').split(' ').filter((name) => name !== '');
    const broken = examples.map(({ breaks }) => breaks?.code);
    expect(names).toEqual(expect.arrayContaining(['full', 'minimal']));
    expect(ruleNames.filter((name) => !broken.includes(name))).toEqual([]);
  });

  it.each((examplesOf.get(slug) ?? []).map((example) => [example.name, example] as const))(
    'example %s breaks exactly what it says',
    (_name, example) => {
      const errors = errorsOf(slug, example)
        .filter((error) => !isAboutLater(error, example))
        .map(({ pointer, code }) => ({ pointer, code }));
      expect(errors).toEqual(example.breaks === null ? [] : [example.breaks]);
    },
  );
});
