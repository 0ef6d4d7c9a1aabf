import { describe, expect, test } from 'vitest';
import { check, component, definitionOf, formOf, TODAY, verdict } from '../../../test/builders/forms.ts';
import { checkAnswers } from './check-answers.ts';
import type { Component, Condition, JsonValue } from './definition.ts';
import { emptyAnswers } from './empty-answers.ts';
import { loadForm } from './load-form.ts';

const text = (key: string, more: Partial<Component> = {}): Component => component({ type: 'textfield', key, ...more });
const when = (asked: string, value: Condition['value'] = 'yes'): Pick<Component, 'conditional'> => ({
  conditional: {
    show: true,
    conjunction: 'all',
    conditions: [{ component: asked, operator: 'isEqual', ...(value !== undefined && { value }) }],
  },
});

describe('what is kept', () => {
  test('unknown keys are dropped at every level', () => {
    const group = component({ type: 'container', key: 'c', components: [text('a')] });
    const grid = component({ type: 'datagrid', key: 'g', components: [text('b')] });
    const raw = { x: 1, c: { a: 'A', x: 1 }, g: [{ b: 'B', x: 1 }] };
    expect(check([group, grid], raw).answers).toEqual({ c: { a: 'A' }, g: [{ b: 'B' }] });
  });

  test.each([
    ['an own __proto__', '{"__proto__":{"polluted":true},"a":"x"}', ''],
    ['constructor in a row', '{"g":[{"constructor":{}}]}', '/g/0'],
    ['prototype in a group', '{"c":{"prototype":1}}', '/c'],
  ])('prototype keys are refused: %s', (_name, json, pointer) => {
    expect(check([text('a')], JSON.parse(json))).toEqual({ answers: {}, errors: [{ pointer, code: 'forbidden-key' }] });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    ['a list', [], 'not-answers'],
    ['nothing', undefined, 'not-answers'],
    ['a date object', { a: new Date() }, 'not-answers'],
    ['a function', { a: () => 1 }, 'not-answers'],
    ['too much text', { a: 'x'.repeat(1_000_001) }, 'too-large'],
    ['too many values', { a: Array.from({ length: 30_001 }, () => 1) }, 'too-large'],
  ])('answers that are no plain answers are refused: %s', (_name, raw, code) => {
    expect(check([text('a')], raw).errors.map((error) => error.code)).toEqual([code]);
  });

  test('types come before rules, and a group or a list of another kind is refused', () => {
    const group = component({ type: 'container', key: 'c', validate: { required: true }, components: [text('a')] });
    const grid = component({ type: 'datagrid', key: 'g', validate: { required: true }, components: [text('b')] });
    expect(verdict([group, grid], { c: 'x', g: 'y' }).errors).toEqual(['/c not-a-group', '/g not-rows']);
    expect(verdict([grid], { g: ['row', { b: 'B' }] }).errors).toEqual(['/g/0 not-a-group']);
    expect(verdict([group], {}).errors).toEqual(['/c required']);
    expect(verdict([group], { c: { a: 'x' } }).errors).toEqual([]);
  });

  test('a draft keeps partial answers and checks only types', () => {
    const fields = [
      text('a', { validate: { required: true } }),
      component({ type: 'number', key: 'n', validate: { min: 5 } }),
    ];
    expect(verdict(fields, { n: 1 }, { phase: 'draft' })).toEqual({ errors: [], answers: { n: 1 } });
    expect(verdict(fields, { n: 'x' }, { phase: 'draft' }).errors).toEqual(['/n not-a-number']);
  });

  test('on one page only its rules are applied', () => {
    const pages = ['one', 'two'].map((key) =>
      component({ type: 'panel', key, title: key, components: [text(`${key}Name`, { validate: { required: true } })] }),
    );
    expect(verdict(pages, {}, { page: 1 }).errors).toEqual(['/twoName required']);
    expect(verdict(pages, {}, { page: 7 }).errors).toEqual([]);
    expect(verdict(pages, {}).errors).toEqual(['/oneName required', '/twoName required']);
  });

  test('on the page of one row only that row', () => {
    const grid = component({
      type: 'editgrid',
      key: 'g',
      components: [text('a', { validate: { required: true } }), text('b')],
    });
    const raw = { g: [{ b: 'x' }, { b: 'y' }] };
    expect(verdict([grid], raw, { page: { page: 0, grid: 'g', row: 1 } }).errors).toEqual(['/g/1/a required']);
  });
});

