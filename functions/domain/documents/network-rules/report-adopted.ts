import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** The report is signed after a convention adopted it, in minutes that it names (C6). */
export const reportAdopted: Rule = {
  name: 'report-adopted',
  when: 'sign',
  check: (answers) => (textOf(answers, 'decision') === '' ? [{ pointer: '/decision', code: 'report-adopted' }] : []),
};
