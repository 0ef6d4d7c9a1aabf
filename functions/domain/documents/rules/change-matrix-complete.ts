import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const SPHERES = ['socialLiving', 'health', 'social', 'psychological', 'vocational'] as const;
const DIMENSIONS = ['resources', 'rights', 'participation'] as const;

/** Each of the fifteen cells (sphere by dimension) says whether there is a change, and describes it unless there is none (A13). */
export const changeMatrixComplete: Rule = {
  name: 'change-matrix-complete',
  when: 'submit',
  check: (answers) => {
    const cells = rowsOf(answers, 'changeMatrix');
    return SPHERES.flatMap((sphere) =>
      DIMENSIONS.flatMap((dimension) => {
        const index = cells.findIndex(
          (cell) => textOf(cell, 'row') === sphere && textOf(cell, 'dimension') === dimension,
        );
        const cell = cells[index] ?? {};
        if (textOf(cell, 'change') === '') {
          const pointer = index < 0 ? '/changeMatrix' : `/changeMatrix/${index}/change`;
          return [{ pointer, code: 'change-matrix-complete', params: { sphere, dimension } }];
        }
        return textOf(cell, 'change') !== 'none' && textOf(cell, 'description') === ''
          ? [
              {
                pointer: `/changeMatrix/${index}/description`,
                code: 'change-matrix-complete',
                params: { sphere, dimension },
              },
            ]
          : [];
      }),
    );
  },
};
