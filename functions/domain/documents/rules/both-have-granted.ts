import { textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** A file leaves the club only when both the participant and the lead helper agree (A14; double consent). */
export const bothHaveGranted: Rule = {
  name: 'both-have-granted',
  when: 'effect',
  check: (answers) =>
    ['participantDecision', 'helperDecision']
      .filter((key) => textOf(answers, key) !== 'grant')
      .map((key) => ({ pointer: `/${key}`, code: 'both-have-granted' })),
};
