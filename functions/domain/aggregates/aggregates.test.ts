import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../time.ts';
import {
  aggregateTable,
  cellsOf,
  isClosed,
  periodOf,
  periodsOf,
  publish,
  queryOf,
  SMALLEST_GROUP,
  shareOf,
  suppressCounts,
} from './index.ts';

const day = (text: string) => text as LocalDate;
const people = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => ({ kind: value })));
const kinds = (counts: Readonly<Record<string, number>>) => ({ key: 'kind', values: Object.keys(counts) });
const table = (counts: Readonly<Record<string, number>>, smallest?: number) =>
  aggregateTable([kinds(counts)], people(counts), smallest === undefined ? {} : { smallest });
const shown = (counts: Readonly<Record<string, number>>, smallest?: number) =>
  table(counts, smallest).rows.map((row) => row.total ?? '–');

describe('publishing counts', () => {
  it('shows a table in which every group is large enough', () => {
    expect(table({ a: 5, b: 6, c: 7 })).toMatchObject({ total: 18, hidden: 0 });
    expect(shown({ a: 5, b: 6, c: 7 })).toEqual([5, 6, 7]);
  });

  it('hides a small group together with another, so that the total does not give it back', () => {
    expect(shown({ a: 12, b: 3, c: 9 })).toEqual([12, '–', '–']);
    expect(shown({ a: 12, b: 3, c: 3 })).toEqual([12, '–', '–']);
    expect(shown({ a: 12, b: 2, c: 2, d: 9 })).toEqual([12, '–', '–', '–']);
  });

  it('hides empty groups as it hides small ones', () => {
    expect(shown({ a: 10, b: 0 })).toEqual(['–', '–']);
    expect(table({ a: 2, b: 1 }).total).toBeUndefined();
  });

  it('lets a configuration raise the smallest group, never lower it', () => {
    expect(shown({ a: 7, b: 20, c: 20 }, 10)).toEqual(['–', 20, '–']);
    expect(shown({ a: 3, b: 20, c: 20 }, 1)).toEqual(['–', 20, '–']);
  });

  it('protects both margins of a table with two dimensions', () => {
    const units = [
      ...Array.from({ length: 9 }, () => ({ sex: 'k', age: 'm' })),
      ...Array.from({ length: 8 }, () => ({ sex: 'k', age: 's' })),
      ...Array.from({ length: 7 }, () => ({ sex: 'm', age: 'm' })),
      ...Array.from({ length: 2 }, () => ({ sex: 'm', age: 's' })),
    ];
    const { rows, columns, total } = aggregateTable(
      [
        { key: 'sex', values: ['k', 'm'] },
        { key: 'age', values: ['m', 's'] },
      ],
      units,
    );
    expect(total).toBe(26);
    expect(rows.map((row) => row.total)).toEqual([17, 9]);
    // Both margins together would cut the two people out as a block of their own.
    expect(columns.map((column) => column.total)).toEqual([undefined, undefined]);
    expect(rows.flatMap((row) => row.cells)).toEqual([9, 8, undefined, undefined]);
  });

  it('refuses the difference of two overlapping filters', () => {
    const dimension = { key: 'kind', values: ['a', 'b', 'c'] };
    const cells = cellsOf([dimension], people({ a: 20, b: 3, c: 30 }));
    const withB = queryOf('a+b', [dimension], { kind: ['a', 'b'] });
    const first = publish(cells, [queryOf('all', [dimension], {}), withB]);
    expect(first.hidden).toEqual([]);
    const later = publish(cells, [queryOf('a', [dimension], { kind: 'a' })], { before: first.published });
    expect(later.hidden).toEqual(['a']);
    expect(publish(cells, [queryOf('none', [dimension], { kind: [] })]).hidden).toEqual(['none']);
  });

  it('refuses the difference of two periods that only a few people tell apart', () => {
    const when = { key: 'when', values: ['I–V', 'VI'] };
    const units = [
      ...Array.from({ length: 20 }, () => ({ when: 'I–V' })),
      ...Array.from({ length: 2 }, () => ({ when: 'VI' })),
    ];
    const cells = cellsOf([when], units);
    const toMay = publish(cells, [queryOf('to May', [when], { when: 'I–V' })]);
    expect(toMay.counts.get('to May')).toBe(20);
    expect(publish(cells, [queryOf('to June', [when], {})], { before: toMay.published }).hidden).toEqual(['to June']);
  });

  it('gives a share only of two numbers that are shown', () => {
    const { publication } = table({ a: 12, b: 3, c: 9 });
    expect(shareOf(publication, 'row a', 'total')).toEqual({ percent: 50, numerator: 12, denominator: 24 });
    expect(shareOf(publication, 'row b', 'total')).toBeUndefined();
    expect(shareOf(publication, 'row a', 'nothing')).toBeUndefined();
  });

  it('refuses units and queries outside the table', () => {
    expect(() => cellsOf([{ key: 'kind', values: ['a'] }], [{ kind: 'z' }])).toThrow('outside');
    expect(() => publish([], [{ id: 'q', cells: ['none'] }])).toThrow('unknown cell');
  });

  it('suppresses survey counts whose total everybody knows, also where several may be chosen', () => {
    expect(suppressCounts([12, 3, 9])).toEqual([12, undefined, undefined]);
    expect(suppressCounts([12, 9], { smallest: 10 })).toEqual([undefined, undefined]);
    expect(suppressCounts([19, 10, 2], { several: { answered: 20 } })).toEqual([undefined, 10, undefined]);
  });

  it('makes every published number a sum of blocks of at least k people (any table, any order)', () => {
    const counts = fc.array(fc.nat(12), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.array(fc.array(fc.nat(7), { maxLength: 6 }), { maxLength: 8 }), (numbers, sets) => {
        const cells = numbers.map((count, id) => ({ id: String(id), count }));
        const queries = sets.map((set, id) => ({
          id: String(id),
          cells: [...new Set(set.filter((cell) => cell < numbers.length).map(String))],
        }));
        const { published } = publish(cells, queries);
        const signature = (id: string) =>
          published
            .filter((query) => query.cells.includes(id))
            .map((query) => query.id)
            .join();
        const blocks = new Map<string, number>();
        for (const cell of cells) blocks.set(signature(cell.id), (blocks.get(signature(cell.id)) ?? 0) + cell.count);
        for (const [key, size] of blocks) if (key !== '') expect(size).toBeGreaterThanOrEqual(SMALLEST_GROUP);
      }),
    );
  });
});

describe('periods', () => {
  it('nest: months in half-years in years', () => {
    expect(periodsOf(day('2026-06-30')).map((period) => period.id)).toEqual(['2026-06', '2026-H1', '2026']);
    expect(periodsOf(day('2026-07-01')).map((period) => period.id)).toEqual(['2026-07', '2026-H2', '2026']);
    expect(periodOf('2028-02')).toMatchObject({ from: '2028-02-01', to: '2028-02-29', kind: 'month' });
    expect(periodOf('2026-H2')).toMatchObject({ from: '2026-07-01', to: '2026-12-31' });
    expect(periodOf('2026')).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
    for (const wrong of ['2026-13', '2026-H3', 'soon', '']) expect(periodOf(wrong)).toBeUndefined();
  });

  it('are published only once they are over', () => {
    const june = periodOf('2026-06');
    expect(june && isClosed(june, day('2026-06-30'))).toBe(false);
    expect(june && isClosed(june, day('2026-07-01'))).toBe(true);
  });
});
