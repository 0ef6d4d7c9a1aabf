import { describe, expect, test } from 'vitest';
import { component, formOf } from '../../../test/builders/forms.ts';
import type { StoredFile } from './answers.ts';
import type { Component } from './definition.ts';
import { readCommand, readPosted } from './read-posted.ts';

const text = (key: string, more: Partial<Component> = {}): Component => component({ type: 'textfield', key, ...more });
const OPTIONS = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];
const stored: StoredFile = {
  id: 'new',
  name: 'a.pdf',
  size: 1,
  type: 'application/pdf',
  sha256: 'x',
  state: 'quarantine',
};

const form = formOf([
  component({
    type: 'panel',
    key: 'one',
    title: 'Jeden',
    components: [
      text('name'),
      text('locked', { disabled: true }),
      component({ type: 'checkbox', key: 'tick' }),
      component({ type: 'selectboxes', key: 'ticks', values: OPTIONS }),
      component({ type: 'survey', key: 'matrix', questions: OPTIONS, values: OPTIONS }),
      component({ type: 'datetime', key: 'date', enableTime: false }),
      component({ type: 'day', key: 'day' }),
      component({ type: 'file', key: 'files', multiple: true }),
      component({ type: 'signature', key: 'sign' }),
      component({ type: 'signature', key: 'signOff', properties: { signOff: 'participant' } }),
      component({ type: 'select', key: 'many', multiple: true, data: { values: OPTIONS } }),
      component({ type: 'hidden', key: 'number' }),
      component({ type: 'container', key: 'group', components: [text('inside')] }),
      component({ type: 'fieldset', key: 'part', legend: 'Część', components: [text('loose')] }),
      component({
        type: 'datagrid',
        key: 'rows',
        validate: { maxLength: 3 },
        components: [text('a'), component({ type: 'hidden', key: 'id' })],
      }),
      component({
        type: 'datagrid',
        key: 'fixed',
        disableAddingRemovingRows: true,
        defaultValue: [{ r: 'x' }, { r: 'y' }],
        components: [text('r', { disabled: true }), text('note')],
      }),
    ],
  }),
  component({
    type: 'panel',
    key: 'two',
    title: 'Dwa',
    components: [
      text('other'),
      component({
        type: 'editgrid',
        key: 'team',
        components: [text('who'), component({ type: 'datagrid', key: 'inner', components: [text('x')] })],
      }),
    ],
  }),
]);

const post = (
  entries: readonly (readonly [string, string | StoredFile])[],
  previous = {},
  page: Parameters<typeof readPosted>[1] = 0,
) => readPosted(form, page, entries, previous);

describe('reading a posted page', () => {
  test('takes texts as they were typed, of this page only', () => {
    const { raw } = post(
      [
        ['name', ' Anna '],
        ['other', 'forged'],
        ['loose', 'x'],
        ['group.inside', 'y'],
      ],
      { other: 'kept' },
    );
    expect(raw).toMatchObject({ name: ' Anna ', other: 'kept', loose: 'x', group: { inside: 'y' } });
  });

  test('never touches what only the server sets', () => {
    const { raw } = post(
      [
        ['locked', 'forged'],
        ['number', 'forged'],
        ['signOff.kind', 'typed'],
      ],
      { locked: 'ours', number: 'K-1' },
    );
    expect(raw).toMatchObject({ locked: 'ours', number: 'K-1' });
    expect(raw).not.toHaveProperty('signOff');
  });

  test('leaves the previous answers as they were', () => {
    const previous = { rows: [{ a: 'x' }] };
    post(
      [
        ['rows[]', '0'],
        ['rows[0].a', 'y'],
        ['command', 'remove:rows:0'],
      ],
      previous,
    );
    expect(previous).toEqual({ rows: [{ a: 'x' }] });
  });

  test('an unticked box is an answer, and nothing ticked too', () => {
    expect(post([]).raw).toMatchObject({ tick: false, ticks: [] });
    expect(
      post([
        ['tick', 'on'],
        ['ticks', 'alfa'],
        ['ticks', 'beta'],
      ]).raw,
    ).toMatchObject({ tick: true, ticks: ['alfa', 'beta'] });
    expect(
      post([
        ['many', 'alfa'],
        ['many', 'beta'],
      ]).raw,
    ).toMatchObject({ many: ['alfa', 'beta'] });
  });

  test('a matrix by rows, dates by parts or whole', () => {
    const { raw } = post([
      ['matrix.alfa', 'beta'],
      ['date.day', '3'],
      ['date.month', '4'],
      ['date.year', '2026'],
      ['day', '04/03/2026'],
    ]);
    expect(raw).toMatchObject({
      matrix: { alfa: 'beta' },
      date: { day: '3', month: '4', year: '2026' },
      day: '04/03/2026',
    });
  });

  test('files that stay and files that came', () => {
    const { raw } = post([
      ['files', 'old'],
      ['files', ''],
      ['files', stored],
    ]);
    expect(raw.files).toEqual(['old', stored]);
  });

  test('signatures by kind', () => {
    expect(
      post([
        ['sign.kind', 'typed'],
        ['sign.name', 'Anna'],
        ['sign.path', ''],
      ]).raw.sign,
    ).toEqual({ kind: 'typed', name: 'Anna', path: '' });
    expect(
      post([
        ['sign.kind', 'file'],
        ['sign.file', stored],
      ]).raw.sign,
    ).toEqual({ kind: 'file', file: stored });
    expect(post([['sign.file', 'old']]).raw.sign).toEqual({ kind: '', file: 'old' });
    expect(post([]).raw).not.toHaveProperty('sign');
  });
});