describe('what only the server sets', () => {
  const fields = [
    component({ type: 'hidden', key: 'number' }),
    text('kis', { disabled: true, defaultValue: 'KIS Kraków' }),
    text('name'),
  ];

  test('comes from the trusted answers, never from the respondent', () => {
    const forged = { number: 'X', kis: 'X', name: 'Anna' };
    expect(check(fields, forged).answers).toEqual({ kis: 'KIS Kraków', name: 'Anna' });
    expect(check(fields, forged, { trusted: { number: 'K-1', kis: 'KIS Tarnów' } }).answers).toEqual({
      number: 'K-1',
      kis: 'KIS Tarnów',
      name: 'Anna',
    });
  });

  test('a required one that is missing is said to be ours to mend', () => {
    const { errors } = check([component({ type: 'hidden', key: 'n', validate: { required: true } })], {});
    expect(errors[0]?.params).toMatchObject({ kind: 'server' });
  });

  test('fixed rows stay as given, whatever is posted', () => {
    const matrix = component({
      type: 'datagrid',
      key: 'm',
      disableAddingRemovingRows: true,
      defaultValue: [{ row: 'a' }, { row: 'b' }],
      components: [
        component({
          type: 'select',
          key: 'row',
          disabled: true,
          data: {
            values: [
              { value: 'a', label: 'A' },
              { value: 'b', label: 'B' },
            ],
          },
        }),
        text('note'),
      ],
    });
    const raw = { m: [{ row: 'b', note: 'first' }, { note: 'second' }, { row: 'a', note: 'third' }] };
    expect(check([matrix], raw).answers).toEqual({
      m: [
        { row: 'a', note: 'first' },
        { row: 'b', note: 'second' },
      ],
    });
    const trusted = { m: [{ row: 'b' }] };
    expect(check([matrix], raw, { trusted }).answers).toEqual({ m: [{ row: 'b', note: 'first' }] });
  });

  test('in rows that come and go a server value must be one of the server’s own', () => {
    const grid = component({
      type: 'datagrid',
      key: 'g',
      components: [component({ type: 'hidden', key: 'id' }), text('t')],
    });
    const trusted = {
      g: [
        { id: '1', t: 'a' },
        { id: '2', t: 'b' },
      ],
    };
    const raw = {
      g: [
        { id: '2', t: 'b' },
        { id: '9', t: 'x' },
      ],
    };
    expect(check([grid], raw, { trusted }).answers).toEqual({ g: [{ id: '2', t: 'b' }, { t: 'x' }] });
    expect(check([grid], { g: [{ t: 'new' }] }, { trusted: { g: [5] as unknown as JsonValue } }).answers).toEqual({
      g: [{ t: 'new' }],
    });
  });

  test('a field out of use is neither asked nor stored', () => {
    const retired = [
      text('a', { hidden: true, validate: { required: true } }),
      component({ type: 'fieldset', key: 's', hidden: true, legend: 'S', components: [text('b')] }),
    ];
    expect(check(retired, { a: 'x', b: 'y' })).toEqual({ answers: {}, errors: [] });
  });
});

