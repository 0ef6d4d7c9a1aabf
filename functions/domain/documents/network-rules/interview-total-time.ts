import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

const LONGEST_MINUTES = 60;

/** An interview takes an hour at most, so that people do not tire (C2, Q15). */
export const interviewTotalTime: Rule = {
  name: 'interview-total-time',
  when: 'warn',
  check: (answers) => {
    const minutes = (Date.parse(textOf(answers, 'endedAt')) - Date.parse(textOf(answers, 'startedAt'))) / 60_000;
    return minutes > LONGEST_MINUTES
      ? [{ pointer: '/endedAt', code: 'interview-total-time', params: { minutes, planned: LONGEST_MINUTES } }]
      : [];
  },
};
