import { describe, expect, it } from 'vitest';
import type { Component, FormDefinition } from '../../forms/index.ts';
import { compareDocument } from './compare-document.ts';
import { compareLists } from './compare-lists.ts';
import type { PrintedDocument, PrintedField } from './transcription.ts';

const lists = { L10: { worse: 'pogorszenie', none: 'bez zmian', better: 'poprawa' } };
const component = (key: string, label: string, more: Partial<Component>): Component => ({
  type: 'textfield',
  key,
  label,
  input: true,
  validate: { required: true },
  ...more,
  properties: { id: `A0.${key}`, source: 'sourced', ...more.properties },
});
const yesNo = [
  { value: 'yes', label: 'Tak' },
  { value: 'no', label: 'Nie' },
];
const changes = [
  { value: 'worse', label: 'Pogorszenie' },
  { value: 'none', label: 'Bez zmian' },
  { value: 'better', label: 'Poprawa' },
];

const components: readonly Component[] = [
  component('reason', 'Uzasadnienie', { type: 'textarea' }),
  component('wants', 'Czy chce', { type: 'radio', values: yesNo, properties: { list: 'yesNo' } }),
  component('wantsNote', 'Czy chce – powód', { type: 'textarea' }),
  component('why', 'Dlaczego nie', {
    type: 'textarea',
    conditional: { conditions: [{ component: 'wants', operator: 'isEqual', value: 'no' }] },
  }),
  component('change', 'Zmiana', { type: 'radio', values: changes, properties: { list: 'L10' } }),
  component('steps', 'Kroki', {
    type: 'editgrid',
    components: [component('text', 'Treść', { properties: { id: 'A0.steps.text' } })],
  }),
  component('cells', 'Sfery', {
    type: 'survey',
    questions: [{ value: 'health', label: 'Zdrowotna' }],
    values: changes,
    properties: { list: 'L1 L10' },
  }),
  component('remarks', 'Uwagi', { validate: {} }),
  component('period', 'Okres', {
    type: 'fieldset',
    legend: 'Okres',
    components: ['From', 'To'].map((end) =>
      component(`period${end}`, 'Okres', {
        type: 'datetime',
        enableTime: false,
        properties: { id: `A0.period${end}` },
      }),
    ),
  }),
  component('signatures', 'Podpisy', {
    type: 'fieldset',
    legend: 'Podpisy',
    components: [component('s', 'Podpis', { type: 'signature', properties: { id: 'A0.signatures.participant' } })],
  }),
];

const definition = (changed: readonly Component[] = components): FormDefinition => ({
  title: 'Karta próbna',
  name: 'trial-card',
  path: 'trial-card',
  type: 'form',
  display: 'form',
  components: changed,
  properties: { slug: 'trial-card', catalogue: 'A0', key: 'trialCard', level: 'special', signOff: 'participant' },
});

const field = (key: string, label: string, type: string, more: Partial<PrintedField> = {}): PrintedField => ({
  key,
  label,
  type,
  required: 'R',
  source: 'sourced',
  ...more,
});

const printed: PrintedDocument = {
  catalogue: 'A0',
  key: 'trialCard',
  slug: 'trial-card',
  title: 'Karta próbna',
  level: 'special',
  signs: ['participant'],
  fields: [
    field('reason', 'Uzasadnienie', 'LT'),
    field('wants', 'Czy chce', 'YN+LT'),
    field('why', 'Dlaczego nie', 'LT', { required: 'C', rule: 'if NO' }),
    field('change', 'Zmiana', 'SC', { options: 'L10' }),
    field('steps', 'Kroki', 'RG', { fields: [{ key: 'text', label: 'Treść', type: 'T' }] }),
    field('cells', 'Sfery', 'MX', { rows: { health: 'zdrowotna' }, cells: 'L10' }),
    field('remarks', 'Uwagi', 'T', { required: 'O' }),
    field('period', 'Okres', 'D-D'),
    field('signatures', 'Podpisy', 'SIG', { signers: ['participant'] }),
  ],
};

const holes = (changed: readonly Component[], document = printed) =>
  compareDocument(document, definition(changed), lists);
const changed = (key: string, more: Partial<Component>) =>
  components.map((one) =>
    one.key === key ? { ...one, ...more, properties: { ...one.properties, ...more.properties } } : one,
  );