describe('rows', () => {
  test('close their gaps and keep what the server knows of each', () => {
    const previous = { rows: [{ id: '1' }, { id: '2' }, { id: '3' }] };
    const { raw } = post(
      [
        ['rows[]', '0'],
        ['rows[]', '2'],
        ['rows[0].a', 'x'],
        ['rows[2].a', 'z'],
      ],
      previous,
    );
    expect(raw.rows).toEqual([
      { id: '1', a: 'x' },
      { id: '3', a: 'z' },
    ]);
  });

  test('stay when their group was not on the page, go when it was posted empty', () => {
    expect(post([], { rows: [{ a: 'x' }] }).raw.rows).toEqual([{ a: 'x' }]);
    expect(post([['rows[]', '']], { rows: [{ a: 'x' }] }).raw.rows).toEqual([]);
    expect(post([['rows[0].a', 'x']]).raw.rows).toEqual([{ a: 'x' }]);
    expect(post([['rows[]', stored]]).raw.rows).toEqual([]);
  });

  test('fixed rows are as many as they were', () => {
    const { raw } = post([
      ['fixed[]', '0'],
      ['fixed[0].note', 'n'],
      ['fixed[5].note', 'm'],
    ]);
    expect(raw.fixed).toEqual([{ r: 'x', note: 'n' }, { r: 'y' }]);
  });

  test('are added and removed by buttons', () => {
    const marks = [
      ['rows[]', '0'],
      ['rows[0].a', 'x'],
    ] as const;
    expect(post([...marks, ['command', 'add:rows']])).toMatchObject({
      raw: { rows: [{ a: 'x' }, {}] },
      command: { kind: 'add', path: 'rows' },
    });
    expect(post([...marks, ['add:rows', '']]).raw.rows).toEqual([{ a: 'x' }, {}]);
    expect(post([...marks, ['command', 'remove:rows:0']]).raw.rows).toEqual([]);
    const full = [0, 1, 2].flatMap((at) => [['rows[]', `${at}`] as const]);
    expect((post([...full, ['command', 'add:rows']]).raw.rows as unknown[]).length).toBe(3);
    expect(
      (
        post([
          ['fixed[]', '0'],
          ['command', 'add:fixed'],
        ]).raw.fixed as unknown[]
      ).length,
    ).toBe(2);
    expect(
      post([
        ['files', 'old'],
        ['command', 'remove:files:0'],
      ]).raw.files,
    ).toEqual([]);
    expect(
      post([
        ['name', 'x'],
        ['command', 'add:name'],
      ]).raw.name,
    ).toBe('x');
    expect(post([['command', 'add:nobody']]).command).toEqual({ kind: 'add', path: 'nobody' });
  });

  test('of a group inside a row are reached by the path with row numbers', () => {
    const previous = { team: [{ who: 'a', inner: [{ x: '1' }] }] };
    const { raw } = post(
      [
        ['other', ''],
        ['command', 'add:team[0].inner'],
      ],
      previous,
      1,
    );
    expect(raw.team).toEqual([{ who: 'a', inner: [{ x: '1' }, {}] }]);
    expect(previous.team[0]?.inner).toHaveLength(1);
    expect(post([['command', 'add:team[7].inner']], previous, 1).raw.team).toEqual(previous.team);
    expect(post([['command', 'remove:team.0:0']], previous, 1).raw.team).toEqual(previous.team);
  });

  test('have a page of their own, also the next one', () => {
    const at = (row: number) => ({ page: 1, grid: 'team', row });
    const previous = { team: [{ who: 'a' }] };
    expect(post([['team[0].who', 'b']], previous, at(0)).raw.team).toEqual([{ who: 'b' }]);
    expect(post([['team[1].who', 'c']], previous, at(1)).raw.team).toEqual([{ who: 'a' }, { who: 'c' }]);
    expect(post([['team[5].who', 'c']], previous, at(5)).raw.team).toEqual([{ who: 'a' }]);
    expect(post([['nobody[0].who', 'c']], previous, { page: 1, grid: 'nobody', row: 0 }).raw).toEqual(previous);
    expect(post([['fixed[2].note', 'c']], {}, { page: 0, grid: 'fixed', row: 2 }).raw).toEqual({});
  });

  test.each(['add:', 'add', 'add:x:1', 'remove:x', 'remove:x:y', 'remove:x:1:2', 'move:x:1', ''])(
    '%j is no command',
    (command) => {
      expect(readCommand(command)).toBeUndefined();
    },
  );

  test('a page that isn’t there changes nothing', () => {
    expect(post([['name', 'x']], { name: 'y' }, 9).raw).toEqual({ name: 'y' });
  });

  test('a body of too many entries is not read to its end', () => {
    const entries = Array.from({ length: 50_001 }, (_, at) => ['x', `${at}`] as const);
    expect(post([...entries, ['name', 'late']]).raw).not.toHaveProperty('name');
  });
});
