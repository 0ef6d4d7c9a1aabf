import type { LocalDate } from '../../time.ts';
import { networkCalculations } from '../network-rules/calculations.ts';
import { dateOf, rowsOf, textOf } from './answers.ts';
import { addMonths, mondayOf } from './calendar.ts';
import { fullCycleOf } from './full-cycle.ts';
import type { Answers, RuleContext } from './rule.ts';
import { findSession } from './session.ts';
import { hoursByPerson, plannedWeeks, sharePercent } from './social-share.ts';
import { actualHours } from './social-share-incident.ts';

/** A value that the server sets from other answers or documents; `undefined` while it cannot be known. */
export type Calculation = (answers: Answers, context: RuleContext) => number | string | undefined;

const lowest = (percents: readonly number[]): number | undefined =>
  percents.length === 0 ? undefined : Math.min(...percents);

/** Attendance rows of the participant's own classes in the report's period, each with the class it belongs to. */
function attendanceIn(answers: Answers, context: RuleContext) {
  const [from, to] = [dateOf(answers, 'periodFrom'), dateOf(answers, 'periodTo')];
  if (from === undefined || to === undefined) return [];
  return context.earlier
    .filter(({ slug }) => slug === 'attendance-record')
    .flatMap((record) => {
      const planned = findSession(context, textOf(record.answers, 'sessionRef'));
      const date = planned === undefined ? undefined : dateOf(planned.session, 'date');
      if (planned === undefined || date === undefined || date < from || date > to) return [];
      return rowsOf(record.answers, 'attendance')
        .filter((row) => textOf(row, 'participant') === context.participant)
        .map((row) => ({ row, planned, date }));
    });
}

const wasThere = (row: Answers): boolean => ['present', 'late'].includes(textOf(row, 'status'));

/** Present and late among all planned, in per cent with one decimal; excused absences count as planned (indicator attendance). */
function attendanceRate(answers: Answers, context: RuleContext): number | undefined {
  const entries = attendanceIn(answers, context);
  if (entries.length === 0) return undefined;
  return Math.round((entries.filter(({ row }) => wasThere(row)).length / entries.length) * 1000) / 10;
}

function socialShareOfPeriod(answers: Answers, context: RuleContext): number | undefined {
  const weeks = new Map<LocalDate, { social: number; all: number }>();
  for (const { row, planned, date } of attendanceIn(answers, context)) {
    if (!wasThere(row)) continue;
    const person = textOf(row, 'participant');
    const one = hoursByPerson({ sessions: [{ ...planned.session, participants: [person] }] }).get(person);
    const sums = weeks.get(mondayOf(date)) ?? { social: 0, all: 0 };
    weeks.set(mondayOf(date), { social: sums.social + (one?.social ?? 0), all: sums.all + (one?.all ?? 0) });
  }
  return lowest([...weeks.values()].map(sharePercent));
}

/**
 * Calculated values by the name in a field's `properties.auto`; JSON Logic cannot say them, since they walk over weeks or look at other documents.
 * Shares are the lowest of all weeks (A9, A13) or of all people (A10, A11), in per cent.
 */
export const calculations: ReadonlyMap<string, Calculation> = new Map<string, Calculation>([
  ['lowest-weekly-social-share', (answers) => lowest(plannedWeeks(answers).map(sharePercent))],
  ['social-share-of-week', (answers) => lowest([...hoursByPerson(answers).values()].map(sharePercent))],
  [
    'actual-social-share-of-week',
    (answers, context) => lowest([...actualHours(answers, context).values()].map(sharePercent)),
  ],
  ['attendance-rate', attendanceRate],
  ['social-share-of-period', socialShareOfPeriod],
  [
    'next-change-report',
    (answers) => {
      const end = dateOf(answers, 'periodTo');
      return end === undefined ? undefined : addMonths(end, 1);
    },
  ],
  ['full-cycle', fullCycleOf],
  ...networkCalculations,
]);
