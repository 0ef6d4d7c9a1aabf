import { describe, expect, test } from 'vitest';
import { check, component, formOf, TODAY, versionOf } from '../../../test/builders/forms.ts';
import type { StoredFile } from './answers.ts';
import { COMPONENT_TYPES, type Component, type JsonValue } from './definition.ts';
import { exportColumns, exportRow } from './export-answers.ts';
import { loadForm } from './load-form.ts';
import { htmlId } from './settle-for-view.ts';
import type { FieldView, PageView, ViewMode } from './view.ts';
import { viewPage } from './view-page.ts';
import { viewSummary } from './view-summary.ts';

const text = (key: string, more: Partial<Component> = {}): Component => component({ type: 'textfield', key, ...more });
const OPTIONS = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];
const file: StoredFile = {
  id: 'id1',
  name: 'skan.pdf',
  size: 1500,
  type: 'application/pdf',
  sha256: 'x',
  state: 'checked',
};

/** One field of every type, with an answer. */
const EVERY: readonly (readonly [Component, JsonValue | undefined, readonly string[]])[] = [
  [text('textfield'), 'Anna', ['Anna']],
  [component({ type: 'textarea', key: 'textarea' }), 'a\nb', ['a', 'b']],
  [component({ type: 'email', key: 'email' }), 'a@example.org', ['a@example.org']],
  [component({ type: 'phoneNumber', key: 'phone' }), '601 234 567', ['601 234 567']],
  [component({ type: 'url', key: 'url' }), 'https://example.org', ['https://example.org']],
  [component({ type: 'number', key: 'number', properties: { unit: 'km' } }), 1234.5, ['1234,5 km']],
  [component({ type: 'currency', key: 'currency' }), 12.5, ['12,50 zł']],
  [component({ type: 'select', key: 'select', data: { values: OPTIONS } }), 'alfa', ['Alfa']],
  [component({ type: 'radio', key: 'radio', values: OPTIONS }), 'beta', ['Beta']],
  [component({ type: 'checkbox', key: 'checkbox' }), true, ['tak']],
  [component({ type: 'selectboxes', key: 'selectboxes', values: OPTIONS }), { alfa: true, beta: false }, ['Alfa']],
  [component({ type: 'survey', key: 'survey', questions: OPTIONS, values: OPTIONS }), { alfa: 'beta' }, ['Alfa: Beta']],
  [component({ type: 'day', key: 'day' }), '04/03/2026', ['3 kwietnia 2026']],
  [component({ type: 'datetime', key: 'datetime', enableTime: false }), '2026-04-03', ['3 kwietnia 2026']],
  [component({ type: 'time', key: 'time' }), '09:30', ['09:30']],
  [component({ type: 'file', key: 'file', multiple: true, filePattern: '.pdf' }), [{ ...file }], ['skan.pdf (1,5 kB)']],
  [component({ type: 'signature', key: 'signature' }), { kind: 'typed', name: 'Anna' }, ['podpisano: Anna']],
  [component({ type: 'hidden', key: 'hidden' }), 'K-1', ['K-1']],
];
const everyForm = formOf([
  ...EVERY.map(([given]) => given),
  component({ type: 'datagrid', key: 'datagrid', components: [text('a')] }),
  component({ type: 'editgrid', key: 'editgrid', components: [text('b')] }),
  component({ type: 'container', key: 'container', components: [text('c')] }),
  component({ type: 'fieldset', key: 'fieldset', legend: 'Część', components: [text('d')] }),
  component({
    type: 'columns',
    key: 'columns',
    columns: [{ width: 4, components: [text('e')] }, { components: [text('f')] }],
  }),
  component({ type: 'content', key: 'content', html: '<p onclick="x()">Witaj</p>' }),
  component({ type: 'number', key: 'sum', calculateValue: { '+': [1, 2] } }),
]);
const everyAnswer = {
  ...Object.fromEntries(EVERY.map(([{ key }, answer]) => [key, answer ?? null])),
  datagrid: [{ a: 'A' }],
  editgrid: [{ b: 'B' }],
  container: { c: 'C' },
  d: 'D',
  e: 'E',
  f: 'F',
};
const show = (mode: ViewMode, answers: Record<string, JsonValue> = everyAnswer): PageView =>
  viewPage(everyForm, 0, answers, [], { language: 'pl', mode, today: TODAY });
