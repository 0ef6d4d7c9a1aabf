import { textOf } from '../rules/answers.ts';
import { addDays } from '../rules/calendar.ts';
import type { Rule } from '../rules/rule.ts';

const DAYS_AHEAD = 7;

/** An invitation goes out at least 7 days before the meeting (B7). */
export const invitationWeekAhead: Rule = {
  name: 'invitation-week-ahead',
  when: 'warn',
  check: (answers, context) => {
    const meeting = textOf(answers, 'date').slice(0, 10);
    return meeting !== '' && meeting < addDays(context.today, DAYS_AHEAD)
      ? [{ pointer: '/date', code: 'invitation-week-ahead', params: { days: DAYS_AHEAD } }]
      : [];
  },
};
