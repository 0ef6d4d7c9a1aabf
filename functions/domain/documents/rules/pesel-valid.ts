import type { FieldError } from '../../result.ts';
import { groupOf, textOf } from './answers.ts';
import type { Answers, Rule } from './rule.ts';

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3] as const;

const hasRightCheckDigit = (pesel: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(pesel[place]), 0);
  return (10 - (sum % 10)) % 10 === Number(pesel[10]);
};

function check(answers: Answers): readonly FieldError[] {
  const parties = groupOf(answers, 'parties');
  const places: readonly (readonly [string, Answers])[] = [
    ['/participant', groupOf(answers, 'participant')],
    ['/parties/participant', groupOf(parties, 'participant')],
    ['/personalData', groupOf(answers, 'personalData')],
  ];
  return places
    .filter(([, person]) => /^[0-9]{11}$/.test(textOf(person, 'pesel')) && !hasRightCheckDigit(textOf(person, 'pesel')))
    .map(([place]) => ({ pointer: `${place}/pesel`, code: 'pesel-valid' }));
}

/** The last digit of a PESEL number follows from the others, so a slip of the pen is found (PERSON block). */
export const peselValid: Rule = { name: 'pesel-valid', when: 'submit', check };
