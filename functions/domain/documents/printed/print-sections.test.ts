import { describe, expect, it } from 'vitest';
import { type Answers, type Component, type FormDefinition, loadForm } from '../../forms/index.ts';
import { fieldsById } from './fields-by-id.ts';
import { printSections } from './print-sections.ts';

const text = (key: string, more: Partial<Component> = {}): Component => ({
  type: 'textfield',
  key,
  label: key,
  input: true,
  ...more,
});
const options = [
  { value: 'a', label: 'Pierwsza' },
  { value: 'b', label: 'Druga' },
];

const formOf = (components: readonly Component[]) => {
  const definition: FormDefinition = {
    title: 'Próba',
    name: 'trial',
    path: 'trial',
    type: 'form',
    display: 'form',
    components,
    properties: { level: 'special' },
  };
  return loadForm({ slug: 'trial', scope: 'national', number: 1, definition }, 'pl');
};

const print = (
  components: readonly Component[],
  answers: Answers | undefined,
  level: 'personal' | 'special' = 'special',
) => printSections(formOf(components), answers, { language: 'pl', level });

const fieldsOf = (components: readonly Component[], answers: Answers | undefined) =>
  print(components, answers)[0]?.fields ?? [];

describe('a document on paper', () => {
  it('shows all choices with their boxes, and inside rows only the chosen words', () => {
    const radio: Component = { type: 'radio', key: 'choice', label: 'Wybór', input: true, values: options };
    const grid: Component = { type: 'editgrid', key: 'rows', label: 'Wpisy', input: true, components: [radio] };
    const [choice, rows] = fieldsOf([radio, grid], { choice: 'b', rows: [{ choice: 'a' }] });
    expect(choice?.choice).toEqual({
      short: true,
      options: [
        { label: 'Pierwsza', chosen: false },
        { label: 'Druga', chosen: true },
      ],
    });
    expect(rows?.rows?.rows[0]?.fields[0]?.text?.lines).toEqual(['Pierwsza']);
  });

  it('shows a ticked box with its sentence', () => {
    const box: Component = { type: 'checkbox', key: 'agree', label: 'Zgadzam się', input: true };
    expect(fieldsOf([box], { agree: true })[0]?.choice?.options).toEqual([{ label: 'Zgadzam się', chosen: true }]);
  });

  it('lists the options of a short select only where a hand must tick them', () => {
    const select: Component = {
      type: 'select',
      key: 'one',
      label: 'Jedno',
      input: true,
      widget: 'html5',
      dataSrc: 'values',
      data: { values: options },
    };
    expect(fieldsOf([select], { one: 'a' })[0]?.text?.lines).toEqual(['Pierwsza']);
    expect(fieldsOf([select], undefined)[0]?.choice?.options.map(({ label }) => label)).toEqual(['Pierwsza', 'Druga']);
    const many = {
      ...select,
      data: { values: Array.from({ length: 14 }, (_, at) => ({ value: `v${at}`, label: `${at}` })) },
    };
    expect(fieldsOf([many], undefined)[0]?.text).toEqual({ lines: [], long: false });
  });

  it('never lists the people of a register on an empty form', () => {
    const person: Component = {
      type: 'select',
      key: 'who',
      label: 'Kto',
      input: true,
      widget: 'html5',
      dataSrc: 'resource',
      properties: { register: 'people' },
    };
    const [section] = printSections(formOf([person]), undefined, {
      language: 'pl',
      level: 'special',
      registers: { people: options },
    });
    expect(section?.fields[0]?.text).toEqual({ lines: [], long: false });
    expect(section?.fields[0]?.choice).toBeUndefined();
  });

  it('keeps fields that stand side by side, and leaves out what only the server knows', () => {
    const columns: Component = {
      type: 'columns',
      key: 'two',
      columns: [{ components: [text('left')] }, { components: [text('right')] }],
    };
    const hidden: Component = { type: 'hidden', key: 'secret', input: true };
    const fields = fieldsOf([columns, hidden], { left: 'L', right: 'P', secret: 's' });
    expect(fields).toHaveLength(1);
    expect(fields[0]?.group?.fields.map((field) => field.text?.lines)).toEqual([['L'], ['P']]);
  });

  it('has no heading for a group in which nothing is asked', () => {
    const condition = {
      show: true,
      conjunction: 'all' as const,
      conditions: [{ component: 'why', operator: 'isEqual' as const, value: 'x' }],
    };
    const group: Component = {
      type: 'fieldset',
      key: 'group',
      legend: 'Grupa',
      components: [text('inside', { conditional: condition })],
    };
    expect(fieldsOf([text('why'), group], { why: 'y' }).map(({ label }) => label)).toEqual(['why']);
  });

  it('leaves the cells that the reader may not see empty, and counts the fields left out', () => {
    const secret = text('secret', { properties: { level: 'special' } });
    const open = { properties: { level: 'personal' } };
    const grid: Component = {
      type: 'datagrid',
      key: 'rows',
      label: 'Wpisy',
      input: true,
      ...open,
      components: [text('seen'), secret],
    };
    const [section] = print(
      [text('name', open), secret, grid],
      { name: 'n', secret: 's', rows: [{ seen: 'tak', secret: 'nie' }] },
      'personal',
    );
    expect(section?.leftOut).toBe(2);
    expect(section?.fields.map(({ label }) => label)).toEqual(['name', 'Wpisy']);
    expect(section?.fields[1]?.rows?.rows[0]?.cells).toEqual([['tak'], []]);
  });

  it('crosses the two given columns of fixed rows', () => {
    const given = (key: string): Component => ({
      type: 'select',
      key,
      label: key,
      input: true,
      disabled: true,
      widget: 'html5',
      dataSrc: 'values',
      data: { values: options },
    });
    const grid: Component = {
      type: 'datagrid',
      key: 'cells',
      label: 'Pola',
      input: true,
      disableAddingRemovingRows: true,
      defaultValue: [
        { row: 'a', column: 'a' },
        { row: 'a', column: 'b' },
        { row: 'b', column: 'a' },
      ],
      components: [given('row'), given('column'), text('value')],
    };
    const answers = {
      cells: [
        { row: 'a', column: 'a', value: '1' },
        { row: 'a', column: 'b', value: '2' },
        { row: 'b', column: 'a', value: '3' },
      ],
    };
    expect(fieldsOf([grid], answers)[0]?.rows?.crossing).toEqual({
      columns: ['Pierwsza', 'Druga'],
      rows: [
        { label: 'Pierwsza', cells: [{ lines: ['1'] }, { lines: ['2'] }] },
        { label: 'Druga', cells: [{ lines: ['3'] }, { lines: [] }] },
      ],
    });
  });
});

