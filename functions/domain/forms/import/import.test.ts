import { describe, expect, test } from 'vitest';
import { component, definitionOf } from '../../../../test/builders/forms.ts';
import type { Component, JsonValue } from '../definition.ts';
import { importForeign, importSentence } from './import-foreign.ts';

const form = (components: readonly unknown[], more: Record<string, unknown> = {}): unknown => ({
  title: 'Form',
  name: 'form',
  path: 'form',
  type: 'form',
  display: 'form',
  components,
  ...more,
});
const text = (key: string, more: Record<string, unknown> = {}) => ({
  type: 'textfield',
  key,
  label: key,
  input: true,
  ...more,
});
const entries = (json: unknown): readonly string[] => {
  const { report } = importForeign(json);
  return (['refused', 'dropped', 'changed'] as const).flatMap((outcome) =>
    report[outcome]
      .filter(({ code }) => code !== 'id-added')
      .map(({ pointer, code }) => `${outcome} ${pointer} ${code}`),
  );
};
const first = (json: unknown): Component => {
  const [component] = importForeign(json).definition?.components ?? [];
  if (!component) throw new Error('nothing was imported');
  return component;
};

describe('nothing is lost without an entry', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'code in a condition',
      text('a', { customConditional: 'show = 1' }),
      ['refused /components/0/customConditional code-refused'],
    ],
    [
      'code as a rule',
      text('a', { validate: { custom: 'valid = 1' } }),
      ['refused /components/0/validate/custom code-refused'],
    ],
    [
      'code as a calculation',
      text('a', { calculateValue: 'value = 1' }),
      ['refused /components/0/calculateValue code-refused'],
    ],
    [
      'a template',
      {
        ...text('a'),
        type: 'select',
        data: { values: [{ value: 'x', label: 'X' }] },
        template: '<b>{{ item.label }}</b>',
      },
      ['refused /components/0/template code-refused'],
    ],
    [
      'a pattern that backtracks',
      text('a', { validate: { pattern: '(a+)+b' } }),
      ['refused /components/0/validate/pattern pattern-refused'],
    ],
    [
      'a condition in code',
      text('a', { conditional: { json: 'code', show: true, when: 'b', eq: 1, odd: 1 } }),
      ['refused /components/0/conditional/json code-refused', 'dropped /components/0/conditional/odd property-dropped'],
    ],
    ['an unknown type', { type: 'recaptcha', key: 'r' }, ['refused /components/0 component-refused']],
    ['a button', { type: 'button', key: 'submit', label: 'Wyślij' }, ['dropped /components/0 button-dropped']],
    ['an unknown property', text('a', { superpower: true }), ['dropped /components/0/superpower property-dropped']],
    [
      'a setting at odds with ours',
      text('a', { clearOnHide: 'no' }),
      ['dropped /components/0/clearOnHide value-dropped'],
    ],
    [
      'a rule that no one knows',
      text('a', { validate: { odd: 1, maxLength: 'x', unique: true } }),
      [
        'dropped /components/0/validate/odd property-dropped',
        'dropped /components/0/validate/maxLength value-dropped',
        'dropped /components/0/validate/unique value-dropped',
      ],
    ],
    [
      'numbers in text',
      text('a', { validate: { maxLength: '5' } }),
      ['changed /components/0/validate/maxLength number-read'],
    ],
    ['markup in a label', text('a', { label: '<b>A</b>' }), ['changed /components/0/label text-cleaned']],
    [
      'markup in a text block',
      { type: 'htmlelement', key: 'h', content: '<p onclick="x">A</p>' },
      ['changed /components/0/type type-mapped', 'changed /components/0/html html-cleaned'],
    ],
    ['a missing label', { type: 'textfield', key: 'a' }, ['changed /components/0/label label-added']],
    ['a key with dots', text('a.b'), ['changed /components/0/key key-changed']],
    ['no key at all', { type: 'textfield', label: 'A' }, ['changed /components/0/key key-changed']],
    ['a forbidden key', text('__proto__'), ['changed /components/0/key key-changed']],
    [
      'files elsewhere',
      { type: 'file', key: 'f', label: 'F', storage: 's3', url: 'https://example.org' },
      ['refused /components/0/url code-refused', 'changed /components/0/storage storage-changed'],
    ],
    ['several texts in one field', text('a', { multiple: true }), ['changed /components/0/multiple multiple-wrapped']],
    [
      'a choice from the web',
      { type: 'select', key: 's', label: 'S', dataSrc: 'url', data: { url: 'https://example.org' } },
      [
        'refused /components/0/data/url source-refused',
        'refused /components/0/dataSrc source-refused',
        'changed /components/0/type type-mapped',
      ],
    ],
    [
      'a choice without choices',
      { type: 'radio', key: 'r', label: 'R', dataSrc: 'url', values: [{ value: '', label: '' }] },
      ['refused /components/0/dataSrc source-refused', 'changed /components/0/type type-mapped'],
    ],
    [
      'options twice',
      {
        type: 'radio',
        key: 'r',
        label: 'R',
        values: [
          { value: 1, label: 'A' },
          { value: '1', label: 'B' },
        ],
      },
      ['changed /components/0/values options-cleaned'],
    ],
    [
      'a well',
      { type: 'well', key: 'w', label: 'W', components: [text('a')] },
      ['changed /components/0/type type-mapped'],
    ],
    [
      'own facts that are no texts',
      text('a', { properties: { weight: 3, deep: { a: 1 } } }),
      ['dropped /components/0/properties/deep property-dropped', 'changed /components/0/properties/weight number-read'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(entries(form([given]))).toEqual(expected);
  });

  test('about the form itself', () => {
    expect(
      entries(
        form([text('a')], { name: 'Żółta łódź', path: 'x', display: 'pdf', settings: { a: 1 }, _id: 'abc', title: '' }),
      ),
    ).toEqual([
      'dropped /display value-dropped',
      'dropped /settings property-dropped',
      'changed /name name-changed',
      'changed /path name-changed',
    ]);
    expect(importForeign(form([text('a')], { name: 'Żółta łódź' })).definition?.name).toBe('zolta-lodz');
    expect(importForeign(form([], { name: '???', title: undefined })).definition).toMatchObject({
      name: 'formularz',
      title: '???',
    });
    expect(
      importForeign(form([text('a')], { display: 'wizard', properties: { catalogue: 'Z9' } })).definition?.components[0]
        ?.properties?.id,
    ).toBe('Z9.a');
  });

  test.each([
    ['null', null],
    ['a text', 'x'],
    ['no components', {}],
    ['a forbidden key', JSON.parse('{"components":[{"__proto__":{}}]}')],
    ['a bottomless one', { components: [Array.from({ length: 60 }).reduce<JsonValue>((inner) => ({ inner }), 'x')] }],
  ])('unreadable: %s', (_name, json) => {
    const { definition, report } = importForeign(json);
    expect(definition).toBeUndefined();
    expect(report.refused).toHaveLength(1);
  });

  test('every entry has a Polish sentence', () => {
    const { report } = importForeign(
      form([
        text('a.b', { superpower: 1, customConditional: 'x', label: '<b>x</b>' }),
        { type: 'button', key: 'b' },
        { type: 'x', key: 'x' },
      ]),
    );
    for (const entry of Object.values(report).flat()) expect(importSentence(entry)).toMatch(/^\p{Lu}.*\.$/u);
  });
});

