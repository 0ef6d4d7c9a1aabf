import { latest, rowsOf, saysYes, tickedOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Barriers named in the recruitment questionnaire get an answer in the plan (A9 from A2). */
export const barrierPlanWhenBarriers: Rule = {
  name: 'barrier-plan-when-barriers',
  when: 'submit',
  check: (answers, context) => {
    const survey = latest(context, 'recruitment-survey')?.answers ?? {};
    const hasBarriers =
      saysYes(survey, 'careDuties') ||
      tickedOf(survey, 'transportMeans').includes('none') ||
      tickedOf(survey, 'otherBarriers').length > 0;
    return hasBarriers && rowsOf(answers, 'barrierPlan').length === 0
      ? [{ pointer: '/barrierPlan', code: 'barrier-plan-when-barriers' }]
      : [];
  },
};
