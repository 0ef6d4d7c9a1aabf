import { type Instant, instant } from '../../domain/time.ts';

const SPAN = /^P(?!$)(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?!$)(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?$/;

/** The moment a span after another: weeks, days, hours and minutes (`P14D`, `PT12H`), as validity needs no calendar; a wrong span is a bug. */
export function momentAfter(start: Instant, span: string): Instant {
  const parts = SPAN.exec(span);
  if (parts === null) throw new Error(`not a span of weeks, days, hours or minutes: ${span}`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return instant(Date.parse(start) + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000);
}
