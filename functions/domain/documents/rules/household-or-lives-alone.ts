import { rowsOf, saysYes } from './answers.ts';
import type { Rule } from './rule.ts';

/** The household may be empty only for a person who lives alone, and must be empty then (A2). */
export const householdOrLivesAlone: Rule = {
  name: 'household-or-lives-alone',
  when: 'submit',
  check: (answers) => {
    const isEmpty = rowsOf(answers, 'householdMembers').length === 0;
    return isEmpty === saysYes(answers, 'livesAlone')
      ? []
      : [{ pointer: isEmpty ? '/householdMembers' : '/livesAlone', code: 'household-or-lives-alone' }];
  },
};
