import { numberOf } from '../rules/answers.ts';
import type { Calculation } from '../rules/calculated.ts';
import { consultationSummary } from './consultation-summary.ts';

/** Values that the server sets from other documents, by the name in a field's `properties.auto`. */
export const networkCalculations: ReadonlyMap<string, Calculation> = new Map<string, Calculation>([
  ['consultation-summary', (_answers, context) => consultationSummary(context.earlier)],
  [
    // Each institution weighs the same, however many criteria it rated (indicator cooperationScore).
    'mean-cooperation-score',
    (_answers, context) => {
      const totals = context.earlier
        .filter(({ slug }) => slug === 'cooperation-evaluation-card')
        .flatMap(({ answers }) => numberOf(answers, 'totalScore') ?? []);
      if (totals.length === 0) return undefined;
      return Math.round((totals.reduce((sum, total) => sum + total, 0) / totals.length) * 10) / 10;
    },
  ],
]);
