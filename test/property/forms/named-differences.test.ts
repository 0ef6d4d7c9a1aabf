import { describe, expect, test } from 'vitest';
import type { Component, JsonValue } from '../../../functions/domain/forms/index.ts';
import { check, component } from '../../builders/forms.ts';
import { askCore, askOurs } from './core-oracle.ts';

const OPTIONS = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];

/** Where our verdict differs from @formio/core's on purpose: what core takes, and why we don't (design page on forms). */
const REFUSED_BY_US: readonly (readonly [string, Component, JsonValue])[] = [
  ['an object as text', component({ type: 'textfield', key: 'f', validate: { maxLength: 3 } }), { a: 'long text' }],
  ['a list as text', component({ type: 'textarea', key: 'f' }), ['a', 'b']],
  [
    'a radio value that is no option',
    component({ type: 'radio', key: 'f', values: OPTIONS, validate: { onlyAvailableItems: false } }),
    'omega',
  ],
  ['a select value that is no option', component({ type: 'select', key: 'f', data: { values: OPTIONS } }), 'omega'],
  [
    'a ticked box that is no option',
    component({ type: 'selectboxes', key: 'f', values: OPTIONS }),
    { alfa: true, omega: true },
  ],
  [
    'a matrix answer that is no option',
    component({ type: 'survey', key: 'f', questions: OPTIONS, values: OPTIONS }),
    { alfa: 'omega' },
  ],
  [
    'a matrix with a row left out, though required',
    component({ type: 'survey', key: 'f', questions: OPTIONS, values: OPTIONS, validate: { required: true } }),
    { alfa: 'alfa', beta: '' },
  ],
  [
    'forged facts about a file',
    component({ type: 'file', key: 'f' }),
    [{ name: 'a.pdf', size: 1, type: 'application/pdf', url: 'https://example.org/x', storage: 'url' }],
  ],
  ['any text as a signature', component({ type: 'signature', key: 'f' }), 'signed'],
  ['text as an amount', component({ type: 'currency', key: 'f' }), 'abc'],
  ['a day that does not exist, as a date', component({ type: 'datetime', key: 'f', enableTime: false }), '2026-02-31'],
  ['a host without a dot', component({ type: 'url', key: 'f' }), 'https://localhost'],
  ['a page that no browser opens (ftp)', component({ type: 'url', key: 'f' }), 'ftp://example.org'],
  ['a mail host that begins with a hyphen', component({ type: 'email', key: 'f' }), 'a@-example.org'],
  ['text that is no telephone number', component({ type: 'phoneNumber', key: 'f' }), 'call me'],
  ['a number with more decimals than allowed', component({ type: 'number', key: 'f', decimalLimit: 1 }), 1.25],
  [
    'fewer rows than the group must have',
    component({
      type: 'datagrid',
      key: 'f',
      validate: { minLength: 2 },
      components: [component({ type: 'textfield', key: 'x' })],
    }),
    [{ x: 'a' }],
  ],
  [
    'more rows than the group may have',
    component({
      type: 'editgrid',
      key: 'f',
      validate: { maxLength: 1 },
      components: [component({ type: 'textfield', key: 'x' })],
    }),
    [{ x: 'a' }, { x: 'b' }],
  ],
  [
    'a pattern of which only the ends are anchored',
    component({ type: 'textfield', key: 'f', validate: { pattern: 'ab|cd' } }),
    'abxx',
  ],
  ['a text beyond our cap', component({ type: 'textfield', key: 'f' }), 'a'.repeat(501)],
];

describe('refused by us, taken by @formio/core', () => {
  test.each(REFUSED_BY_US)('%s', (_name, field, answer) => {
    expect([...askCore([field], { f: answer }).refused]).toEqual([]);
    expect([...askOurs([field], { f: answer }).refused].length).toBeGreaterThan(0);
  });
});

describe('kept by @formio/core, dropped by us', () => {
  test('what a respondent writes into a hidden or locked field', () => {
    const fields = [
      component({ type: 'hidden', key: 'h' }),
      component({ type: 'textfield', key: 'd', disabled: true, defaultValue: 'ours' }),
    ];
    const forged = { h: 'forged', d: 'forged' };
    expect(askCore(fields, forged).data).toEqual(forged);
    expect(askOurs(fields, forged).data).toEqual({ d: 'ours' });
  });

  test('a component type that nobody knows', () => {
    const unknown = { type: 'mystery', key: 'm', input: true } as unknown as Component;
    expect(askCore([unknown], { m: 'anything' }).data).toEqual({ m: 'anything' });
  });

  test('rows that were left empty', () => {
    const grid = component({
      type: 'datagrid',
      key: 'g',
      components: [component({ type: 'textfield', key: 'x', validate: { required: true } })],
    });
    expect([...askCore([grid], { g: [{ x: 'a' }, { x: '' }] }).refused]).toEqual(['g[1].x']);
    expect(check([grid], { g: [{ x: 'a' }, { x: '' }] })).toEqual({ answers: { g: [{ x: 'a' }] }, errors: [] });
  });

  test('spaces around a text and seconds of a time', () => {
    const fields = [component({ type: 'textfield', key: 't' }), component({ type: 'time', key: 'u' })];
    expect(askCore(fields, { t: ' a ', u: '10:00:00' }).data).toEqual({ t: ' a ', u: '10:00:00' });
    expect(askOurs(fields, { t: ' a ', u: '10:00:00' }).data).toEqual({ t: 'a', u: '10:00' });
  });
});

describe('what breaks @formio/core is an ordinary refusal here', () => {
  const rowCondition = component({
    type: 'datagrid',
    key: 'g',
    components: [
      component({ type: 'textfield', key: 'x' }),
      component({
        type: 'textfield',
        key: 'y',
        conditional: {
          show: true,
          conjunction: 'all',
          conditions: [{ component: 'g.x', operator: 'isEqual', value: 'yes' }],
        },
      }),
    ],
  });

  test('a number as a day', () => {
    const day = component({
      type: 'day',
      key: 'd',
      fields: { day: {}, month: {}, year: {} },
      validate: { required: true },
    });
    expect(() => askCore([day], { d: 5 })).toThrow();
    expect(check([day], { d: 5 }).errors.map(({ code }) => code)).toEqual(['not-a-date']);
  });

  test('800 rows with a row condition take no longer than 100 ms', () => {
    const g = Array.from({ length: 800 }, (_, at) => ({ x: at % 2 ? 'yes' : 'no', y: 'kept?' }));
    const start = performance.now();
    const { answers, errors } = check([rowCondition], { g });
    expect(performance.now() - start).toBeLessThan(100);
    expect(errors).toEqual([]);
    expect((answers.g as { y?: string }[]).filter(({ y }) => y !== undefined)).toHaveLength(400);
  });

  test('a pattern that backtracks without end', () => {
    const start = performance.now();
    const field = component({ type: 'textfield', key: 'p', validate: { pattern: '(a+)+b' } });
    expect(check([field], { p: 'a'.repeat(500) }).errors.map(({ code }) => code)).toEqual(['pattern']);
    expect(performance.now() - start).toBeLessThan(100);
  });

  test('an object 5,000 levels deep', () => {
    let deep: JsonValue = 'x';
    for (let level = 0; level < 5000; level += 1) deep = { deep };
    expect(check([component({ type: 'textfield', key: 't' })], { t: deep }).errors).toEqual([
      { pointer: '', code: 'too-large' },
    ]);
  });
});
