import { numberOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

const MINUTES = {
  introductionMinutes: 10,
  p1Minutes: 10,
  p2Minutes: 10,
  p3Minutes: 10,
  p4Minutes: 15,
} as const;

/** Each part of the interview has its time: 10, 10, 10, 10 and 15 minutes (C2). */
export const interviewPartTimes: Rule = {
  name: 'interview-part-times',
  when: 'warn',
  check: (answers) =>
    Object.entries(MINUTES).flatMap(([key, planned]) => {
      const minutes = numberOf(answers, key);
      return minutes !== undefined && minutes > planned
        ? [{ pointer: `/${key}`, code: 'interview-part-times', params: { minutes, planned } }]
        : [];
    }),
};
