import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** An interview ends after it began (C2). */
export const interviewEndsAfterStart: Rule = {
  name: 'interview-ends-after-start',
  when: 'submit',
  check: (answers) => {
    const [start, end] = [textOf(answers, 'startedAt'), textOf(answers, 'endedAt')];
    return start !== '' && end !== '' && end <= start
      ? [{ pointer: '/endedAt', code: 'interview-ends-after-start' }]
      : [];
  },
};
