import { rowsOf, saysYes } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** A partner names at least one resource, or says that it supports the network without any; not both (B14). */
export const resourcesOrNone: Rule = {
  name: 'resources-or-none',
  when: 'submit',
  check: (answers) => {
    const names = rowsOf(answers, 'resources').length > 0;
    if (names !== saysYes(answers, 'noResources')) return [];
    return [{ pointer: names ? '/noResources' : '/resources', code: 'resources-or-none' }];
  },
};
