import { textOf } from '../rules/answers.ts';
import { addDays } from '../rules/calendar.ts';
import type { Rule } from '../rules/rule.ts';

const DAYS_AHEAD = 14;

/** A letter of intent reaches its addressee at least 14 days before the meeting (B6). */
export const letterTwoWeeksAhead: Rule = {
  name: 'letter-two-weeks-ahead',
  when: 'warn',
  check: (answers, context) => {
    const meeting = textOf(answers, 'firstMeetingDate').slice(0, 10);
    return meeting !== '' && meeting < addDays(context.today, DAYS_AHEAD)
      ? [{ pointer: '/firstMeetingDate', code: 'letter-two-weeks-ahead', params: { days: DAYS_AHEAD } }]
      : [];
  },
};
