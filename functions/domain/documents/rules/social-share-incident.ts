import { rowsOf, textOf } from './answers.ts';
import type { Answers, Rule, RuleContext } from './rule.ts';
import { findSession } from './session.ts';
import { hoursByPerson, meetsSocialShare, sharePercent } from './social-share.ts';

const WAS_THERE = ['present', 'late'];

/** Hours of each participant actually spent in the classes of the named class's week, from this record and the earlier ones. */
export function actualHours(answers: Answers, context: RuleContext): ReturnType<typeof hoursByPerson> {
  const planned = findSession(context, textOf(answers, 'sessionRef'));
  if (planned === undefined) return new Map();
  const records = [
    answers,
    ...context.earlier.filter(({ slug }) => slug === 'attendance-record').map((record) => record.answers),
  ];
  const attended = new Set(
    records.flatMap((record) => {
      const ref = textOf(record, 'sessionRef');
      return rowsOf(record, 'attendance')
        .filter((row) => WAS_THERE.includes(textOf(row, 'status')))
        .map((row) => `${ref} ${textOf(row, 'participant')}`);
    }),
  );
  return hoursByPerson(planned.schedule, (row, person) =>
    attended.has(`${planned.scheduleReference}:${row} ${person}`),
  );
}

/** A week in which somebody actually had less than two thirds of social reintegration is an incident for the case manager (A11, P6). */
export const socialShareIncident: Rule = {
  name: 'social-share-incident',
  when: 'warn',
  check: (answers, context) =>
    rowsOf(answers, 'attendance').flatMap((row, index) => {
      const hours = actualHours(answers, context).get(textOf(row, 'participant'));
      return hours === undefined || meetsSocialShare(hours)
        ? []
        : [
            {
              pointer: `/attendance/${index}/participant`,
              code: 'social-share-incident',
              params: { percent: sharePercent(hours) },
            },
          ];
    }),
};
