export {
  addDays,
  addWorkingDays,
  atHour,
  dayOff,
  daysBetween,
  endOfDay,
  isWorkingDay,
  PUBLIC_CALENDAR,
  type WorkingCalendar,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
} from './days.ts';
export { dueAfterPause, dueFrom, periodEnd, remainingAt, worksOn } from './due.ts';
export { easterSunday, holidayName, publicHolidays } from './holidays.ts';
export { polishCount, polishDate, polishDay, polishSpan } from './polish.ts';
export { dayAfter, halfOf, lengthInDays, readSpan, type Span, spanOf, withinBounds, writeSpan } from './span.ts';
