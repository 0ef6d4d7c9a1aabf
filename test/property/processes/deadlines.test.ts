import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addWorkingDays,
  atHour,
  daysBetween,
  dueAfterPause,
  dueFrom,
  endOfDay,
  isWorkingDay,
  polishDay,
  publicHolidays,
  remainingAt,
  type Span,
  weekdayOf,
  workingDaysBetween,
} from '../../../functions/domain/deadlines/index.ts';
import { type Instant, instant, type LocalDate, localDateOf } from '../../../functions/domain/time.ts';

const FIRST = Date.UTC(2020, 0, 1);
const LAST = Date.UTC(2060, 11, 31);
const moment = fc.integer({ min: FIRST, max: LAST }).map((ms) => instant(ms));
const dayIn = moment.map((at) => localDateOf(at));
const calendar = dayIn.chain((first) =>
  fc
    .array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 })
    .map((offsets) => ({ closingDays: offsets.map((offset) => addDays(first, offset)) })),
);
const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constant('working' as const), days: fc.integer({ min: 0, max: 60 }) }),
  fc.record({
    kind: fc.constant('calendar' as const),
    years: fc.integer({ min: 0, max: 4 }),
    months: fc.integer({ min: 0, max: 14 }),
    weeks: fc.integer({ min: 0, max: 8 }),
    days: fc.integer({ min: 0, max: 60 }),
  }),
);
const runs = { numRuns: 1_000 };

describe('deadlines', () => {
  test('know the same holidays as an independent list, 2011–2060', () => {
    const other = new Holidays('PL');
    let compared = 0;
    for (let year = 2011; year <= 2060; year += 1) {
      const theirs = new Set(
        other
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .map(({ date }) => date.slice(0, 10)),
      );
      expect([...publicHolidays(year).keys()].sort(), String(year)).toEqual([...theirs].sort());
      compared += theirs.size;
    }
    expect(compared).toBeGreaterThan(650);
  });

  test('end in the last millisecond of a working day that their reason names', () => {
    fc.assert(
      fc.property(moment, span, calendar, fc.boolean(), (start, length, working, half) => {
        const due = dueFrom(start, length, { calendar: working, half });
        const day = localDateOf(due.at);
        expect(isWorkingDay(day, working)).toBe(true);
        expect(localDateOf(instant(Date.parse(due.at) + 1))).toBe(addDays(day, 1));
        expect(due.reason).toContain(polishDay(day));
        expect(day >= localDateOf(start)).toBe(true);
      }),
      runs,
    );
  });

  test('never come earlier for a longer time or a later start', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 0, max: 90 * 86_400_000 }),
        fc.integer({ min: 0, max: 60 }),
        calendar,
        (start, later, days, working) => {
          const due = (at: Instant, count: number) =>
            dueFrom(at, { kind: 'working', days: count }, { calendar: working }).at;
          expect(due(start, days + 2) > due(start, days + 1)).toBe(true);
          expect(due(start, 1) >= due(start, 0)).toBe(true);
          expect(due(instant(Date.parse(start) + later), days) >= due(start, days)).toBe(true);
        },
      ),
      runs,
    );
  });

  test('contain exactly the promised number of working days', () => {
    fc.assert(
      fc.property(dayIn, fc.integer({ min: 0, max: 80 }), calendar, (start, days, working) => {
        expect(workingDaysBetween(start, addWorkingDays(start, days, working), working)).toBe(days);
      }),
      runs,
    );
  });

  test('stay the same when paused and resumed on one day, and move by the pause otherwise', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 200 }),
        calendar,
        (start, days, pause, working) => {
          const due = dueFrom(start, { kind: 'working', days }, { calendar: working });
          const left = remainingAt(start, due.at, working);
          expect(dueAfterPause(start, left, working).at).toBe(due.at);
          const resumed = instant(Date.parse(start) + pause * 86_400_000);
          const after = dueAfterPause(resumed, left, working);
          expect(workingDaysBetween(localDateOf(resumed), localDateOf(after.at), working)).toBe(days);
        },
      ),
      runs,
    );
  });

  test('meet every day of forty years in order, with 23, 24 or 25 hours', () => {
    const changes = { 23: 0, 24: 0, 25: 0 };
    let day = '2020-01-01' as LocalDate;
    let end = endOfDay(addDays(day, -1));
    for (let weekday = weekdayOf(day); day < '2060-01-01'; day = addDays(day, 1), weekday = (weekday % 7) + 1) {
      expect(weekdayOf(day)).toBe(weekday);
      const hours = (Date.parse(endOfDay(day)) - Date.parse(end)) / 3_600_000;
      if (hours !== 23 && hours !== 24 && hours !== 25) throw new Error(`${day} has ${hours} hours`);
      changes[hours] += 1;
      end = endOfDay(day);
      expect(localDateOf(atHour(day, 8))).toBe(day);
    }
    expect(changes).toEqual({ 23: 40, 24: 14_530, 25: 40 });
    expect(daysBetween('2020-01-01' as LocalDate, day)).toBe(14_610);
  });
});
