import type { LocalDate } from '../../time.ts';
import { rowsOf, textOf } from '../rules/answers.ts';
import { dayOf, daysBetween } from '../rules/calendar.ts';
import type { Answers, Rule, RuleContext } from '../rules/rule.ts';
import { hasQuorum, institutionsListed, institutionsPresent } from './attendance.ts';

const SECOND_TERM_DAYS = 14;

const meetingDay = (answers: Answers): LocalDate | undefined => dayOf(textOf(answers, 'date').slice(0, 10));

/** True if a meeting of the same kind failed for want of a quorum at most 14 days before. */
function isSecondTerm(answers: Answers, context: RuleContext): boolean {
  const date = meetingDay(answers);
  return context.earlier.some((document) => {
    const before = meetingDay(document.answers);
    return (
      document.slug === 'convention-minutes' &&
      textOf(document.answers, 'meetingType') === textOf(answers, 'meetingType') &&
      date !== undefined &&
      before !== undefined &&
      before < date &&
      daysBetween(before, date) <= SECOND_TERM_DAYS &&
      !hasQuorum(document.answers)
    );
  });
}

/** Without half of the institutions there is discussion only; a second meeting within 14 days decides by those present (B18, P25). */
export const quorum: Rule = {
  name: 'quorum',
  when: 'submit',
  check: (answers, context) => {
    if (rowsOf(answers, 'decisions').length === 0 || hasQuorum(answers) || isSecondTerm(answers, context)) return [];
    const params = { present: institutionsPresent(answers).size, members: institutionsListed(answers).size };
    return [{ pointer: '/decisions', code: 'quorum', params }];
  },
};
