import { numberOf, rowsOf } from '../rules/answers.ts';
import type { Answers } from '../rules/rule.ts';

const valuesOf = (answers: Answers, key: string): number =>
  rowsOf(answers, key).reduce((sum, row) => sum + (numberOf(row, 'value') ?? 0), 0);

/** Złoty per year that doing nothing costs: benefits and other costs, plus taxes and gains forgone, less the programme (B4; indicator inactionCost). */
export const inactionBalance = (answers: Answers): number =>
  (numberOf(answers, 'benefitsCost') ?? 0) +
  valuesOf(answers, 'otherCosts') +
  (numberOf(answers, 'expectedTaxes') ?? 0) +
  valuesOf(answers, 'otherGains') -
  (numberOf(answers, 'programmeCost') ?? 0);
