import { rowsOf, tickedOf } from './answers.ts';
import type { Answers, RuleContext } from './rule.ts';

/** A class of a weekly schedule, found by the value of a register field: `<schedule>:<row>`. */
export interface PlannedSession {
  readonly schedule: Answers;
  readonly scheduleReference: string;
  readonly row: number;
  readonly session: Answers;
}

/** The planned class that an attendance record names, or undefined. */
export function findSession(context: RuleContext, sessionRef: string): PlannedSession | undefined {
  const cut = sessionRef.lastIndexOf(':');
  const [scheduleReference, row] = [sessionRef.slice(0, cut), Number(sessionRef.slice(cut + 1))];
  const schedule = context.earlier.find(
    ({ slug, reference }) => slug === 'weekly-schedule' && reference === scheduleReference,
  )?.answers;
  const session = schedule === undefined ? undefined : rowsOf(schedule, 'sessions')[row];
  return schedule === undefined || session === undefined ? undefined : { schedule, scheduleReference, row, session };
}

/** Rows of an attendance record for everybody planned for the class, their status still to be filled in; none if the class is unknown. */
export const plannedAttendance = (
  context: RuleContext,
  sessionRef: string,
): readonly { readonly participant: string }[] => {
  const planned = findSession(context, sessionRef);
  return planned === undefined ? [] : tickedOf(planned.session, 'participants').map((participant) => ({ participant }));
};