const byKey = (view: PageView, name: string): FieldView => {
  const found = view.fields.find((field) => field.name === name);
  if (!found) throw new Error(`${name} is not on the page`);
  return found;
};

describe('a page', () => {
  test.each(['edit', 'read', 'print'] as const)('shows every type in %s mode, the answers in words', (mode) => {
    const view = show(mode);
    for (const [{ key }, , lines] of EVERY) expect([key, byKey(view, key).lines]).toEqual([key, lines]);
    const types = new Set(view.fields.map(({ component: name }) => name));
    expect(types.size).toBe(COMPONENT_TYPES.length); // panel is missing, calculated is there
    expect(byKey(view, 'content')).toMatchObject({ html: '<p>Witaj</p>' });
    expect(byKey(view, 'sum')).toMatchObject({ component: 'calculated', value: '3', disabled: true });
  });

  test.each(['edit', 'read', 'print'] as const)('shows the empty form in %s mode', (mode) => {
    expect(show(mode, {}).fields).toHaveLength(everyForm.roots.length);
  });

  test('shows again what was typed, however wrong', () => {
    const typed = {
      number: 'dużo',
      currency: 'abc',
      datetime: { day: '40', month: 'x' },
      day: { month: '13' },
      time: '99',
      radio: 'omega',
      file: 'x',
      signature: 'x',
      textfield: { a: 1 },
      selectboxes: ['alfa'],
      survey: 'x',
      datagrid: 'x',
    };
    const view = show('edit', typed);
    expect(byKey(view, 'number')).toMatchObject({ value: 'dużo' });
    expect(byKey(view, 'currency')).toMatchObject({ value: 'abc' });
    expect(byKey(view, 'datetime')).toMatchObject({ parts: [{ value: '40' }, { value: 'x' }, { value: '' }] });
    expect(byKey(view, 'day')).toMatchObject({ parts: [{ value: '' }, { value: '13' }, { value: '' }] });
    expect(byKey(view, 'time')).toMatchObject({ value: '99' });
    expect(byKey(view, 'textfield')).toMatchObject({ value: '' });
    expect(byKey(view, 'selectboxes')).toMatchObject({ options: [{ checked: true }, { checked: false }] });
    expect(
      byKey(show('edit', { datetime: 'kiedyś', number: 2.5, currency: 3, day: '2020' }), 'datetime'),
    ).toMatchObject({ parts: [{ value: 'kiedyś' }, {}, {}] });
  });

  test('gives ids, names and descriptions that belong together', () => {
    const form = formOf([
      component({ type: 'datagrid', key: 'g', components: [text('a', { description: 'Podpowiedź' })] }),
    ]);
    const view = viewPage(
      form,
      0,
      { g: [{ a: 'x' }] },
      [{ pointer: '/g/0/a', code: 'too-long', params: { label: 'A', max: 1, length: 2 } }],
      { language: 'pl', mode: 'edit' },
    );
    const [grid] = view.fields;
    if (grid?.component !== 'datagrid') throw new Error('no grid');
    expect(grid).toMatchObject({
      markerName: 'g[]',
      addCommand: 'add:g',
      addText: 'Dodaj kolejny wpis',
      columns: [{ label: 'A', required: false }],
    });
    expect(grid.rows[0]).toMatchObject({
      id: 'g-0',
      name: 'g[0]',
      removeCommand: 'remove:g:0',
      legend: 'G – wpis 1',
      hasError: true,
      page: { page: 0, grid: 'g', row: 0 },
    });
    expect(grid.rows[0]?.fields[0]).toMatchObject({
      id: 'g-0-a',
      name: 'g[0].a',
      hint: 'Podpowiedź',
      describedBy: 'g-0-a-hint g-0-a-error',
    });
    expect(view.errors).toEqual([
      {
        href: '#g-0-a',
        text: 'Tekst w polu «A» jest za długi. Najwięcej znaków: 1, teraz: 2.',
        pointer: '/g/0/a',
        code: 'too-long',
      },
    ]);
    expect([htmlId('a'), htmlId('g[0]'), htmlId('a.b[1].c')]).toEqual(['a', 'g-0', 'a-b-1-c']);
  });

  test('leads every error to an input', () => {
    const fields = [
      component({ type: 'datetime', key: 'd', enableTime: false }),
      component({ type: 'survey', key: 's', questions: OPTIONS, values: OPTIONS, validate: { required: true } }),
      component({ type: 'container', key: 'c', validate: { required: true }, components: [text('x')] }),
      component({
        type: 'columns',
        key: 'k',
        columns: [{ components: [text('y', { validate: { required: true } })] }],
      }),
      component({ type: 'fieldset', key: 'f', legend: 'F', components: [text('z', { validate: { required: true } })] }),
      component({ type: 'editgrid', key: 'g', validate: { required: true }, components: [text('w')] }),
    ];
    const { errors } = check(fields, { d: { day: '3', month: '', year: '' }, s: { alfa: 'alfa' } });
    const view = viewPage(
      formOf(fields),
      0,
      { d: { day: '3', month: '', year: '' }, s: { alfa: 'alfa' } },
      [...errors, { pointer: '/g/5/w', code: 'required' }, { pointer: '', code: 'too-large' }],
      { language: 'pl', mode: 'edit' },
    );
    expect(view.errors.map(({ href }) => href)).toEqual(['#d-month', '#s-beta', '#c', '#y', '#z', '#g', '#g', '#main']);
    expect(view.titlePrefix).toBe('Błąd: ');
    expect(byKey(view, 's')).toMatchObject({
      questions: [{}, { error: 'Wybierz odpowiedź w wierszu «Beta».', errorId: 's-beta-error' }],
    });
  });

  test('says when a conditional field is wanted, for the script and on paper', () => {
    const condition = (operator: 'isEqual' | 'isNotEmpty', value?: string) => ({
      conditional: {
        show: true,
        conjunction: 'any' as const,
        conditions: [
          { component: 'r', operator, ...(value && { value }) },
          { component: 't', operator: 'isEqual' as const, value: true },
        ],
      },
    });
    const form = formOf([
      component({ type: 'radio', key: 'r', label: 'Decyzja', values: [{ value: 'no', label: 'Odmowa' }] }),
      component({ type: 'checkbox', key: 't', label: 'Zgoda' }),
      text('a', condition('isEqual', 'no')),
      text('b', { conditional: { json: { '==': [1, 2] } } }),
      component({
        type: 'datagrid',
        key: 'g',
        components: [
          text('x'),
          text('y', {
            conditional: {
              show: false,
              conjunction: 'all',
              conditions: [{ component: 'g.x', operator: 'isEqual', value: '2026-04-03' }],
            },
          }),
        ],
      }),
      text('outside', {
        conditional: {
          show: true,
          conjunction: 'all',
          conditions: [{ component: 'g.x', operator: 'isEqual', value: 'q' }],
        },
      }),
    ]);
    const edit = viewPage(form, 0, { g: [{}] }, [], { language: 'pl', mode: 'edit' });
    expect(byKey(edit, 'a')).toMatchObject({
      visible: false,
      whenText: 'Wypełnij, jeśli «Decyzja» to „Odmowa” lub «Zgoda» to „tak”.',
      showWhen: {
        show: true,
        conjunction: 'any',
        conditions: [
          { name: 'r', operator: 'isEqual', value: 'no' },
          { name: 't', value: 'true' },
        ],
      },
    });
    expect(byKey(edit, 'b')).toMatchObject({
      visible: false,
      whenText: 'To pole zależy od wcześniejszych odpowiedzi.',
    });
    expect(byKey(edit, 'b').showWhen).toBeUndefined();
    expect(byKey(edit, 'outside').showWhen).toBeUndefined();
    const grid = byKey(edit, 'g');
    if (grid.component !== 'datagrid') throw new Error('no grid');
    expect(grid.rows[0]?.fields[1]).toMatchObject({
      visible: true,
      showWhen: { show: false, conditions: [{ name: 'g[0].x' }] },
      whenText: 'Wypełnij, chyba że «X» to „3 kwietnia 2026”.',
    });
    expect(viewPage(form, 0, { r: 'x' }, [], { language: 'pl', mode: 'read' }).fields.map(({ name }) => name)).toEqual([
      'r',
      't',
      'g',
    ]);
    expect(viewPage(form, 0, {}, [], { language: 'pl', mode: 'print' }).fields.map(({ name }) => name)).toEqual([
      'r',
      't',
      'a',
      'b',
      'g',
      'outside',
    ]);
  });

  test('steps through the pages that are shown', () => {
    const form = formOf([
      component({ type: 'panel', key: 'p1', title: 'Pierwsza', components: [text('a')] }),
      component({
        type: 'panel',
        key: 'p2',
        title: 'Druga',
        components: [text('b')],
        conditional: {
          show: true,
          conjunction: 'all',
          conditions: [{ component: 'a', operator: 'isEqual', value: 'yes' }],
        },
      }),
      component({ type: 'panel', key: 'p3', title: 'Trzecia', components: [text('c')] }),
      text('loose'),
    ]);
    const first = viewPage(form, 0, { a: 'no' }, [], { language: 'pl', mode: 'edit' });
    expect(first).toMatchObject({
      title: 'Pierwsza',
      nextPage: 2,
      steps: [
        { number: 1, page: 0, current: true },
        { number: 2, page: 2, title: 'Trzecia' },
      ],
    });
    expect(first.previousPage).toBeUndefined();
    expect(viewPage(form, 1, { a: 'yes' }, [], { language: 'pl', mode: 'edit' })).toMatchObject({
      previousPage: 0,
      nextPage: 2,
    });
    const last = viewPage(form, 2, {}, [], { language: 'pl', mode: 'edit' });
    expect(last.fields.map(({ name }) => name)).toEqual(['c', 'loose']);
    expect(viewPage(form, 9, {}, [], { language: 'pl', mode: 'edit' })).toMatchObject({
      fields: [],
      title: 'Próbny formularz',
    });
  });

  test('one row may have a page of its own', () => {
    const form = formOf([
      component({
        type: 'container',
        key: 'c',
        components: [component({ type: 'editgrid', key: 'g', label: 'Zespół', components: [text('a')] })],
      }),
    ]);
    const view = viewPage(form, { page: 0, grid: 'c.g', row: 1 }, { c: { g: [{ a: 'x' }, { a: 'y' }] } }, [], {
      language: 'pl',
      mode: 'edit',
    });
    expect(view).toMatchObject({ title: 'Zespół – wpis 2', fields: [{ name: 'c.g[1].a', value: 'y' }] });
    expect(viewPage(form, { page: 0, grid: 'c', row: 1 }, {}, [], { language: 'pl', mode: 'edit' }).fields).toEqual([]);
  });

  test('fixed rows are named by their first column and can’t be removed', () => {
    const form = formOf([
      component({
        type: 'datagrid',
        key: 'm',
        disableAddingRemovingRows: true,
        defaultValue: [{ row: 'alfa' }],
        components: [
          component({ type: 'select', key: 'row', disabled: true, data: { values: OPTIONS } }),
          text('note'),
        ],
      }),
    ]);
    const [grid] = viewPage(form, 0, {}, [], { language: 'pl', mode: 'edit' }).fields;
    expect(grid).toMatchObject({ fixed: true, rows: [{ legend: 'Alfa' }] });
    expect(grid).not.toHaveProperty('addCommand');
    expect(JSON.stringify(grid)).not.toContain('remove:');
  });

  test('registers give the options, autofill its names, levels above the form’s are marked', () => {
    const form = formOf([
      component({ type: 'select', key: 'r', properties: { register: 'people' } }),
      component({ type: 'datetime', key: 'b', enableTime: false, properties: { autocomplete: 'bday' } }),
      text('s', { properties: { level: 'special' } }),
      text('p', { properties: { rule: 'pesel' } }),
      component({ type: 'signature', key: 'sign', properties: { signOff: 'participant' } }),
    ]);
    const registers = { people: [{ value: 'p1', label: 'Anna' }] };
    const view = viewPage(form, 0, { r: 'p1', sign: { kind: 'drawn', path: 'M1 1 L2 2' } }, [], {
      language: 'pl',
      mode: 'edit',
      registers,
    });
    expect(byKey(view, 'r')).toMatchObject({
      options: [{ value: 'p1', label: 'Anna', selected: true }],
      register: 'people',
      lines: ['Anna'],
    });
    expect(byKey(view, 'b')).toMatchObject({ parts: [{ autocomplete: 'bday-day' }, {}, {}] });
    expect(byKey(view, 's').level).toBe('special');
    expect(byKey(view, 'p')).toMatchObject({ inputMode: 'numeric', spellcheck: false });
    expect(byKey(view, 'sign')).toMatchObject({ signOff: 'participant', kind: 'drawn', path: 'M1 1 L2 2' });
    expect(byKey(viewPage(form, 0, { r: 'p1' }, [], { language: 'pl', mode: 'edit' }), 'r')).toMatchObject({
      options: [],
      lines: ['p1'],
    });
  });
});