describe('what is hidden', () => {
  test('is cleared, with everything that depends on it', () => {
    const fields = [
      text('a'),
      text('b', when('a')),
      text('c', when('b', 'b')),
      text('d', {
        conditional: { show: false, conjunction: 'any', conditions: [{ component: 'c', operator: 'isNotEmpty' }] },
      }),
    ];
    expect(check(fields, { a: 'yes', b: 'b', c: 'c', d: 'd' }).answers).toEqual({ a: 'yes', b: 'b', c: 'c' });
    expect(check(fields, { a: 'no', b: 'b', c: 'c', d: 'd' }).answers).toEqual({ a: 'no', d: 'd' });
  });

  test('does not depend on the order of fields', () => {
    const fields = [text('c', when('b', 'b')), text('b', when('a')), text('a')];
    expect(check(fields, { a: 'no', b: 'b', c: 'c' }).answers).toEqual({ a: 'no' });
  });

  test('takes a whole section, a group, a list with it', () => {
    const fields = [
      text('a'),
      component({
        type: 'fieldset',
        key: 's',
        legend: 'S',
        ...when('a'),
        components: [text('b', { validate: { required: true } })],
      }),
      component({
        type: 'container',
        key: 'c',
        ...when('a'),
        components: [text('d', { validate: { required: true } })],
      }),
      component({ type: 'datagrid', key: 'g', ...when('a'), validate: { required: true }, components: [text('e')] }),
      component({ type: 'columns', key: 'k', columns: [{ components: [text('f', when('a'))] }] }),
    ];
    expect(check(fields, { a: 'no', b: 'b', c: { d: 'd' }, g: [{ e: 'e' }], f: 'f' })).toEqual({
      answers: { a: 'no' },
      errors: [],
    });
    expect(verdict(fields, { a: 'yes' }).errors).toEqual(['/b required', '/c/d required', '/g required']);
  });

  test('goes row by row', () => {
    const grid = component({
      type: 'datagrid',
      key: 'g',
      components: [text('a'), text('b', { ...when('a'), validate: { required: true } })],
    });
    expect(verdict([grid], { g: [{ a: 'yes' }, { a: 'no', b: 'x' }] })).toEqual({
      errors: ['/g/0/b required'],
      answers: { g: [{ a: 'yes' }, { a: 'no' }] },
    });
  });

  test('a circle of conditions neither hangs nor throws', () => {
    const fields = [text('a', when('b')), text('b', when('a'))];
    expect(check(fields, { a: 'yes', b: 'yes' }).errors).toEqual([]);
  });

  test('Form.io’s older condition, and JSON Logic', () => {
    const fields = [
      component({ type: 'checkbox', key: 't' }),
      text('a', { conditional: { show: 'true', when: 't', eq: 'true' } }),
      text('b', { conditional: { json: { '==': [{ var: 'data.t' }, true] } } }),
      text('c', { conditional: { show: true, when: 'nobody', eq: 'x' } }),
    ];
    expect(check(fields, { t: true, a: 'a', b: 'b', c: 'c' }).answers).toEqual({ t: true, a: 'a', b: 'b', c: 'c' });
    expect(check(fields, { t: false, a: 'a', b: 'b' }).answers).toEqual({ t: false });
  });

  test('a question about rows from outside is true when one row fits', () => {
    const fields = [component({ type: 'datagrid', key: 'g', components: [text('a')] }), text('b', when('g.a'))];
    expect(check(fields, { g: [{ a: 'no' }, { a: 'yes' }], b: 'B' }).answers).toMatchObject({ b: 'B' });
    expect(check(fields, { g: [{ a: 'no' }, {}], b: 'B' }).answers).not.toHaveProperty('b');
  });
});

describe('what is calculated', () => {
  test('sums over rows, after hidden values are gone, rounded to the field’s places', () => {
    const fields = [
      component({
        type: 'datagrid',
        key: 'g',
        components: [text('a'), component({ type: 'number', key: 'n', ...when('a') })],
      }),
      component({
        type: 'number',
        key: 'sum',
        disabled: true,
        decimalLimit: 1,
        calculateValue: {
          reduce: [{ var: 'data.g' }, { '+': [{ var: 'accumulator' }, { var: ['current.n', 0] }] }, 0],
        },
      }),
      text('words', { calculateValue: { '+': [{ var: 'data.sum' }, 1] } }),
      text('nothing', { calculateValue: { '/': [1, 0] } }),
    ];
    const raw = {
      g: [
        { a: 'yes', n: 1.26 },
        { a: 'no', n: 100 },
      ],
      sum: 5,
      words: 'forged',
    };
    expect(check(fields, raw).answers).toEqual({ g: [{ a: 'yes', n: 1.26 }, { a: 'no' }], sum: 1.3, words: '2.3' });
  });

  test('in a row by the row’s own answers, and not at all where it is hidden', () => {
    const fields = [
      text('show'),
      component({
        type: 'datagrid',
        key: 'g',
        components: [
          component({ type: 'number', key: 'n' }),
          component({ type: 'number', key: 'double', calculateValue: { '*': [{ var: 'row.n' }, 2] } }),
        ],
      }),
      component({
        type: 'fieldset',
        key: 's',
        legend: 'S',
        ...when('show'),
        components: [component({ type: 'number', key: 'total', calculateValue: { '+': [1, 1] } })],
      }),
      component({ type: 'number', key: 'gone', hidden: true, calculateValue: { '+': [1, 1] } }),
    ];
    expect(check(fields, { g: [{ n: 2 }, { n: 3 }] }).answers).toEqual({
      g: [
        { n: 2, double: 4 },
        { n: 3, double: 6 },
      ],
    });
    expect(check(fields, { show: 'yes' }).answers).toEqual({ show: 'yes', total: 2 });
  });

  test('inside a group and a section of it', () => {
    const sum = component({ type: 'number', key: 'sum', calculateValue: { '+': [{ var: 'row.n' }, 1] } });
    const group = component({
      type: 'container',
      key: 'c',
      components: [
        component({ type: 'number', key: 'n' }),
        component({ type: 'fieldset', key: 's', legend: 'S', components: [sum, text('later', when('c.n', 1))] }),
      ],
    });
    expect(check([group], { c: { n: 1, later: 'x' } }).answers).toEqual({ c: { n: 1, sum: 2, later: 'x' } });
    expect(check([group], { c: { n: 2, later: 'x' } }).answers).toEqual({ c: { n: 2, sum: 3 } });
  });

  test('logic without end is refused instead of hiding fields at random', () => {
    const json = { some: [{ var: 'data.g' }, { '==': [{ var: 'a' }, 'never'] }] };
    const fields = [
      component({ type: 'datagrid', key: 'g', components: [text('a'), text('b', { conditional: { json } })] }),
    ];
    const g = Array.from({ length: 600 }, () => ({ a: 'x' }));
    expect(check(fields, { g })).toEqual({ answers: {}, errors: [{ pointer: '', code: 'too-large' }] });
  });
});

