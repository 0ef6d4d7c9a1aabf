import { describe, expect, it } from 'vitest';
import type { Instant, LocalDate } from './time.ts';
import { dateInWords, daysBetween, distanceInWords, momentInWords } from './time-words.ts';

const at = (iso: string): Instant => iso as Instant;

describe('dates in words', () => {
  it('uses the Polish calendar day, not the UTC one', () => {
    expect(dateInWords(at('2026-04-02T22:30:00.000Z'))).toBe('3 kwietnia 2026');
    expect(momentInWords(at('2026-01-05T08:05:00.000Z'))).toBe('5 stycznia 2026 09:05');
  });

  it('counts calendar days over a change of the clock', () => {
    expect(daysBetween('2026-03-28' as LocalDate, '2026-03-30' as LocalDate)).toBe(2);
  });

  it.each([
    ['2026-04-03T12:00:00.000Z', 'dzisiaj', false],
    ['2026-04-04T12:00:00.000Z', 'jutro', false],
    ['2026-04-08T12:00:00.000Z', 'za 5 dni', false],
    ['2026-04-03T05:00:00.000Z', 'termin minął dzisiaj', true],
    ['2026-04-02T12:00:00.000Z', 'po terminie 1 dzień', true],
    ['2026-03-31T12:00:00.000Z', 'po terminie 3 dni', true],
  ])('says how far %s is', (due, text, overdue) => {
    expect(distanceInWords(at('2026-04-03T08:00:00.000Z'), at(due))).toMatchObject({ text, overdue });
  });
});
