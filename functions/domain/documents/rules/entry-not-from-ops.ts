import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** The internal agreement is for people from outside OPS (A5). */
export const entryNotFromOps: Rule = {
  name: 'entry-not-from-ops',
  when: 'submit',
  check: (answers) =>
    textOf(answers, 'entrySource') === 'ops' ? [{ pointer: '/entrySource', code: 'entry-not-from-ops' }] : [],
};
