import { tickedOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

/** Values of the list `partnership-agreement-principles`, in the order of the source. */
export const PRINCIPLES = [
  'autonomy',
  'statutory',
  'equality',
  'openness',
  'effectiveResources',
  'priorityNeeds',
  'information',
  'effectMonitoring',
] as const;

/** The agreement takes over all eight principles of partnership (B12). */
export const allEightPrinciples: Rule = {
  name: 'all-eight-principles',
  when: 'submit',
  check: (answers) => {
    const accepted = new Set(tickedOf(answers, 'principlesAccepted'));
    const missing = PRINCIPLES.filter((principle) => !accepted.has(principle)).length;
    return missing > 0 ? [{ pointer: '/principlesAccepted', code: 'all-eight-principles', params: { missing } }] : [];
  },
};