describe('an empty form for handwriting', () => {
  it('says when a conditional field is filled in, and has rows to write in', () => {
    const when = text('which', {
      description: 'Nazwa',
      conditional: {
        show: true,
        conjunction: 'all',
        conditions: [{ component: 'kind', operator: 'isEqual', value: 'a' }],
      },
    });
    const kind: Component = { type: 'radio', key: 'kind', label: 'Rodzaj', input: true, values: options };
    const grid: Component = { type: 'datagrid', key: 'rows', label: 'Wpisy', input: true, components: [text('one')] };
    const long: Component = {
      ...grid,
      type: 'editgrid',
      key: 'long',
      components: ['1', '2', '3', '4', '5'].map((key) => text(`k${key}`)),
    };
    const fields = fieldsOf([kind, when, grid, long], undefined);
    expect(fields[1]).toMatchObject({ hint: 'Nazwa', when: 'Wypełnij, jeśli «Rodzaj» to „Pierwsza”.' });
    expect(fields[2]?.rows).toMatchObject({ narrow: true, columns: ['one'] });
    expect(fields[2]?.rows?.rows).toHaveLength(4);
    expect(fields[3]?.rows).toMatchObject({ narrow: false });
    expect(fields[3]?.rows?.rows).toHaveLength(2);
  });
});

it('finds every field by its id, also inside groups', () => {
  const group: Component = {
    type: 'container',
    key: 'person',
    label: 'Osoba',
    input: true,
    properties: { id: 'X.person' },
    components: [text('name', { properties: { id: 'X.person.name' } })],
  };
  const fields = fieldsById(print([group], { person: { name: 'Ewa' } }));
  expect(fields['X.person.name']?.text?.lines).toEqual(['Ewa']);
  expect(fields['X.person']?.group?.fields).toHaveLength(1);
});
