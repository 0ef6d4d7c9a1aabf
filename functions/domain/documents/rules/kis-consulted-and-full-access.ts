import { saysYes } from './answers.ts';
import type { Rule } from './rule.ts';

/** No social contract is signed unless the club took part in it and sees all of it (A4). */
export const kisConsultedAndFullAccess: Rule = {
  name: 'kis-consulted-and-full-access',
  when: 'sign',
  check: (answers) =>
    ['kisConsulted', 'kisFullAccess']
      .filter((key) => !saysYes(answers, key))
      .map((key) => ({ pointer: `/${key}`, code: 'kis-consulted-and-full-access' })),
};
