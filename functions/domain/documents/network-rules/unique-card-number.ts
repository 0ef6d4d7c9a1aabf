import { numberOf, textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** In one network a card’s number belongs to one procedure (B17). */
export const uniqueCardNumber: Rule = {
  name: 'unique-card-number',
  when: 'submit',
  check: (answers, context) => {
    const number = numberOf(answers, 'cardNumber');
    const isTaken = context.earlier.some(
      (document) =>
        document.slug === 'procedure-card' &&
        number !== undefined &&
        numberOf(document.answers, 'cardNumber') === number &&
        textOf(document.answers, 'procedureName') !== textOf(answers, 'procedureName'),
    );
    return isTaken ? [{ pointer: '/cardNumber', code: 'unique-card-number', params: { number: number ?? 0 } }] : [];
  },
};
