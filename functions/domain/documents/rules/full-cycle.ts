import type { LocalDate } from '../../time.ts';
import { dateOf, textOf } from './answers.ts';
import { addMonths } from './calendar.ts';
import type { Answers, Rule, RuleContext } from './rule.ts';

const CYCLE_MONTHS = 6; // timer fullCycleMin

/** Day on which the stay began, from the newest decision of acceptance. */
export const startOfStay = (context: RuleContext): LocalDate | undefined =>
  context.earlier
    .filter(({ slug, answers }) => slug === 'referral-decision' && textOf(answers, 'decision') === 'accept')
    .map(({ answers }) => dateOf(answers, 'startDate'))[0];

/** `yes` if the stay lasted at least six months; undefined while a date is missing. */
export function fullCycleOf(answers: Answers, context: RuleContext): 'yes' | 'no' | undefined {
  const [start, end] = [startOfStay(context), dateOf(answers, 'endDate')];
  if (start === undefined || end === undefined) return undefined;
  return end >= addMonths(start, CYCLE_MONTHS) ? 'yes' : 'no';
}

/** A full cycle is at least six months, and the card says so correctly (A17). */
export const fullCycle: Rule = {
  name: 'full-cycle',
  when: 'submit',
  check: (answers, context) => {
    const right = fullCycleOf(answers, context);
    const said = textOf(answers, 'fullCycle');
    return right !== undefined && said !== '' && said !== right ? [{ pointer: '/fullCycle', code: 'full-cycle' }] : [];
  },
};

/** Nobody leaves before the day on which the stay began (A17). */
export const endAfterStart: Rule = {
  name: 'end-after-start',
  when: 'submit',
  check: (answers, context) => {
    const [start, end] = [startOfStay(context), dateOf(answers, 'endDate')];
    return start !== undefined && end !== undefined && end < start
      ? [{ pointer: '/endDate', code: 'end-after-start' }]
      : [];
  },
};
