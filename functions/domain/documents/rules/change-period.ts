import type { FieldError } from '../../result.ts';
import { dateOf, latest } from './answers.ts';
import { addDays, addMonths } from './calendar.ts';
import type { Answers, Rule, RuleContext } from './rule.ts';

const LONGEST_MONTHS = 2; // timer changeReportMax

function check(answers: Answers, context: RuleContext): readonly FieldError[] {
  const [from, to] = [dateOf(answers, 'periodFrom'), dateOf(answers, 'periodTo')];
  if (from === undefined || to === undefined) return [];
  const previousEnd = dateOf(latest(context, 'change-report')?.answers ?? {}, 'periodTo');
  const errors: FieldError[] = [];
  if (previousEnd !== undefined && from !== addDays(previousEnd, 1)) {
    errors.push({ pointer: '/periodFrom', code: 'change-period', params: { expected: addDays(previousEnd, 1) } });
  }
  if (to >= addMonths(from, LONGEST_MONTHS)) {
    errors.push({
      pointer: '/periodTo',
      code: 'change-period',
      params: { latest: addDays(addMonths(from, LONGEST_MONTHS), -1) },
    });
  }
  return errors;
}

/** Change reports follow one another without a gap, and none covers more than two months (A13). */
export const changePeriod: Rule = { name: 'change-period', when: 'submit', check };
