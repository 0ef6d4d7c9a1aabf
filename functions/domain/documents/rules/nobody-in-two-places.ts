import type { FieldError } from '../../result.ts';
import { rowsOf, textOf, tickedOf } from './answers.ts';
import type { Answers, Rule } from './rule.ts';

const overlap = (a: Answers, b: Answers): boolean =>
  textOf(a, 'date') !== '' &&
  textOf(a, 'date') === textOf(b, 'date') &&
  textOf(a, 'start') < textOf(b, 'end') &&
  textOf(b, 'start') < textOf(a, 'end');

function check(answers: Answers): readonly FieldError[] {
  const sessions = rowsOf(answers, 'sessions');
  return sessions.flatMap((session, index) => {
    const isTwice = sessions
      .slice(0, index)
      .some(
        (other) =>
          overlap(session, other) &&
          tickedOf(other, 'participants').some((person) => tickedOf(session, 'participants').includes(person)),
      );
    return isTwice ? [{ pointer: `/sessions/${index}/participants`, code: 'nobody-in-two-places' }] : [];
  });
}

/** No participant is planned in two classes at the same time (A10). */
export const nobodyInTwoPlaces: Rule = { name: 'nobody-in-two-places', when: 'submit', check };
