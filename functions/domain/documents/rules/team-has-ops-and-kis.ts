import { latest, rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const PROFESSIONS = ['socialWorker', 'psychologist', 'careerAdviser'];

/** The admission team has somebody of the club, somebody of OPS for its clients, and one of the three professions (A3). */
export const teamHasOpsAndKis: Rule = {
  name: 'team-has-ops-and-kis',
  when: 'submit',
  check: (answers, context) => {
    const team = rowsOf(answers, 'team');
    const isFrom = (institution: string) => team.some((member) => textOf(member, 'institution') === institution);
    const comesFromOps = textOf(latest(context, 'referral')?.answers ?? {}, 'referralSource') === 'ops';
    const isComplete =
      isFrom('kis') &&
      (!comesFromOps || isFrom('ops')) &&
      team.some((member) => PROFESSIONS.includes(textOf(member, 'role')));
    return isComplete ? [] : [{ pointer: '/team', code: 'team-has-ops-and-kis' }];
  },
};
