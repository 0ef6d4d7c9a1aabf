import { isJsonObject, ownValue } from './answers.ts';
import type { Component, Condition, ConditionOperator, JsonPrimitive, JsonValue } from './definition.ts';
import { type LogicBudget, logicSays } from './json-logic.ts';

/** One test, its field already found: the value stands `steps` below the group at `level` of the scope (0 = the whole form). */
export interface ConditionTest {
  /** Path of the asked field without row numbers. */
  readonly path: string;
  readonly level: number;
  readonly steps: readonly string[];
  readonly operator: ConditionOperator;
  readonly value: JsonPrimitive;
}

export type FormCondition =
  | {
      readonly kind: 'simple';
      readonly show: boolean;
      readonly conjunction: 'all' | 'any';
      readonly tests: readonly ConditionTest[];
    }
  | { readonly kind: 'logic'; readonly logic: JsonValue };

/** Where a component stands: the form's answers, then the group or row inside it, and so on. */
export type Scope = readonly JsonValue[];

/** Finds the asked field seen from the asking one: its path, the level of the group they share, and the steps below it. */
export type ResolveField = (component: string) => Pick<ConditionTest, 'path' | 'level' | 'steps'> | undefined;

const asShow = (show: unknown): boolean =>
  show === true || show === 'true' || show === undefined || show === null || show === '';

/** The declared conditions in one shape, whichever of Form.io's it has. */
export const declaredConditions = (component: Component): readonly Condition[] => {
  const { conditional } = component;
  if (conditional?.conditions?.length) return conditional.conditions;
  return conditional?.when ? [{ component: conditional.when, operator: 'isEqual', value: conditional.eq ?? '' }] : [];
};

/** The condition of a component with its fields found; a test on a field that isn't there is left out (the linter refuses it). */
export function readCondition(component: Component, resolve: ResolveField): FormCondition | undefined {
  const { conditional } = component;
  if (isJsonObject(conditional?.json)) return { kind: 'logic', logic: conditional.json };
  const declared = declaredConditions(component);
  const tests = declared.flatMap((condition): ConditionTest[] => {
    const field = resolve(condition.component);
    return field ? [{ ...field, operator: condition.operator, value: condition.value ?? '' }] : [];
  });
  if (tests.length === 0) return undefined;
  return {
    kind: 'simple',
    show: asShow(conditional?.show),
    conjunction: conditional?.conjunction === 'any' ? 'any' : 'all',
    tests,
  };
}

/** True when the component is shown in this place. */
export function conditionHolds(condition: FormCondition, scope: Scope, budget: LogicBudget): boolean {
  if (condition.kind === 'logic')
    return logicSays(condition.logic, { data: scope[0] ?? {}, row: scope[scope.length - 1] ?? {} }, budget);
  const passes = (test: ConditionTest): boolean => testHolds(test, valueBelow(scope[test.level], test.steps));
  const result = condition.conjunction === 'any' ? condition.tests.some(passes) : condition.tests.every(passes);
  return condition.show ? result : !result;
}

/** The value below a group; through a repeated group it is the list of all rows' values. */
function valueBelow(from: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
  let value = from;
  for (const [at, step] of steps.entries()) {
    if (Array.isArray(value)) {
      const rest = steps.slice(at);
      return (value as readonly JsonValue[]).flatMap((row) => {
        const found = valueBelow(row, rest);
        return found === undefined ? [] : Array.isArray(found) ? (found as readonly JsonValue[]) : [found];
      });
    }
    value = ownValue(value, step);
  }
  return value;
}

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.values(value).every((part) => part === '' || part === false || part === null));

function equals(value: JsonValue | undefined, wanted: JsonPrimitive): boolean {
  if (Array.isArray(value)) return value.some((item: JsonValue) => equals(item, wanted));
  if (isJsonObject(value)) return ownValue(value, String(wanted)) === true; // selectboxes: the option is ticked
  return String(value ?? '') === String(wanted ?? '');
}

function includes(value: JsonValue | undefined, wanted: JsonPrimitive): boolean {
  return typeof value === 'string'
    ? value.includes(String(wanted))
    : equals(value, wanted) && typeof value === 'object';
}

/** `YYYY-MM-DD` with or without a time, also from Form.io's `MM/DD/YYYY`; undefined when it is no date. */
function asDate(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const american = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value);
  if (american) return `${american[3]}-${american[1]}-${american[2]}`;
  return /^\d{4}-\d{2}-\d{2}/.test(value) ? value : undefined;
}

function compareDates(value: JsonValue | undefined, wanted: JsonPrimitive): number | undefined {
  const [a, b] = [asDate(value), asDate(wanted)];
  if (a === undefined || b === undefined) return undefined;
  const length = Math.min(a.length, b.length);
  const [left, right] = [a.slice(0, length), b.slice(0, length)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const compareNumbers = (value: JsonValue | undefined, wanted: JsonPrimitive): number | undefined =>
  typeof value === 'number' && wanted !== '' && Number.isFinite(Number(wanted)) ? value - Number(wanted) : undefined;

const OPERATORS: Record<ConditionOperator, (value: JsonValue | undefined, wanted: JsonPrimitive) => boolean> = {
  isEqual: equals,
  isNotEqual: (value, wanted) => !equals(value, wanted),
  isEmpty,
  isNotEmpty: (value) => !isEmpty(value),
  includes,
  notIncludes: (value, wanted) => !includes(value, wanted),
  lessThan: (value, wanted) => (compareNumbers(value, wanted) ?? 0) < 0,
  greaterThan: (value, wanted) => (compareNumbers(value, wanted) ?? 0) > 0,
  lessThanOrEqual: (value, wanted) => (compareNumbers(value, wanted) ?? 1) <= 0,
  greaterThanOrEqual: (value, wanted) => (compareNumbers(value, wanted) ?? -1) >= 0,
  startsWith: (value, wanted) => typeof value === 'string' && value.startsWith(String(wanted)),
  endsWith: (value, wanted) => typeof value === 'string' && value.endsWith(String(wanted)),
  isDateEqual: (value, wanted) => compareDates(value, wanted) === 0,
  isNotDateEqual: (value, wanted) => compareDates(value, wanted) !== 0,
  dateLessThan: (value, wanted) => (compareDates(value, wanted) ?? 0) < 0,
  dateGreaterThan: (value, wanted) => (compareDates(value, wanted) ?? 0) > 0,
  dateLessThanOrEqual: (value, wanted) => (compareDates(value, wanted) ?? 1) <= 0,
  dateGreaterThanOrEqual: (value, wanted) => (compareDates(value, wanted) ?? -1) >= 0,
};

/** True when the answer passes the test; an operator that isn't known never holds. */
export const testHolds = (test: ConditionTest, value: JsonValue | undefined): boolean =>
  Object.hasOwn(OPERATORS, test.operator) && OPERATORS[test.operator](value, test.value);
