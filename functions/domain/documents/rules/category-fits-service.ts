import type { FieldError } from '../../result.ts';
import { rowsOf, textOf } from './answers.ts';
import type { Answers, Rule } from './rule.ts';

/** Services of list L7 that are vocational by nature; workshops of social and vocational education may be either (Q6). */
const VOCATIONAL: ReadonlySet<string> = new Set([
  'careerCounselling',
  'vocationalCourse',
  'sociallyUsefulWork',
  'publicWorks',
  'internship',
]);
const MIXED = 'socioVocationalWorkshop';

const expectedCategory = (service: string): string | undefined => {
  if (service === '' || service === MIXED) return undefined;
  return VOCATIONAL.has(service) ? 'vocational' : 'social';
};

const check = (answers: Answers): readonly FieldError[] =>
  ['actions', 'sessions'].flatMap((group) =>
    rowsOf(answers, group).flatMap((row, index) => {
      const expected = expectedCategory(textOf(row, 'serviceType'));
      const category = textOf(row, 'category');
      return expected === undefined || category === '' || category === expected
        ? []
        : [{ pointer: `/${group}/${index}/category`, code: 'category-fits-service' }];
    }),
  );

/** Work and job advice never count as social reintegration, nor therapy as vocational; only mixed workshops may be set (A9, A10, Q6). */
export const categoryFitsService: Rule = { name: 'category-fits-service', when: 'submit', check };
