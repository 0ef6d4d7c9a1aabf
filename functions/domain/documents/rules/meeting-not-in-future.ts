import { dateOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Nobody is accepted or refused before the team has met the person (A3, P1 step 4). */
export const meetingNotInFuture: Rule = {
  name: 'meeting-not-in-future',
  when: 'submit',
  check: (answers, context) => {
    const meeting = dateOf(answers, 'meetingDate');
    return meeting !== undefined && meeting > context.today
      ? [{ pointer: '/meetingDate', code: 'meeting-not-in-future' }]
      : [];
  },
};
