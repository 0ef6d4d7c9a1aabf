import type { LocalDate } from '../../time.ts';
import { rowsOf, textOf } from '../rules/answers.ts';
import { addMonths } from '../rules/calendar.ts';
import type { Rule } from '../rules/rule.ts';

const MONTHS_BETWEEN = { strategic: 3, operational: 1 } as const;

/** The calendar keeps the rhythm: strategic meetings at least quarterly, operational ones monthly (B15, B12). */
export const meetingCadence: Rule = {
  name: 'meeting-cadence',
  when: 'warn',
  check: (answers) => {
    const rows = rowsOf(answers, 'meetingsCalendar').map((row, index) => ({
      index,
      kind: textOf(row, 'kind'),
      day: textOf(row, 'date').slice(0, 10) as LocalDate,
    }));
    return Object.entries(MONTHS_BETWEEN).flatMap(([kind, months]) => {
      const meetings = rows
        .filter((row) => row.kind === kind && row.day !== '')
        .sort((a, b) => (a.day < b.day ? -1 : 1));
      return meetings.flatMap((meeting, at) => {
        const previous = meetings[at - 1];
        return previous !== undefined && meeting.day > addMonths(previous.day, months)
          ? [{ pointer: `/meetingsCalendar/${meeting.index}/date`, code: 'meeting-cadence', params: { kind, months } }]
          : [];
      });
    });
  },
};
