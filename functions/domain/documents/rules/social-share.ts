import type { LocalDate } from '../../time.ts';
import { dateOf, numberOf, rowsOf, textOf } from './answers.ts';
import { addDays, mondayOf } from './calendar.ts';
import type { Answers } from './rule.ts';

/** Hours of one week: those of social reintegration, and all of them. */
export interface WeekHours {
  readonly week: LocalDate;
  readonly social: number;
  readonly all: number;
}

/** At least two thirds of a week's hours are social reintegration (timer socialShareMin). */
export const meetsSocialShare = ({ social, all }: Omit<WeekHours, 'week'>): boolean => social * 3 >= all * 2 - 1e-9;

/** The share in per cent with one decimal; 100 if there are no hours. */
export const sharePercent = ({ social, all }: Omit<WeekHours, 'week'>): number =>
  all === 0 ? 100 : Math.round((social / all) * 1000) / 10;

const add = (
  weeks: Map<LocalDate, { social: number; all: number }>,
  week: LocalDate,
  hours: number,
  social: boolean,
) => {
  const sums = weeks.get(week) ?? { social: 0, all: 0 };
  weeks.set(week, { social: sums.social + (social ? hours : 0), all: sums.all + hours });
};

const inOrder = (weeks: ReadonlyMap<LocalDate, { social: number; all: number }>): readonly WeekHours[] =>
  [...weeks].map(([week, sums]) => ({ week, ...sums })).sort((a, b) => (a.week < b.week ? -1 : 1));

/** Hours of every week that an IPD's blocks of services touch; a block counts fully in its first and last week. */
export function plannedWeeks(plan: Answers): readonly WeekHours[] {
  const weeks = new Map<LocalDate, { social: number; all: number }>();
  for (const action of rowsOf(plan, 'actions')) {
    const [from, to] = [dateOf(action, 'from'), dateOf(action, 'to')];
    if (from === undefined || to === undefined) continue;
    for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) {
      add(weeks, week, numberOf(action, 'hoursPerWeek') ?? 0, textOf(action, 'category') === 'social');
    }
  }
  return inOrder(weeks).filter(({ all }) => all > 0);
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Length of a planned class in hours; 0 if its times are missing or reversed. */
export const sessionHours = (session: Answers): number =>
  Math.max(0, minutesOf(textOf(session, 'end')) - minutesOf(textOf(session, 'start'))) / 60 || 0;

/** Hours of each participant in the week of a schedule; `counts` says which classes (by row) count for whom. */
export function hoursByPerson(
  schedule: Answers,
  counts: (row: number, person: string) => boolean = () => true,
): ReadonlyMap<string, Omit<WeekHours, 'week'>> {
  const people = new Map<string, { social: number; all: number }>();
  rowsOf(schedule, 'sessions').forEach((session, row) => {
    const participants = Array.isArray(session.participants) ? session.participants : [];
    for (const person of participants.filter((item): item is string => typeof item === 'string')) {
      if (!counts(row, person)) continue;
      const sums = people.get(person) ?? { social: 0, all: 0 };
      const hours = sessionHours(session);
      const social = textOf(session, 'category') === 'social' ? hours : 0;
      people.set(person, { social: sums.social + social, all: sums.all + hours });
    }
  });
  return people;
}
