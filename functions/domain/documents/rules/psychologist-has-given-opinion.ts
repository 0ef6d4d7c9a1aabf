import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** The rolling card holds at least one opinion of a psychologist before it is closed (A12). */
export const psychologistHasGivenOpinion: Rule = {
  name: 'psychologist-has-given-opinion',
  when: 'close',
  check: (answers) =>
    rowsOf(answers, 'opinions').some((opinion) => textOf(opinion, 'role') === 'psychologist')
      ? []
      : [{ pointer: '/opinions', code: 'psychologist-has-given-opinion' }],
};
