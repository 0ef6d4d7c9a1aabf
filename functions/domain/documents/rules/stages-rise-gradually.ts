import { dateOf, numberOf, rowsOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** Effort grows step by step: stages are numbered from 1 without a gap, and a later stage does not start before an earlier one (A9). */
export const stagesRiseGradually: Rule = {
  name: 'stages-rise-gradually',
  when: 'submit',
  check: (answers) => {
    const actions = rowsOf(answers, 'actions').map((action, index) => ({
      index,
      stage: numberOf(action, 'stage') ?? 1,
      from: dateOf(action, 'from') ?? '',
    }));
    const stages = new Set(actions.map(({ stage }) => stage));
    const wrong = actions.find(
      ({ stage, from }) =>
        (stage > 1 && !stages.has(stage - 1)) ||
        actions.some((other) => other.stage < stage && from !== '' && from < other.from),
    );
    return wrong === undefined ? [] : [{ pointer: `/actions/${wrong.index}/stage`, code: 'stages-rise-gradually' }];
  },
};
