import { rowsOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

const SPHERES = ['socialLiving', 'health', 'social', 'psychological', 'vocational'] as const;
const DIMENSIONS = ['resources', 'rights', 'participation'] as const;

/** The report has all fifteen cells (sphere by dimension) and describes each in which something changed (A13). */
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
        const params = { sphere, dimension };
        if (index < 0) return [{ pointer: '/changeMatrix', code: 'change-matrix-complete', params }];
        const isUndescribed =
          ['better', 'worse'].includes(textOf(cell, 'change')) && textOf(cell, 'description') === '';
        return isUndescribed
          ? [{ pointer: `/changeMatrix/${index}/description`, code: 'change-matrix-complete', params }]
          : [];
      }),
    );
  },
};