describe('a definition compared with the catalogue', () => {
  it('has no hole when it is what is printed', () => {
    expect(holes(components)).toEqual([]);
  });

  it.each([
    ['a field that is gone', components.slice(1), 'A0.reason: missing'],
    [
      'two fields in another order',
      [...components.slice(1, 4), ...components.slice(0, 1), ...components.slice(4)],
      'A0.wants: stands before reason, printed after it',
    ],
    ['another label', changed('reason', { label: 'Powód' }), 'A0.reason: label „Powód”, printed „Uzasadnienie”'],
    ['another type', changed('reason', { type: 'number' }), 'A0.reason: a LT in the catalogue, number in the form'],
    [
      'a required field that is optional',
      changed('reason', { validate: {} }),
      'A0.reason: required by the catalogue, not by the form',
    ],
    [
      'an optional field that is required',
      changed('remarks', { validate: { required: true } }),
      'A0.remarks: optional in the catalogue, required by the form',
    ],
    [
      'another source',
      changed('reason', { properties: { source: 'derived' } }),
      'A0.reason: source derived, printed sourced',
    ],
    ['an option that is gone', changed('change', { values: changes.slice(1) }), 'A0.change: option worse is missing'],
    [
      'an option renamed',
      changed('change', { values: [{ value: 'worse', label: 'Gorzej' }, ...changes.slice(1)] }),
      'A0.change: option worse reads „Gorzej”, printed „pogorszenie”',
    ],
    ['a row of a matrix that is gone', changed('cells', { questions: [] }), 'A0.cells rows: option health is missing'],
    [
      'a column of a matrix that is gone',
      changed('cells', { values: changes.slice(0, 2) }),
      'A0.cells columns: option better is missing',
    ],
    ['a column of a group that is gone', changed('steps', { components: [] }), 'A0.steps.text: missing'],
    [
      'the second field of an entry that is gone',
      components.filter(({ key }) => key !== 'wantsNote'),
      'A0.wants: its LT is missing',
    ],
    [
      'a signature that is gone',
      changed('signatures', { components: [] }),
      'A0.signatures: no signature of participant',
    ],
  ])('finds %s', (_what, definitionWithHole, hole) => {
    expect(holes(definitionWithHole)).toContain(hole);
  });

  it('sees fields that stand side by side, and takes a partial date as a date', () => {
    const columns: Component = {
      type: 'columns',
      key: 'two',
      columns: [{ components: components.slice(0, 1) }, { components: components.slice(1) }],
    };
    expect(holes([columns])).toEqual([]);
    const dated = { ...printed, fields: [field('reason', 'Uzasadnienie', 'D'), ...printed.fields.slice(1)] };
    expect(holes(changed('reason', { type: 'day' }), dated)).toEqual([]);
  });

  it('finds a condition or rule that is gone', () => {
    const { conditional: _gone, ...unconditional } = components[3] as Component;
    const found = holes(components.map((one) => (one.key === 'why' ? { ...unconditional, validate: {} } : one)));
    expect(found).toEqual([
      'A0.why: conditional in the catalogue, without a condition or rule in the form',
      'A0.why: the rule „if NO” is not expressed',
    ]);
  });

  it('finds a field that is not marked as special', () => {
    const special = {
      ...printed,
      fields: [field('reason', 'Uzasadnienie', 'LT', { level: 'special' }), ...printed.fields.slice(1)],
    };
    expect(holes(components, special)).toEqual(['A0.reason: not marked as special']);
  });

  it('finds another title, level and missing sign-off', () => {
    const { signOff: _gone, ...properties } = definition().properties ?? {};
    const other = { ...definition(), title: 'Inna', properties: { ...properties, level: 'public' } };
    expect(compareDocument(printed, other, lists)).toEqual([
      'level is public, printed special',
      'title „Inna”, printed „Karta próbna”',
      'signed by participant, but the form has no sign-off',
    ]);
  });
});

describe('lists compared with the catalogue', () => {
  const list = (options: readonly { value: string; label: string }[]) => ({ L10: { name: 'L10', options } });

  it('have no hole when they are what is printed', () => {
    expect(compareLists(lists, list(changes))).toEqual([]);
  });

  it('show what is missing, renamed, added or in another order', () => {
    expect(compareLists(lists, {})).toEqual(['L10: missing']);
    expect(compareLists(lists, list(changes.slice(1)))).toEqual(['L10: option worse is missing']);
    expect(compareLists(lists, list([...changes, { value: 'x', label: 'X' }]))).toEqual([
      'L10: option x is not in the catalogue',
    ]);
    expect(compareLists(lists, list(changes.toReversed()))).toEqual(['L10: options in another order']);
    expect(compareLists(lists, list(changes.map((one) => ({ ...one, label: 'inaczej' }))))).toHaveLength(3);
  });
});
