import { rowsOf, textOf, tickedOf } from './answers.ts';
import type { Rule } from './rule.ts';
import { findSession } from './session.ts';

/** Everybody who was planned for the class has a status in its attendance record (A11). */
export const everyoneHasAStatus: Rule = {
  name: 'everyone-has-a-status',
  when: 'submit',
  check: (answers, context) => {
    const planned = findSession(context, textOf(answers, 'sessionRef'));
    if (planned === undefined) return [{ pointer: '/sessionRef', code: 'everyone-has-a-status' }];
    const noted = new Set(
      rowsOf(answers, 'attendance')
        .filter((row) => textOf(row, 'status') !== '')
        .map((row) => textOf(row, 'participant')),
    );
    const missing = tickedOf(planned.session, 'participants').filter((person) => !noted.has(person)).length;
    return missing === 0 ? [] : [{ pointer: '/attendance', code: 'everyone-has-a-status', params: { missing } }];
  },
};
