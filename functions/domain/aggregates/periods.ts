import type { LocalDate } from '../time.ts';

/** Periods that counts above the club are published for; they nest, so that no two overlap half-way. */
export type PeriodKind = 'month' | 'half-year' | 'year';

/** `2026-04`, `2026-H1`, `2026`. */
export interface Period {
  readonly id: string;
  readonly kind: PeriodKind;
  readonly from: LocalDate;
  /** The last day, included. */
  readonly to: LocalDate;
}

const pad = (number: number): string => String(number).padStart(2, '0');
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const span = (id: string, kind: PeriodKind, year: number, first: number, last: number): Period => ({
  id,
  kind,
  from: `${year}-${pad(first)}-01` as LocalDate,
  to: `${year}-${pad(last)}-${pad(lastDay(year, last))}` as LocalDate,
});

/** The period with this id, or undefined when it names none. */
export function periodOf(id: string): Period | undefined {
  const [, text = '', half, month] = /^(\d{4})(?:-H([12])|-(0[1-9]|1[0-2]))?$/.exec(id) ?? [];
  const year = Number(text);
  if (text === '') return undefined;
  if (half !== undefined) return span(id, 'half-year', year, half === '1' ? 1 : 7, half === '1' ? 6 : 12);
  if (month !== undefined) return span(id, 'month', year, Number(month), Number(month));
  return span(id, 'year', year, 1, 12);
}

/** The month, half-year and year in which a day falls. */
export function periodsOf(day: LocalDate): readonly Period[] {
  const [year = '', month = ''] = day.split('-');
  const ids = [`${year}-${month}`, `${year}-H${Number(month) <= 6 ? 1 : 2}`, year];
  return ids.flatMap((id) => periodOf(id) ?? []);
}

/** Whether a period's counts may be published: it is over, so its numbers no longer move from day to day and tell who came in between. */
export const isClosed = (period: Period, today: LocalDate): boolean => period.to < today;