describe('summary', () => {
  const form = formOf([
    component({
      type: 'panel',
      key: 'p1',
      title: 'Dane',
      components: [
        text('a'),
        text('s', { properties: { level: 'special' } }),
        component({ type: 'hidden', key: 'h' }),
        text('gone', { hidden: true }),
      ],
    }),
    component({
      type: 'panel',
      key: 'p2',
      title: 'Zespół',
      components: [
        component({ type: 'container', key: 'c', components: [text('in')] }),
        component({
          type: 'editgrid',
          key: 'g',
          label: 'Osoby',
          components: [text('x'), text('y', { properties: { level: 'special' } })],
        }),
        component({ type: 'signature', key: 'sign', properties: { signOff: 'participant' } }),
        component({ type: 'content', key: 't', html: '<p>Tekst</p>' }),
      ],
    }),
    component({
      type: 'panel',
      key: 'p3',
      title: 'Pusta',
      components: [component({ type: 'content', key: 'u', html: '<p>Tekst</p>' })],
    }),
  ]);
  const answers = { a: 'A', s: 'S', c: { in: 'I' }, g: [{ x: '1', y: 'Y' }] };

  test('has a section per page, with links back to where each answer is changed', () => {
    const sections = viewSummary(form, answers, { language: 'pl', level: 'special' });
    expect(sections.map(({ title, leftOut }) => [title, leftOut])).toEqual([
      ['Dane', 0],
      ['Zespół', 0],
    ]);
    expect(sections[0]?.lines.map(({ label, lines, pointer }) => [label, lines, pointer])).toEqual([
      ['A', ['A'], '/a'],
      ['S', ['S'], '/s'],
    ]);
    expect(sections[1]?.lines[1]).toMatchObject({
      label: 'Osoby',
      rows: [
        {
          legend: 'Osoby – wpis 1',
          page: { page: 1, grid: 'g', row: 0 },
          lines: [{ lines: ['1'], page: { row: 0 } }, {}],
        },
      ],
    });
  });

  test('leaves out and counts what stands above the reader’s level', () => {
    const sections = viewSummary(form, answers, { language: 'pl', level: 'personal' });
    expect(sections.map(({ lines, leftOut }) => [lines.length, leftOut])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(JSON.stringify(sections)).not.toContain('"S"');
    expect(JSON.stringify(sections)).not.toContain('"Y"');
  });

  test('of a form without pages: titled parts stand by themselves', () => {
    const flat = formOf([
      text('a'),
      component({ type: 'fieldset', key: 'f', legend: 'Część', components: [text('b')] }),
      component({
        type: 'fieldset',
        key: 'h',
        legend: 'Ukryta',
        components: [text('c')],
        conditional: {
          show: true,
          conjunction: 'all',
          conditions: [{ component: 'a', operator: 'isEqual', value: 'x' }],
        },
      }),
    ]);
    expect(
      viewSummary(flat, { a: 'A', b: 'B' }, { language: 'pl', level: 'special' }).map(({ title }) => title),
    ).toEqual(['Próbny formularz', 'Część']);
  });

  test('says files, partial dates and signatures in words', () => {
    const words = formOf([
      component({ type: 'day', key: 'd' }),
      component({ type: 'day', key: 'e' }),
      component({ type: 'datetime', key: 'm' }),
      component({ type: 'signature', key: 's' }),
      component({ type: 'signature', key: 't' }),
      component({ type: 'select', key: 'many', multiple: true, data: { values: OPTIONS } }),
      component({ type: 'checkbox', key: 'no' }),
    ]);
    const lines = viewSummary(
      words,
      {
        d: '04/00/2026',
        e: '00/00/2026',
        m: '2026-04-03T09:30',
        s: { kind: 'drawn', path: 'M1 1 L2 2' },
        t: { kind: 'file', file: { ...file } },
        many: ['alfa', 'beta'],
        no: false,
      },
      { language: 'pl', level: 'special' },
    )[0]?.lines;
    expect(lines?.map((line) => line.lines)).toEqual([
      ['kwiecień 2026'],
      ['2026'],
      ['3 kwietnia 2026, 09:30'],
      ['podpis odręczny'],
      ['podpis w pliku: skan.pdf'],
      ['Alfa', 'Beta'],
      ['nie'],
    ]);
  });
});

describe('export', () => {
  test('has a column per answer by stable id, and a table per repeated group', () => {
    const columns = exportColumns(everyForm);
    expect(columns.filter(({ table }) => table).map(({ id, table }) => [id, table])).toEqual([
      ['T1.a', 'T1.datagrid'],
      ['T1.b', 'T1.editgrid'],
    ]);
    expect(columns.find(({ id }) => id === 'T1.selectboxes=alfa')).toMatchObject({
      kind: 'boolean',
      label: 'SELECTBOXES: Alfa',
    });
    const { cells, tables } = exportRow(everyForm, everyAnswer);
    expect(cells).toMatchObject({
      'T1.number': 1234.5,
      'T1.select': 'Alfa',
      'T1.selectboxes=alfa': true,
      'T1.survey=alfa': 'Beta',
      'T1.survey=beta': null,
      'T1.day': '2026-04-03',
      'T1.file': 'skan.pdf',
      'T1.signature': true,
      'T1.hidden': 'K-1',
      'T1.checkbox': true,
      'T1.c': 'C',
    });
    expect(tables).toEqual({ 'T1.datagrid': [{ 'T1.a': 'A' }], 'T1.editgrid': [{ 'T1.b': 'B' }] });
    expect(Object.keys(cells).sort()).toEqual(
      columns
        .filter(({ table }) => !table)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('of an empty document is a row of nothing', () => {
    const { cells, tables } = exportRow(everyForm, {});
    expect(new Set(Object.values(cells))).toEqual(new Set([null, false]));
    expect(tables).toEqual({ 'T1.datagrid': [], 'T1.editgrid': [] });
    const odd = formOf([
      component({ type: 'hidden', key: 'h' }),
      component({ type: 'signature', key: 's', properties: { signOff: 'x' } }),
      component({ type: 'select', key: 'm', multiple: true, data: { values: OPTIONS } }),
    ]);
    expect(exportRow(odd, { h: { a: 1 }, m: ['alfa', 'beta'] }).cells).toEqual({
      'T1.h': '{"a":1}',
      'T1.m': 'Alfa; Beta',
    });
  });
});

describe('languages', () => {
  test('labels, options and texts come in the language of the form', () => {
    const version = versionOf(
      [
        component({ type: 'radio', key: 'r', values: OPTIONS, description: 'Opis' }),
        component({ type: 'fieldset', key: 'f', legend: 'Część', components: [text('a')] }),
        component({
          type: 'columns',
          key: 'k',
          columns: [{ components: [component({ type: 'content', key: 'c', html: '<p>Cześć</p>' })] }],
        }),
        component({ type: 'survey', key: 's', questions: OPTIONS, values: OPTIONS }),
        component({ type: 'select', key: 'l', data: { values: OPTIONS }, placeholder: 'x', addAnother: 'y' }),
      ],
      {
        translations: {
          en: {
            title: 'Sample',
            fields: {
              'T1.r': { label: 'Choice', description: 'Help', options: { alfa: 'Alpha' } },
              'T1.f': { legend: 'Part' },
              'T1.c': { content: '<p>Hello</p>' },
              'T1.s': { questions: { alfa: 'First' }, options: { beta: 'Second' } },
              'T1.l': { options: { alfa: 'Al' }, placeholder: 'p', addAnother: 'q' },
            },
          },
        },
      },
    );
    const form = loadForm(version, 'en');
    expect(form.title).toBe('Sample');
    const view = viewPage(form, 0, { r: 'alfa' }, [], { language: 'en', mode: 'edit' });
    expect(byKey(view, 'r')).toMatchObject({ label: 'Choice', hint: 'Help', lines: ['Alpha'] });
    expect(byKey(view, 'f').label).toBe('Part');
    expect(byKey(view, 's')).toMatchObject({
      questions: [{ label: 'First' }, { label: 'Beta' }],
      columns: [{ label: 'Alfa' }, { label: 'Second' }],
    });
    expect(JSON.stringify(view)).toContain('Hello');
    expect(loadForm(version, 'uk').title).toBe('Próbny formularz');
  });
});
