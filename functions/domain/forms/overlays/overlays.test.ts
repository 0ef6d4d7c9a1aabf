import { describe, expect, test } from 'vitest';
import { component, definitionOf } from '../../../../test/builders/forms.ts';
import type { Component, FormDefinition, OverlayOperation } from '../definition.ts';
import { describeField } from '../describe-field.ts';
import { diffForms, diffSentences } from '../diff-forms.ts';
import { applyOverlay } from './apply-overlay.ts';
import { mergeOverlay } from './merge-overlay.ts';

const text = (key: string, more: Partial<Component> = {}): Component => component({ type: 'textfield', key, ...more });
const OPTIONS = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];
const base = definitionOf([
  text('a'),
  text('b', { validate: { required: true } }),
  text('c', { properties: { source: 'sourced' } }),
  component({ type: 'radio', key: 'r', values: OPTIONS }),
  component({ type: 'select', key: 's', data: { values: OPTIONS } }),
  component({ type: 'select', key: 'ref', properties: { register: 'people' } }),
  text('shown', {
    conditional: {
      show: true,
      conjunction: 'all',
      conditions: [{ component: 'r', operator: 'isEqual', value: 'alfa' }],
    },
  }),
  component({ type: 'fieldset', key: 'part', legend: 'Część', components: [text('x'), text('y'), text('z')] }),
  component({ type: 'columns', key: 'k', columns: [{ components: [text('left')] }, { components: [text('right')] }] }),
  component({ type: 'datagrid', key: 'must', validate: { minLength: 1 }, components: [text('row')] }),
]);

