import { rowsOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Heads meet strategically and delegates operationally; anybody else is explained in a note (B18). */
export const capacityByMeeting: Rule = {
  name: 'capacity-by-meeting',
  when: 'submit',
  check: (answers) => {
    const expected = textOf(answers, 'meetingType') === 'strategic' ? 'head' : 'delegate';
    return rowsOf(answers, 'attendance').flatMap((row, index) =>
      textOf(row, 'present') === 'yes' && textOf(row, 'capacity') !== expected && textOf(row, 'comment') === ''
        ? [{ pointer: `/attendance/${index}/comment`, code: 'capacity-by-meeting', params: { kind: expected } }]
        : [],
    );
  },
};