describe('what is written in another way', () => {
  test('tables and tabs become plain sections', () => {
    const json = form([
      { type: 'table', key: 't', rows: [[{ components: [text('a')] }, { components: [text('b')] }], 'odd'] },
      { type: 'tabs', key: 'tabs', components: [{ key: 'tab1', label: 'Zakładka', components: [text('c')] }, 'odd'] },
      'odd',
    ]);
    expect(importForeign(json).definition?.components.map(({ type, key, legend }) => [type, key, legend])).toEqual([
      ['textfield', 'a', undefined],
      ['textfield', 'b', undefined],
      ['fieldset', 'tab1', 'Zakładka'],
    ]);
  });

  test('columns, rows and options of a select keep their place', () => {
    expect(
      first(
        form([{ type: 'columns', key: 'k', columns: [{ width: 6, components: [text('a')] }, 'odd', { width: 6 }] }]),
      ),
    ).toMatchObject({ columns: [{ width: 6, components: [{ key: 'a' }] }, { components: [] }] });
    expect(
      first(
        form([
          { type: 'select', key: 's', label: 'S', dataSrc: 'json', data: { json: ['x', { value: 'y', label: 'Y' }] } },
        ]),
      ),
    ).toMatchObject({
      dataSrc: 'values',
      data: {
        values: [
          { value: 'x', label: 'x' },
          { value: 'y', label: 'Y' },
        ],
      },
    });
    expect(first(form([text('a', { multiple: true, conditional: { show: true, when: 'b', eq: '1' } })]))).toMatchObject(
      { type: 'datagrid', key: 'a', conditional: { when: 'b' }, components: [{ type: 'textfield', key: 'value' }] },
    );
  });

  test('conditions and calculations follow changed keys', () => {
    const json = form([
      text('my.key'),
      text('same'),
      text('same', {
        conditional: {
          show: true,
          conjunction: 'all',
          conditions: [{ component: 'my.key', operator: 'isEqual', value: 'x' }],
        },
      }),
      text('old', {
        conditional: {
          show: true,
          when: 'my.key',
          eq: 'x',
          json: { '==': [{ var: 'data.my.key' }, { var: ['row.my.key', 1] }] },
        },
        calculateValue: { cat: [{ var: 'data.my.key' }, { var: { cat: ['x'] } }, { var: 5 }] },
      }),
      {
        type: 'datagrid',
        key: 'g rows',
        label: 'G',
        components: [
          text('x.y'),
          text('z', {
            conditional: {
              show: true,
              conjunction: 'all',
              conditions: [{ component: 'x.y', operator: 'isEqual', value: 'x' }],
              json: { '!!': { var: 'row.x.y' } },
            },
          }),
        ],
      },
      {
        type: 'columns',
        key: 'k',
        columns: [{ components: [text('w', { conditional: { show: true, when: 'my.key', eq: 'x' } })] }],
      },
    ]);
    const components = importForeign(json).definition?.components ?? [];
    expect(components.map(({ key }) => key)).toEqual(['my_key', 'same', 'same2', 'old', 'g_rows', 'k']);
    expect(components[2]?.conditional?.conditions?.[0]?.component).toBe('my_key');
    expect(components[3]).toMatchObject({
      conditional: { when: 'my_key', json: { '==': [{ var: 'data.my_key' }, { var: ['row.my_key', 1] }] } },
      calculateValue: { cat: [{ var: 'data.my_key' }, { var: [{ cat: ['x'] }] }, { var: [5] }] },
    });
    expect(components[4]?.components?.[1]).toMatchObject({
      conditional: { conditions: [{ component: 'g_rows.x_y' }], json: { '!!': { var: 'row.x_y' } } },
    });
    expect(components[5]?.columns?.[0]?.components[0]?.conditional?.when).toBe('my_key');
  });

  test('a form inside a wrapper is found', () => {
    expect(importForeign({ form: form([text('a')]) }).definition?.components).toHaveLength(1);
  });
});

describe('our own definitions', () => {
  test('come through unchanged', () => {
    const own = definitionOf([
      component({ type: 'textfield', key: 'a', validate: { required: true, maxLength: 5 }, description: 'Opis' }),
      component({ type: 'radio', key: 'r', properties: { list: 'L11' } }),
      component({ type: 'select', key: 's', dataSrc: 'resource', properties: { register: 'people' } }),
      component({ type: 'select', key: 'l', data: { values: [{ value: 'x', label: 'X' }] } }),
      component({ type: 'survey', key: 'q', properties: { list: 'L8 L9' } }),
      component({ type: 'container', key: 'c', rows: 3, properties: { list: 'L1', each: 'textarea' } }),
      component({ type: 'content', key: 't', html: '<p>Tekst &amp; więcej</p>' }),
      component({ type: 'number', key: 'n', disabled: true, calculateValue: { '+': [1, 2] } }),
    ]);
    const { definition, report } = importForeign(structuredClone(own));
    expect(definition).toEqual(own);
    expect([report.changed, report.dropped, report.refused]).toEqual([[], [], []]);
  });
});
