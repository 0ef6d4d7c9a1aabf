import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** The drafting institution answers every comment (B13). */
export const commentAnswered: Rule = {
  name: 'comment-answered',
  when: 'sign',
  check: (answers) =>
    textOf(answers, 'resolution') === '' ? [{ pointer: '/resolution', code: 'comment-answered' }] : [],
};
