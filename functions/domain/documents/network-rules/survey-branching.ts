import { textOf } from '../rules/answers.ts';
import type { Rule } from '../rules/rule.ts';

const three = (key: string): readonly string[] => [1, 2, 3].map((slot) => `${key}${slot}`);

/** Which questions stand on which answer (004, ankieta). */
const BRANCHES = [
  { question: 'q2PartnershipExists', opens: 'yes', keys: [...three('q2Goals'), 'q3Signatory', 'q4Rooted'] },
  { question: 'q3Signatory', opens: 'no', keys: ['q3WhyNot'] },
  { question: 'q4Rooted', opens: 'yes', keys: three('q4Undertakings') },
  { question: 'q4Rooted', opens: 'no', keys: three('q4FailureCauses') },
  { question: 'q5ShouldExist', opens: 'yes', keys: three('q5Institutions') },
  { question: 'q5ShouldExist', opens: 'no', keys: ['q5Argument'] },
  { question: 'q9CouldJoin', opens: 'yes', keys: three('q9Areas') },
  { question: 'q9CouldJoin', opens: 'no', keys: ['q9WhyNot'] },
] as const;

/** Question 6 is answered unless question 5 says NIE, and nothing is answered on a branch that the answers closed (C1). */
export const surveyBranching: Rule = {
  name: 'survey-branching',
  when: 'submit',
  check: (answers) => {
    const closed = BRANCHES.flatMap(({ question, opens, keys }) =>
      textOf(answers, question) === opens
        ? []
        : keys
            .filter((key) => textOf(answers, key) !== '')
            .map((key) => ({ pointer: `/${key}`, code: 'survey-branching' })),
    );
    const lacksAction = textOf(answers, 'q5ShouldExist') === 'yes' && textOf(answers, 'q6Actions1') === '';
    return lacksAction ? [...closed, { pointer: '/q6Actions1', code: 'survey-branching' }] : closed;
  },
};
