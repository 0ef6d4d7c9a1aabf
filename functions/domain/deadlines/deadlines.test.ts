import { describe, expect, test } from 'vitest';
import type { Instant, LocalDate } from '../time.ts';
import {
  atHour,
  dueAfterPause,
  dueFrom,
  endOfDay,
  halfOf,
  holidayName,
  PUBLIC_CALENDAR,
  periodEnd,
  polishCount,
  publicHolidays,
  readSpan,
  remainingAt,
  spanOf,
  withinBounds,
  workingDaysBetween,
  worksOn,
  writeSpan,
} from './index.ts';

const day = (text: string): LocalDate => text as LocalDate;
const noon = (text: string): Instant => `${text}T10:00:00.000Z` as Instant;
const due = (start: string, span: string, more: { half?: boolean; event?: string; closed?: string[] } = {}) =>
  dueFrom(noon(start), spanOf(span), {
    calendar: { closingDays: (more.closed ?? []).map(day) },
    ...(more.half === undefined ? {} : { half: more.half }),
    ...(more.event === undefined ? {} : { event: more.event }),
  });

describe('Polish public holidays', () => {
  test('are thirteen from 2011 and fourteen from 2025, when Christmas Eve joined', () => {
    expect(publicHolidays(2010).size).toBe(12);
    expect(publicHolidays(2024).size).toBe(13);
    expect(publicHolidays(2025).size).toBe(14);
    expect(holidayName(day('2024-12-24'))).toBeUndefined();
    expect(holidayName(day('2025-12-24'))).toBe('Wigilia Bożego Narodzenia');
  });

  test('move with Easter', () => {
    expect(holidayName(day('2026-04-06'))).toBe('Poniedziałek Wielkanocny');
    expect(holidayName(day('2026-06-04'))).toBe('Boże Ciało');
    expect(holidayName(day('2038-04-25'))).toBe('Wielkanoc');
    expect(holidayName(day('2035-03-25'))).toBe('Wielkanoc');
  });
});

describe('a due date', () => {
  test('is the end of the last day and says how it came about', () => {
    expect(due('2026-04-03', 'P14D')).toEqual({
      at: '2026-04-17T21:59:59.999Z',
      reason: '14 dni od 3 kwietnia 2026 to 17 kwietnia 2026 (piątek).',
    });
  });

  test('moves from a day off to the next working day and says why', () => {
    expect(due('2026-12-11', 'P14D')).toEqual({
      at: '2026-12-28T22:59:59.999Z',
      reason:
        '14 dni od 11 grudnia 2026 to 25 grudnia 2026 (pierwszy dzień Bożego Narodzenia), więc termin mija w najbliższy dzień roboczy: 28 grudnia 2026 (poniedziałek).',
    });
  });

  test('counts working days without weekends, holidays and closing days and names the unexpected ones', () => {
    expect(due('2026-04-29', '3WD', { closed: ['2026-05-04'] })).toEqual({
      at: '2026-05-06T21:59:59.999Z',
      reason:
        '3 dni robocze od 29 kwietnia 2026, bez 1 maja (Święto Państwowe) i 4 maja (dzień zamknięcia placówki), to 6 maja 2026 (środa).',
    });
  });

  test('ends a month on its last day when the day does not exist (also in a leap year)', () => {
    expect(due('2027-01-31', 'P1M').reason).toContain('28 lutego 2027');
    expect(due('2028-01-31', 'P1M').reason).toBe('1 miesiąc od 31 stycznia 2028 to 29 lutego 2028 (wtorek).');
    expect(due('2028-02-29', 'P1Y').at.slice(0, 10)).toBe('2029-02-28');
  });

  test('gives half of the time for a correction, rounded up', () => {
    expect(due('2026-04-03', 'P7D', { half: true }).reason).toBe(
      'Połowa zwykłego czasu (7 dni), czyli 4 dni od 3 kwietnia 2026 to 7 kwietnia 2026 (wtorek).',
    );
    expect(writeSpan(halfOf(spanOf('3WD'), day('2026-04-03'), PUBLIC_CALENDAR))).toBe('2WD');
    expect(writeSpan(halfOf(spanOf('P1M'), day('2026-02-01'), PUBLIC_CALENDAR))).toBe('P14D');
  });

  test('names the event from which it counts', () => {
    expect(due('2026-04-03', 'P14D', { event: 'przyjęcia:' }).reason).toContain('14 dni od przyjęcia: 3 kwietnia 2026');
  });

  test('begins on the Polish day, not on the UTC day', () => {
    const lateEvening = '2026-04-02T22:30:00.000Z' as Instant;
    expect(dueFrom(lateEvening, spanOf('P1D'), { calendar: PUBLIC_CALENDAR }).reason).toContain('od 3 kwietnia 2026');
  });

  test('names at most four days off', () => {
    const closed = ['2026-07-06', '2026-07-07', '2026-07-08', '2026-07-09', '2026-07-10', '2026-07-13'];
    expect(due('2026-07-03', '1WD', { closed }).reason).toContain('i 2 innych dni wolnych, to 14 lipca 2026 (wtorek)');
  });
});

