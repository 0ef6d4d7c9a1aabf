import { describe, expect, test } from 'vitest';
import { check, component, formOf } from '../../../../test/builders/forms.ts';
import { COMPONENT_TYPES, type Component, type JsonValue } from '../definition.ts';
import { emptyAnswers } from '../empty-answers.ts';
import { readPosted } from '../read-posted.ts';
import { viewPage } from '../view-page.ts';
import { structureField, VALUE_FIELDS, type ValueType, valueField } from './table.ts';

const OPTIONS = [{ value: 'alfa', label: 'Alfa' }];

/** For every type that holds a value: a default, what a browser posts, and what is stored after that. */
const TYPES: Readonly<
  Record<ValueType, { default?: JsonValue; post: readonly [string, string][]; stored?: JsonValue }>
> = {
  textfield: { default: 'a', post: [['f', ' b ']], stored: 'b' },
  textarea: { default: 'a', post: [['f', 'b\r\nc']], stored: 'b\nc' },
  email: { default: 'a@example.org', post: [['f', 'b@example.org']], stored: 'b@example.org' },
  phoneNumber: { default: '601 234 567', post: [['f', '602 345 678']], stored: '602 345 678' },
  url: { default: 'https://example.org', post: [['f', 'example.net']], stored: 'https://example.net' },
  number: { default: 1, post: [['f', '1,5']], stored: 1.5 },
  currency: { default: 1, post: [['f', '1 234,50']], stored: 1234.5 },
  select: { default: 'alfa', post: [['f', 'alfa']], stored: 'alfa' },
  radio: { default: 'alfa', post: [['f', 'alfa']], stored: 'alfa' },
  checkbox: { default: true, post: [['f', 'on']], stored: true },
  selectboxes: { default: { alfa: true }, post: [['f', 'alfa']], stored: { alfa: true } },
  survey: { default: { alfa: 'alfa' }, post: [['f.alfa', 'alfa']], stored: { alfa: 'alfa' } },
  day: {
    default: '04/03/2026',
    post: [
      ['f.day', '3'],
      ['f.month', '4'],
      ['f.year', '2026'],
    ],
    stored: '04/03/2026',
  },
  datetime: {
    default: '2026-04-03T09:30',
    post: [
      ['f.day', '3'],
      ['f.month', '4'],
      ['f.year', '2026'],
      ['f.time', '9:30'],
    ],
    stored: '2026-04-03T09:30',
  },
  time: { default: '09:30', post: [['f', '9.30']], stored: '09:30' },
  file: { post: [] },
  signature: {
    post: [
      ['f.kind', 'typed'],
      ['f.name', 'Anna'],
    ],
    stored: { kind: 'typed', name: 'Anna' },
  },
  hidden: { default: 'ours', post: [['f', 'forged']], stored: 'ours' },
};

const fieldOf = (type: ValueType): Component =>
  component({
    type,
    key: 'f',
    ...(TYPES[type].default !== undefined && { defaultValue: TYPES[type].default }),
    ...(type === 'select' ? { data: { values: OPTIONS } } : { values: OPTIONS }),
    questions: OPTIONS,
  });

describe.each(Object.keys(VALUE_FIELDS) as ValueType[])('%s', (type) => {
  const form = formOf([fieldOf(type)]);

  test('starts with its default, which is an answer of its own type', () => {
    const start = emptyAnswers(form);
    expect(start.f).toEqual(TYPES[type].default);
    expect(check([fieldOf(type)], start, { trusted: start }).errors).toEqual([]);
  });

  test('is read from what a browser posts', () => {
    const { raw } = readPosted(form, 0, TYPES[type].post, {});
    expect(check([fieldOf(type)], raw, { trusted: { f: 'ours' } }).answers.f).toEqual(TYPES[type].stored);
  });

  test('knows its own name, and is no structure', () => {
    expect(valueField(type)?.type).toBe(type);
    expect(structureField(type)).toBeUndefined();
  });
});

test('a hidden field is never read from a body, even when asked', () => {
  const posted = { texts: () => ['forged'], files: () => [] };
  expect(VALUE_FIELDS.hidden.read(posted, 'f', fieldOf('hidden'))).toBeUndefined();
});

describe('structures', () => {
  test('hold no value; each is either a structure or a field', () => {
    for (const type of COMPONENT_TYPES)
      expect([type, valueField(type) === undefined]).toEqual([type, structureField(type) !== undefined]);
  });

  test.each(['fieldset', 'panel', 'columns', 'content'] as const)('%s has no rules of its own', (type) => {
    const [node] = formOf([component({ type, key: 's', components: [], columns: [] })]).nodes;
    expect(node && structureField(type)?.check(0, node)).toEqual([]);
  });

  test('a titled section inside a page shows its fields', () => {
    const form = formOf([
      component({
        type: 'panel',
        key: 'page',
        title: 'Strona',
        components: [
          component({
            type: 'panel',
            key: 'part',
            title: 'Część',
            components: [component({ type: 'textfield', key: 'a' })],
          }),
        ],
      }),
    ]);
    expect(viewPage(form, 0, {}, [], { language: 'pl', mode: 'edit' }).fields).toMatchObject([
      { component: 'panel', label: 'Część', fields: [{ name: 'a' }] },
    ]);
  });
});
