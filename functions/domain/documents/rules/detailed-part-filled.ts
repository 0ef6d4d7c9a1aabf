import { rowsOf } from './answers.ts';
import type { Rule } from './rule.ts';

const GROUPS = ['needs', 'assets', 'proposedSupport', 'actionLog', 'results'] as const;

/** The rolling card is opened nearly empty and fills up; it is closed with every group of its detailed part in use (A12, P8). */
export const detailedPartFilled: Rule = {
  name: 'detailed-part-filled',
  when: 'close',
  check: (answers) =>
    GROUPS.filter((group) => rowsOf(answers, group).length === 0).map((group) => ({
      pointer: `/${group}`,
      code: 'detailed-part-filled',
    })),
};
