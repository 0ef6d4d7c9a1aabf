import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const SPHERES = ['socialLiving', 'health', 'social', 'psychological', 'vocational'] as const;

/** The diagnosis sums up at least the five spheres of life; what each must hold stands in the form (A8, indicator sphereCoverage). */
export const fiveSpheres: Rule = {
  name: 'five-spheres',
  when: 'submit',
  check: (answers) => {
    const described = new Set(rowsOf(answers, 'sphereSummary').map((row) => textOf(row, 'row')));
    return SPHERES.filter((sphere) => !described.has(sphere)).map((sphere) => ({
      pointer: '/sphereSummary',
      code: 'five-spheres',
      params: { sphere },
    }));
  },
};
