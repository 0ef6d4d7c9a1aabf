export { isClosed, type Period, type PeriodKind, periodOf, periodsOf } from './periods.ts';
export { type Cell, type Publication, publish, type Query, SMALLEST_GROUP } from './publish.ts';
export {
  type AggregateTable,
  aggregateTable,
  cellsOf,
  type Dimension,
  queryOf,
  type Selection,
  shareOf,
  suppressCounts,
  type Unit,
} from './tables.ts';