const own = text('own', { properties: { id: 'region.own' } });
const apply = (...operations: readonly OverlayOperation[]): FormDefinition => {
  const result = applyOverlay(base, operations);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const refusal = (...operations: readonly OverlayOperation[]): string | undefined => {
  const result = applyOverlay(base, operations);
  return result.ok ? undefined : result.failure.errors?.map(({ pointer, code }) => `${pointer} ${code}`).join();
};
const keys = (components: readonly Component[] | undefined): readonly string[] =>
  components?.map(({ key }) => key) ?? [];

describe('operations', () => {
  test('add after, also inside columns', () => {
    expect(keys(apply({ op: 'add-after', after: 'T1.a', component: own }).components).slice(0, 3)).toEqual([
      'a',
      'own',
      'b',
    ]);
    const [cell] = apply({ op: 'add-after', after: 'T1.left', component: own }).components[8]?.columns ?? [];
    expect(keys(cell?.components)).toEqual(['left', 'own']);
  });

  test('relabel, hint, translate', () => {
    const changed = apply(
      { op: 'relabel', at: 'T1.a', label: ' Nowa ' },
      { op: 'relabel', at: 'T1.part', label: 'Inna' },
      { op: 'hint', at: 'T1.b', description: 'Pomoc' },
      { op: 'translate', at: 'T1.a', language: 'en', texts: { label: 'New' } },
    );
    expect(changed.components[0]?.label).toBe('Nowa');
    expect(changed.components[7]?.legend).toBe('Inna');
    expect(changed.components[1]?.description).toBe('Pomoc');
  });

  test('hide what is optional', () => {
    expect(apply({ op: 'hide-optional', at: 'T1.a' }).components[0]?.hidden).toBe(true);
  });

  test('reorder within the section', () => {
    expect(keys(apply({ op: 'reorder-within-section', at: 'T1.z', after: null }).components[7]?.components)).toEqual([
      'z',
      'x',
      'y',
    ]);
    expect(keys(apply({ op: 'reorder-within-section', at: 'T1.x', after: 'T1.y' }).components[7]?.components)).toEqual([
      'y',
      'x',
      'z',
    ]);
  });

  test('add an option, last or after another', () => {
    const option = { value: 'gamma', label: 'Gamma' };
    expect(apply({ op: 'add-option', at: 'T1.r', option }).components[3]?.values?.map(({ value }) => value)).toEqual([
      'alfa',
      'beta',
      'gamma',
    ]);
    expect(
      apply({ op: 'add-option', at: 'T1.s', option, after: 'alfa' }).components[4]?.data?.values?.map(
        ({ value }) => value,
      ),
    ).toEqual(['alfa', 'gamma', 'beta']);
  });

  test('leave the base as it was', () => {
    const before = structuredClone(base);
    apply({ op: 'add-after', after: 'T1.x', component: own }, { op: 'hide-optional', at: 'T1.a' });
    expect(base).toEqual(before);
  });
});

describe('refusals name the operation and the rule', () => {
  const option = { value: 'x', label: 'X' };
  test.each<[string, OverlayOperation]>([
    ['unknown-field', { op: 'relabel', at: 'T1.nobody', label: 'x' }],
    ['unknown-operation', { op: 'explode', at: 'T1.a' } as unknown as OverlayOperation],
    ['empty-text', { op: 'relabel', at: 'T1.a', label: '  ' }],
    ['unsound-field', { op: 'add-after', after: 'T1.a', component: { type: { toString: 5 } } as unknown as Component }],
    [
      'unsound-field',
      { op: 'add-after', after: 'T1.a', component: { ...own, customConditional: 'show = 1' } as Component },
    ],
    ['id-missing', { op: 'add-after', after: 'T1.a', component: { type: 'textfield', key: 'q', label: 'Q' } }],
    ['key-taken', { op: 'add-after', after: 'T1.a', component: text('__proto__', { properties: { id: 'q' } }) }],
    ['key-taken', { op: 'add-after', after: 'T1.a', component: text('b', { properties: { id: 'q' } }) }],
    ['id-taken', { op: 'add-after', after: 'T1.a', component: text('b') }],
    [
      'sourced-is-national',
      { op: 'add-after', after: 'T1.a', component: text('q', { properties: { id: 'q', source: 'sourced' } }) },
    ],
    ['required-stays', { op: 'hide-optional', at: 'T1.b' }],
    ['required-stays', { op: 'hide-optional', at: 'T1.must' }],
    ['sourced-stays', { op: 'hide-optional', at: 'T1.c' }],
    ['others-depend', { op: 'hide-optional', at: 'T1.r' }],
    ['not-in-section', { op: 'reorder-within-section', at: 'T1.x', after: 'T1.a' }],
    ['not-a-choice', { op: 'add-option', at: 'T1.a', option }],
    ['not-a-choice', { op: 'add-option', at: 'T1.ref', option }],
    ['option-taken', { op: 'add-option', at: 'T1.r', option: OPTIONS[0] ?? option }],
    ['empty-text', { op: 'add-option', at: 'T1.r', option: { value: '', label: 'X' } }],
    ['empty-text', { op: 'add-option', at: 'T1.r', option: { value: '__proto__', label: 'X' } }],
  ])('%s', (code, operation) => {
    expect(refusal({ op: 'hint', at: 'T1.a', description: 'x' }, operation)).toBe(`/1 ${code}`);
  });
});

describe('a new national version', () => {
  const change = (id: string, more: Partial<Component>): FormDefinition => ({
    ...base,
    components: base.components.map((given) => (given.properties?.id === id ? { ...given, ...more } : given)),
  });
  const without = (id: string): FormDefinition => ({
    ...base,
    components: base.components.filter((given) => given.properties?.id !== id),
  });
  const merge = (next: FormDefinition, operation: OverlayOperation) => {
    const { operations, conflicts } = mergeOverlay(base, next, [operation]);
    return { kept: operations.length, conflicts: conflicts.map(({ code }) => code) };
  };
  const reversed = { ...base, components: [...base.components].reverse() };

  test.each<[string, FormDefinition, OverlayOperation, { kept: number; conflicts: readonly string[] }]>([
    [
      'the field is gone',
      without('T1.a'),
      { op: 'relabel', at: 'T1.a', label: 'x' },
      { kept: 0, conflicts: ['unknown-field'] },
    ],
    [
      'both relabelled',
      change('T1.a', { label: 'Kraj' }),
      { op: 'relabel', at: 'T1.a', label: 'Region' },
      { kept: 0, conflicts: ['both-changed'] },
    ],
    [
      'the nation took the region’s label over',
      change('T1.a', { label: 'Region' }),
      { op: 'relabel', at: 'T1.a', label: 'Region' },
      { kept: 0, conflicts: [] },
    ],
    [
      'both changed the hint',
      change('T1.a', { description: 'Kraj' }),
      { op: 'hint', at: 'T1.a', description: 'Region' },
      { kept: 0, conflicts: ['both-changed'] },
    ],
    [
      'another field changed',
      change('T1.b', { label: 'Kraj' }),
      { op: 'relabel', at: 'T1.a', label: 'Region' },
      { kept: 1, conflicts: [] },
    ],
    [
      'a translated text changed',
      change('T1.a', { label: 'Kraj' }),
      { op: 'translate', at: 'T1.a', language: 'en', texts: { label: 'x' } },
      { kept: 0, conflicts: ['text-changed'] },
    ],
    [
      'a translated text stayed',
      change('T1.b', { label: 'Kraj' }),
      { op: 'translate', at: 'T1.a', language: 'en', texts: { label: 'x' } },
      { kept: 1, conflicts: [] },
    ],
    [
      'both reordered',
      reversed,
      { op: 'reorder-within-section', at: 'T1.a', after: 'T1.b' },
      { kept: 0, conflicts: ['both-reordered'] },
    ],
    [
      'the region reordered, the nation added',
      { ...base, components: [text('n'), ...base.components] },
      { op: 'reorder-within-section', at: 'T1.a', after: 'T1.b' },
      { kept: 1, conflicts: [] },
    ],
    [
      'the hidden field became required',
      change('T1.a', { validate: { required: true } }),
      { op: 'hide-optional', at: 'T1.a' },
      { kept: 0, conflicts: ['required-stays'] },
    ],
    [
      'the nation hid it too',
      change('T1.a', { hidden: true }),
      { op: 'hide-optional', at: 'T1.a' },
      { kept: 0, conflicts: [] },
    ],
    [
      'the added id is taken',
      { ...base, components: [text('n', { properties: { id: 'region.own' } }), ...base.components] },
      { op: 'add-after', after: 'T1.a', component: own },
      { kept: 0, conflicts: ['id-taken'] },
    ],
    [
      'the option came from the nation',
      change('T1.r', { values: [...OPTIONS, { value: 'g', label: 'G' }] }),
      { op: 'add-option', at: 'T1.r', option: { value: 'g', label: 'G' } },
      { kept: 0, conflicts: [] },
    ],
    [
      'the option’s value is taken by another',
      change('T1.r', { values: [...OPTIONS, { value: 'g', label: 'Inna' }] }),
      { op: 'add-option', at: 'T1.r', option: { value: 'g', label: 'G' } },
      { kept: 0, conflicts: ['option-taken'] },
    ],
  ])('%s', (_name, next, operation, expected) => {
    expect(merge(next, operation)).toEqual(expected);
  });

  test('an operation on a field that the region itself added follows it', () => {
    const operations: OverlayOperation[] = [
      { op: 'add-after', after: 'T1.a', component: own },
      { op: 'relabel', at: 'region.own', label: 'Nasze' },
    ];
    expect(mergeOverlay(base, change('T1.b', { label: 'Kraj' }), operations)).toEqual({ operations, conflicts: [] });
  });

  test('a conflict says in Polish what to decide', () => {
    const { conflicts } = mergeOverlay(base, change('T1.a', { label: 'Kraj' }), [
      { op: 'relabel', at: 'T1.a', label: 'Region' },
    ]);
    expect(conflicts[0]?.sentence).toBe(
      'Tekst zmieniono i w kraju, i w regionie. Było: „A”, w kraju jest: „Kraj”, w regionie ma być: „Region”.',
    );
  });
});

describe('differences', () => {
  test('in plain Polish, one sentence each', () => {
    const after = definitionOf(
      [
        text('b'),
        text('a', {
          label: 'Nazwa',
          description: 'Pomoc',
          validate: { required: true, maxLength: 5 },
          properties: { level: 'special' },
        }),
        component({ type: 'textarea', key: 'c', properties: { source: 'sourced' } }),
        component({
          type: 'radio',
          key: 'r',
          values: [
            { value: 'alfa', label: 'ALFA' },
            { value: 'gamma', label: 'Gamma' },
          ],
        }),
        component({ type: 'select', key: 's', data: { values: OPTIONS }, hidden: true }),
        component({ type: 'select', key: 'reference', properties: { id: 'T1.ref', register: 'people' } }),
        text('shown'),
        component({ type: 'fieldset', key: 'part', legend: 'Część', components: [text('x'), text('y'), text('left')] }),
        component({
          type: 'columns',
          key: 'k',
          columns: [
            { components: [text('sum', { calculateValue: { '+': [1, 2] } })] },
            { components: [text('right')] },
          ],
        }),
        component({ type: 'datagrid', key: 'must', validate: { minLength: 1 }, components: [text('row')] }),
        component({ type: 'number', key: 'new', validate: { min: 0, max: 10 } }),
      ],
      { title: 'Nowy tytuł' },
    );
    expect(diffSentences(diffForms(base, after))).toEqual([
      'Tytuł formularza zmieniono z „Próbny formularz” na „Nowy tytuł”.',
      'Pole «B» nie jest już wymagane.',
      'Pole «Nazwa» zmieniło miejsce w swojej części.',
      'Etykietę „A” zmieniono na „Nazwa”.',
      'Podpowiedź pola «Nazwa» zmieniono z „” na „Pomoc”.',
      'Pole «Nazwa» jest teraz wymagane.',
      'Zmieniono ograniczenia pola «Nazwa».',
      'Poziom poufności pola «Nazwa» zmieniono z „” na „special”.',
      'Rodzaj pola «C» zmieniono: było „krótki tekst”, jest „dłuższy tekst”.',
      'W polu «R» odpowiedź „Alfa” brzmi teraz „ALFA”.',
      'W polu «R» dodano odpowiedź „Gamma”.',
      'W polu «R» usunięto odpowiedź „Beta”.',
      'Pole «S» ukryto.',
      'Klucz pola «REFERENCE» zmieniono z „ref” na „reference”.',
      'Etykietę „REF” zmieniono na „REFERENCE”.',
      'Zmieniono warunek, kiedy pokazuje się pole «SHOWN».',
      'Pole «LEFT» przeniesiono do innej części: „Część”.',
      'Dodano pole «SUM» (wartość liczona przez system).',
      'Dodano pole «NEW» (liczba od 0 do 10).',
      'Usunięto pole «Z» (krótki tekst).',
    ]);
    expect(diffForms(after, after)).toEqual([]);
  });

  test('moving a section to the top level, content and calculations', () => {
    const before = definitionOf([
      component({ type: 'fieldset', key: 'f', legend: 'F', components: [text('a')] }),
      component({ type: 'content', key: 't', html: '<p>a</p>' }),
      text('n', { calculateValue: { '+': [1, 1] } }),
    ]);
    const after = definitionOf([
      component({ type: 'fieldset', key: 'f', legend: 'F', components: [] }),
      text('a'),
      component({ type: 'content', key: 't', html: '<p>b</p>' }),
      text('n', { calculateValue: { '+': [1, 2] } }),
    ]);
    expect(diffForms(before, after).map(({ kind, stableId }) => `${kind} ${stableId}`)).toEqual([
      'moved-to T1.a',
      'text T1.t',
      'calculation T1.n',
    ]);
    expect(
      diffForms(definitionOf([text('a', { hidden: true })]), definitionOf([text('a')])).map(({ kind }) => kind),
    ).toEqual(['shown']);
  });
});

describe('kinds of questions in plain words', () => {
  test.each<[Partial<Component> & Pick<Component, 'type'>, string]>([
    [{ type: 'textfield' }, 'krótki tekst'],
    [{ type: 'textfield', properties: { rule: 'pesel' } }, 'numer PESEL'],
    [{ type: 'textfield', properties: { rule: 'postcode' } }, 'kod pocztowy'],
    [{ type: 'datetime' }, 'data i godzina'],
    [{ type: 'datetime', enableTime: false }, 'data'],
    [{ type: 'select', properties: { register: 'people' } }, 'wybór z rejestru osób'],
    [{ type: 'select', properties: { register: 'toString' } }, 'wybór z rejestru toString'],
    [{ type: 'select', multiple: true }, 'wybór wielu odpowiedzi z listy'],
    [{ type: 'file', multiple: true }, 'pliki'],
    [{ type: 'currency', validate: { min: 0 } }, 'kwota w złotych od 0'],
    [{ type: 'mystery' as 'file' }, 'mystery'],
  ])('%j', (given, words) => {
    expect(describeField(component({ key: 'f', ...given }))).toBe(words);
  });
});