describe('rows', () => {
  const grid = (validate: Component['validate']): Component =>
    component({
      type: 'datagrid',
      key: 'g',
      ...(validate && { validate }),
      components: [
        text('a', { validate: { required: true } }),
        component({ type: 'checkbox', key: 't' }),
        component({ type: 'container', key: 'c', components: [text('d')] }),
        component({ type: 'datagrid', key: 'i', components: [text('e')] }),
      ],
    });

  test('empty rows are dropped on submit, kept in a draft', () => {
    const raw = { g: [{ a: 'x' }, { t: false, c: {}, i: [{}] }, { a: 'y' }] };
    expect(verdict([grid(undefined)], raw)).toEqual({ errors: [], answers: { g: [{ a: 'x' }, { a: 'y' }] } });
    expect((check([grid(undefined)], raw, { phase: 'draft' }).answers.g as unknown[]).length).toBe(3);
  });

  test('rows that must be there say what they lack', () => {
    expect(verdict([grid({ minLength: 2 })], { g: [{ a: 'x' }, {}] }).errors).toEqual(['/g/1/a required']);
    expect(verdict([grid({ minLength: 2 })], { g: [{ a: 'x' }] }).errors).toEqual(['/g too-few-rows']);
    expect(verdict([grid({ required: true })], {}).errors).toEqual(['/g required']);
    expect(verdict([grid({ maxLength: 1 })], { g: [{ a: 'x' }, { a: 'y' }] }).errors).toEqual(['/g too-many-rows']);
  });

  test('more than a thousand are never taken', () => {
    const { answers, errors } = check([grid(undefined)], { g: Array.from({ length: 1001 }, () => ({ a: 'x' })) });
    expect(errors.map(({ code }) => code)).toEqual(['too-many-rows']);
    expect((answers.g as unknown[]).length).toBe(1000);
  });
});

describe('starting answers', () => {
  test('hold defaults, preset rows and the rows that must be there', () => {
    const form = formOf([
      text('a', { defaultValue: 'A' }),
      text('empty', { defaultValue: '' }),
      component({ type: 'container', key: 'c', components: [text('b', { defaultValue: 'B' })] }),
      component({ type: 'container', key: 'nothing', components: [text('x')] }),
      component({
        type: 'datagrid',
        key: 'g',
        validate: { minLength: 2 },
        components: [text('d', { defaultValue: 'D' })],
      }),
      component({
        type: 'datagrid',
        key: 'preset',
        disableAddingRemovingRows: true,
        defaultValue: [{ r: '1' }],
        components: [text('r')],
      }),
      component({ type: 'datagrid', key: 'noise', defaultValue: [{}], components: [text('n')] }),
      component({ type: 'datagrid', key: 'odd', disableAddingRemovingRows: true, components: [text('o')] }),
    ]);
    expect(emptyAnswers(form)).toEqual({ a: 'A', c: { b: 'B' }, g: [{ d: 'D' }, { d: 'D' }], preset: [{ r: '1' }] });
  });
});

describe('loading', () => {
  test('is done once per version and language', () => {
    const version = { slug: 'sample', scope: 'national', number: 3, definition: definitionOf([text('a')]) } as const;
    expect(loadForm(version, 'pl')).toBe(loadForm(version, 'pl'));
    expect(loadForm(version, 'uk')).not.toBe(loadForm(version, 'pl'));
    expect(loadForm(version, 'pl').reference).toBe('sample@national.3');
  });

  test('a region’s answers are checked with the region’s definition', () => {
    const form = loadForm(
      {
        slug: 's',
        scope: 'malopolska' as never,
        number: 2,
        definition: definitionOf([text('a', { validate: { required: true } })]),
      },
      'pl',
    );
    expect(form.reference).toBe('s@malopolska.2');
    expect(checkAnswers(form, {}, { today: TODAY, phase: 'submit' }).errors).toHaveLength(1);
  });
});
