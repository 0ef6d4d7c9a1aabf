import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const SPHERES = ['socialLiving', 'health', 'social', 'psychological', 'vocational'] as const;
const PARTS = ['assets', 'potential', 'deficits', 'baseline'] as const;

/** The diagnosis sums up at least the five spheres of life, each with assets, potential, deficits and a starting level (A8). */
export const fiveSpheres: Rule = {
  name: 'five-spheres',
  when: 'submit',
  check: (answers) => {
    const rows = rowsOf(answers, 'sphereSummary');
    return SPHERES.flatMap((sphere) => {
      const index = rows.findIndex((row) => textOf(row, 'row') === sphere);
      if (index < 0) return [{ pointer: '/sphereSummary', code: 'five-spheres', params: { sphere } }];
      return PARTS.filter((part) => textOf(rows[index] ?? {}, part) === '').map((part) => ({
        pointer: `/sphereSummary/${index}/${part}`,
        code: 'five-spheres',
        params: { sphere },
      }));
    });
  },
};
