import type { FieldError } from '../../result.ts';
import { dateOf, latest } from './answers.ts';
import { addMonths } from './calendar.ts';
import type { Answers, Rule, RuleContext } from './rule.ts';

const EARLIEST_MONTHS = 5;
const LATEST_MONTHS = 7;

const window = (answers: Answers, context: RuleContext) => {
  const exit = dateOf(latest(context, 'exit-card')?.answers ?? {}, 'endDate');
  const contact = dateOf(answers, 'contactDate');
  if (exit === undefined || contact === undefined) return undefined;
  return { contact, first: addMonths(exit, EARLIEST_MONTHS), last: addMonths(exit, LATEST_MONTHS) };
};

const error = (code: string, first: string, last: string): readonly FieldError[] => [
  { pointer: '/contactDate', code, params: { first, last } },
];

/** The follow-up is not made earlier than five months after leaving (A18). */
export const followUpWindow: Rule = {
  name: 'follow-up-window',
  when: 'submit',
  check: (answers, context) => {
    const days = window(answers, context);
    return days !== undefined && days.contact < days.first ? error('follow-up-window', days.first, days.last) : [];
  },
};

/** A follow-up later than seven months after leaving is kept, and shown as late (A18). */
export const followUpLate: Rule = {
  name: 'follow-up-late',
  when: 'warn',
  check: (answers, context) => {
    const days = window(answers, context);
    return days !== undefined && days.contact > days.last ? error('follow-up-late', days.first, days.last) : [];
  },
};
