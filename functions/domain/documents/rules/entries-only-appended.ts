import { latest, rowsOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** What was written in the rolling card stays as it was; a correction is a new entry (A12, P8). */
export const entriesOnlyAppended: Rule = {
  name: 'entries-only-appended',
  when: 'submit',
  check: (answers, context) => {
    const before = latest(context, 'advisory-card')?.answers ?? {};
    return ['actionLog', 'results'].flatMap((group) => {
      const now = rowsOf(answers, group);
      const changed = rowsOf(before, group).findIndex(
        (row, index) => JSON.stringify(sorted(row)) !== JSON.stringify(sorted(now[index])),
      );
      return changed < 0 ? [] : [{ pointer: `/${group}/${changed}`, code: 'entries-only-appended' }];
    });
  },
};

const sorted = (row: object | undefined): unknown =>
  row === undefined ? undefined : Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
