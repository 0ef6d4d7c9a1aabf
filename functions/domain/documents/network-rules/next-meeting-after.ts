import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** The next meeting comes after this one (B18). */
export const nextMeetingAfter: Rule = {
  name: 'next-meeting-after',
  when: 'submit',
  check: (answers) => {
    const [date, next] = [textOf(answers, 'date'), textOf(answers, 'nextMeeting')];
    return date !== '' && next !== '' && next <= date ? [{ pointer: '/nextMeeting', code: 'next-meeting-after' }] : [];
  },
};
