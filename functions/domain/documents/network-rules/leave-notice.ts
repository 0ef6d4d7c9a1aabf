import { dateOf, textOf } from '../rules/answers.ts';
import { addDays } from '../rules/calendar.ts';
import type { Rule } from '../rules/rule.ts';

const NOTICE_DAYS = 30;

/** Leaving is announced 30 days ahead (B16). */
export const leaveNotice: Rule = {
  name: 'leave-notice',
  when: 'warn',
  check: (answers, context) => {
    const from = dateOf(answers, 'from');
    return textOf(answers, 'kind') === 'leave' && from !== undefined && from < addDays(context.today, NOTICE_DAYS)
      ? [{ pointer: '/from', code: 'leave-notice', params: { days: NOTICE_DAYS } }]
      : [];
  },
};
