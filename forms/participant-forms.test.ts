import { describe, expect, it } from 'vitest';
import { ROLES } from '../functions/domain/directory/roles.ts';
import { calculations, rules } from '../functions/domain/documents/rules/index.ts';
import { checkAnswers, isJsonObject, type JsonValue, lint } from '../functions/domain/forms/index.ts';
import type { FieldError } from '../functions/domain/result.ts';
import timers from '../workflows/timers.json' with { type: 'json' };
import {
  answersOf,
  contextOf,
  examplesOf,
  filesIn,
  formOf,
  library,
  ruleNamesOf,
  slugs,
} from './participant-forms.fixture.ts';
import { type FormExample, readDefinition } from './read-forms.ts';

function check(slug: string, example: FormExample) {
  return checkAnswers(formOf(slug), example.answers, {
    today: contextOf(example).today,
    phase: 'submit',
    trusted: answersOf(example),
    files: filesIn(example.answers),
  });
}

/** Everything that any rule says about an example, at whatever moment it speaks. */
function errorsOf(slug: string, example: FormExample): readonly FieldError[] {
  const { answers, errors } = check(slug, example);
  return [...errors, ...ruleNamesOf(slug).flatMap((name) => rules.get(name)?.check(answers, contextOf(example)) ?? [])];
}

// Rules that only speak when a document is closed or takes effect are silent about examples of its earlier life.
const isAboutLater = (error: FieldError, example: FormExample): boolean => {
  const when = rules.get(error.code)?.when;
  return (when === 'close' || when === 'effect' || when === 'warn') && example.breaks?.code !== error.code;
};

/** Paths of what was answered but is not kept. */
function lost(given: unknown, kept: JsonValue | undefined, path = ''): readonly string[] {
  if (typeof given !== 'object' || given === null) return given === kept ? [] : [path];
  if (Array.isArray(given) && Array.isArray(kept))
    return given.flatMap((row, at) => lost(row, kept[at], `${path}/${at}`));
  const group = isJsonObject(kept) ? kept : {};
  return Object.entries(given).flatMap(([key, value]) => lost(value, group[key], `${path}/${key}`));
}

it('knows the eighteen documents of the participant', () => {
  expect(slugs).toHaveLength(18);
});

describe.each(slugs)('%s', (slug) => {
  it('passes the linter', () => {
    expect(lint(formOf(slug).definition).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names only rules, lists and parts that exist', () => {
    const named = JSON.stringify(readDefinition(slug));
    const lists = [...named.matchAll(/"list":"([^"]+)"/g)].flatMap(([, names]) => (names ?? '').split(' '));
    const parts = [...named.matchAll(/"part":"([^"]+)"/g)].map(([, name]) => name ?? '');
    const byFields = [...named.matchAll(/"rules":"([^"]+)"/g)].flatMap(([, names]) => (names ?? '').split(' '));
    expect(lists.filter((name) => !Object.hasOwn(library.lists, name))).toEqual([]);
    expect(parts.filter((name) => !Object.hasOwn(library.parts, name))).toEqual([]);
    expect(byFields.filter((name) => !ruleNamesOf(slug).includes(name) || !rules.has(name))).toEqual([]);
  });

  it('takes over values only from fields that exist, in groups with something in common', () => {
    const wrong = formOf(slug).nodes.flatMap((node) => {
      const { prefill = '', compare = '' } = node.component.properties ?? {};
      return `${prefill} ${compare}`
        .split(' ')
        .filter((named) => named !== '')
        .filter((named) => {
          const [from = '', path = ''] = named.split(':');
          const source = slugs.includes(from) ? formOf(from).byPath.get(path) : undefined;
          const keys = source?.answerChildren.map(({ component }) => component.key) ?? [];
          const shares = node.answerChildren.some(({ component }) => keys.includes(component.key));
          return source === undefined || source.holds !== node.holds || (node.answerChildren.length > 0 && !shares);
        })
        .map((named) => `${node.stableId} from ${named}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has calculated fields only for calculations that exist', () => {
    const set = formOf(slug).nodes.flatMap(({ component }) => component.properties?.auto ?? []);
    // A withdrawal is an act of its own, entered by the server when it happens.
    expect(set.filter((name) => !calculations.has(name) && name !== 'consent-withdrawn-at')).toEqual([]);
  });

  it('has a deadline that is a timer, and signers that are roles', () => {
    const { deadline = '', signOff = '' } = readDefinition(slug).properties ?? {};
    const signers = signOff.split(/[\s>]+/).map((role) => role.replace('?', ''));
    expect(Object.keys(timers)).toContain(deadline);
    expect(signers.filter((role) => role !== '' && !ROLES.some((known) => known === role))).toEqual([]);
  });

  it('gives every field an id of its own', () => {
    const ids = formOf(slug).nodes.map(({ stableId }) => stableId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has a full and a minimal example and one for each of its rules', () => {
    const broken = examplesOf(slug).map(({ breaks }) => breaks?.code);
    expect(examplesOf(slug).map(({ name }) => name)).toEqual(expect.arrayContaining(['full', 'minimal']));
    expect(ruleNamesOf(slug).filter((name) => !broken.includes(name))).toEqual([]);
  });

  it.each(examplesOf(slug).map((example) => [example.name, example] as const))(
    'example %s breaks exactly what it says',
    (_name, example) => {
      const errors = errorsOf(slug, example)
        .filter((error) => !isAboutLater(error, example))
        .map(({ pointer, code }) => ({ pointer, code }));
      expect(errors).toEqual(example.breaks === null ? [] : [example.breaks]);
    },
  );

  it('keeps every answer of its examples', () => {
    const whole = examplesOf(slug).filter(({ breaks }) => breaks === null);
    expect(whole.flatMap((example) => lost(example.answers, check(slug, example).answers, example.name))).toEqual([]);
  });
});