describe('a day', () => {
  test('has 23 and 25 hours when the clocks change', () => {
    const length = (from: string, to: string) => Date.parse(endOfDay(day(to))) - Date.parse(endOfDay(day(from)));
    expect(length('2026-03-28', '2026-03-29')).toBe(23 * 3_600_000);
    expect(length('2026-10-24', '2026-10-25')).toBe(25 * 3_600_000);
  });

  test('lets a skipped hour become the next one', () => {
    expect(atHour(day('2026-03-29'), 2)).toBe('2026-03-29T01:00:00.000Z');
    expect(atHour(day('2026-01-15'), 8)).toBe('2026-01-15T07:00:00.000Z');
  });

  test('is worked or not', () => {
    expect(worksOn(noon('2026-04-03'), PUBLIC_CALENDAR)).toBe(true);
    expect(worksOn(noon('2026-04-05'), PUBLIC_CALENDAR)).toBe(false);
  });
});

describe('a pause', () => {
  test('keeps the remaining working days and says so when it ends', () => {
    const left = remainingAt(noon('2026-04-28'), due('2026-04-03', 'P1M').at, PUBLIC_CALENDAR);
    expect(writeSpan(left)).toBe('3WD');
    expect(dueAfterPause(noon('2026-06-02'), left, PUBLIC_CALENDAR)).toEqual({
      at: '2026-06-08T21:59:59.999Z',
      reason:
        'Przerwa zakończona 2 czerwca 2026, pozostały czas: 3 dni robocze, bez 4 czerwca (Boże Ciało), termin: 8 czerwca 2026 (poniedziałek).',
    });
    expect(dueAfterPause(noon('2026-09-01'), left, PUBLIC_CALENDAR).reason).toBe(
      'Przerwa zakończona 1 września 2026, pozostały czas: 3 dni robocze, termin: 4 września 2026 (piątek).',
    );
  });

  test('leaves nothing when the time was already over', () => {
    expect(workingDaysBetween(day('2026-04-10'), day('2026-04-03'), PUBLIC_CALENDAR)).toBe(0);
  });
});

describe('a span', () => {
  test.each(['', 'P', 'P1H', 'WD', '14', 'P-1D', '1.5WD', 'P1D '])('refuses %j', (text) => {
    expect(readSpan(text)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(() => spanOf(text)).toThrow('not a span');
  });

  test.each(['P14D', '3WD', 'P1Y6M', 'P1W', 'P2M3D', 'P0D', '0WD'])('reads and writes %s', (text) => {
    expect(writeSpan(spanOf(text))).toBe(text);
  });

  test('stays within bounds of other units', () => {
    expect(withinBounds(spanOf('P14D'), spanOf('5WD'), spanOf('P1M'))).toBe(true);
    expect(withinBounds(spanOf('P2M'), spanOf('5WD'), spanOf('P1M'))).toBe(false);
    expect(withinBounds(spanOf('P2D'), spanOf('5WD'), spanOf('P1M'))).toBe(false);
  });

  test('speaks Polish', () => {
    const noun = (count: number) => polishCount(count, 'tydzień', 'tygodnie', 'tygodni');
    expect([1, 2, 5, 12, 22, 25, 112].map(noun)).toEqual([
      '1 tydzień',
      '2 tygodnie',
      '5 tygodni',
      '12 tygodni',
      '22 tygodnie',
      '25 tygodni',
      '112 tygodni',
    ]);
    expect(due('2026-01-02', 'P1Y6M2W3D').reason).toContain('1 rok, 6 miesięcy, 2 tygodnie i 3 dni od');
    expect(due('2026-01-02', 'P0D').reason).toBe('0 dni od 2 stycznia 2026 to 2 stycznia 2026 (piątek).');
  });

  test('of a survey is not moved by days off', () => {
    expect(periodEnd(noon('2026-04-26'), spanOf('P1W'), PUBLIC_CALENDAR)).toEqual({
      at: '2026-05-03T21:59:59.999Z',
      reason: '1 tydzień od 26 kwietnia 2026 to 3 maja 2026 (niedziela).',
    });
  });
});
