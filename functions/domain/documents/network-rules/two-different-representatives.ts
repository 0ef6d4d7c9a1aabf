import { groupOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

const plain = (name: string): string => name.toLocaleLowerCase('pl').replace(/\s+/g, ' ');

/** The head and the delegate of an institution are two different people (B10). */
export const twoDifferentRepresentatives: Rule = {
  name: 'two-different-representatives',
  when: 'submit',
  check: (answers) => {
    const [head, delegate] = ['head', 'delegate'].map((key) => plain(textOf(groupOf(answers, key), 'name')));
    return head !== '' && head === delegate
      ? [{ pointer: '/delegate/name', code: 'two-different-representatives' }]
      : [];
  },
};
