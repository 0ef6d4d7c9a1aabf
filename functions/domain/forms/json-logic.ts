import { isJsonObject, ownValue } from './answers.ts';
import type { JsonValue } from './definition.ts';

/** Operators of JSON Logic that definitions may use; all are total, none can reach code or a prototype. */
export const LOGIC_OPERATORS = [
  'var', '==', '===', '!=', '!==', '!', '!!', 'and', 'or', 'if', '<', '<=', '>', '>=',
  '+', '-', '*', '/', '%', 'min', 'max', 'in', 'cat', 'map', 'filter', 'reduce', 'all', 'none', 'some',
] as const; // biome-ignore format: one table
export type LogicOperator = (typeof LOGIC_OPERATORS)[number];

/** How much work an evaluation may still do; shared by all the logic of one check, so that rows cannot multiply it. */
export interface LogicBudget {
  steps: number;
}

/** Thrown inside and caught by `evaluateLogic`: the budget is spent. */
class BudgetSpent extends Error {}

const truthy = (value: JsonValue | undefined): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const toNumber = (value: JsonValue | undefined): number =>
  typeof value === 'number'
    ? value
    : value === null
      ? 0
      : typeof value === 'object' || value === undefined
        ? Number.NaN
        : Number(value);

/** In sums and products only numbers, and texts of numbers, count (JSON Logic reads them with parseFloat). */
const toAddend = (value: JsonValue | undefined): number =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;

/** Equality as JSON Logic has it (JavaScript's `==`) for primitives; an object or list equals nothing. */
const looselyEqual = (left: JsonValue | undefined, right: JsonValue | undefined): boolean => {
  if (left === undefined || left === null || right === undefined || right === null)
    return (left ?? null) === (right ?? null);
  if (typeof left === 'object' || typeof right === 'object') return false;
  return typeof left === typeof right ? left === right : Number(left) === Number(right);
};

const less = (left: JsonValue | undefined, right: JsonValue | undefined, orEqual: boolean): boolean => {
  if (typeof left === 'string' && typeof right === 'string') return orEqual ? left <= right : left < right;
  const [a, b] = [toNumber(left), toNumber(right)];
  return orEqual ? a <= b : a < b;
};

function readVariable(data: JsonValue | undefined, path: JsonValue | undefined): JsonValue | undefined {
  if (path === undefined || path === null || path === '') return data;
  let value = data;
  for (const step of String(path).split('.')) {
    value = Array.isArray(value) ? (value as readonly JsonValue[])[Number(step)] : ownValue(value, step);
    if (value === undefined || value === null) return null;
  }
  return value;
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

class Evaluation {
  readonly #budget: LogicBudget;

  constructor(budget: LogicBudget) {
    this.#budget = budget;
  }

  run(logic: JsonValue | undefined, data: JsonValue | undefined): JsonValue | undefined {
    this.#budget.steps -= 1;
    if (this.#budget.steps < 0) throw new BudgetSpent();
    if (Array.isArray(logic)) return logic.map((item) => this.run(item, data) ?? null);
    if (!isJsonObject(logic)) return logic;
    const keys = Object.keys(logic);
    const operator = keys[0];
    if (operator === undefined || keys.length !== 1) return null;
    const given = logic[operator];
    return this.#apply(operator, Array.isArray(given) ? given : [given as JsonValue], data);
  }

  #apply(operator: string, args: readonly JsonValue[], data: JsonValue | undefined): JsonValue | undefined {
    switch (operator) {
      case 'if':
        return this.#choose(args, data);
      case 'and':
      case 'or':
        return this.#join(operator, args, data);
      case 'map':
      case 'filter':
      case 'all':
      case 'none':
      case 'some':
        return this.#each(operator, listOf(this.run(args[0], data)), args[1]);
      case 'reduce':
        return listOf(this.run(args[0], data)).reduce<JsonValue>(
          (accumulator, current) => this.run(args[1], { current, accumulator }) ?? null,
          this.run(args[2], data) ?? null,
        );
      default:
        return compute(
          operator,
          args.map((arg) => this.run(arg, data)),
          data,
        );
    }
  }

  #choose(args: readonly JsonValue[], data: JsonValue | undefined): JsonValue | undefined {
    let at = 0;
    for (; at + 1 < args.length; at += 2) if (truthy(this.run(args[at], data))) return this.run(args[at + 1], data);
    return at < args.length ? this.run(args[at], data) : null;
  }

  #join(operator: 'and' | 'or', args: readonly JsonValue[], data: JsonValue | undefined): JsonValue | undefined {
    let value: JsonValue | undefined = null;
    for (const arg of args) {
      value = this.run(arg, data);
      if (truthy(value) === (operator === 'or')) return value;
    }
    return value;
  }

  #each(operator: string, items: readonly JsonValue[], logic: JsonValue | undefined): JsonValue {
    switch (operator) {
      case 'map':
        return items.map((item) => this.run(logic, item) ?? null);
      case 'filter':
        return items.filter((item) => truthy(this.run(logic, item)));
      case 'all':
        return items.length > 0 && items.every((item) => truthy(this.run(logic, item)));
      case 'none':
        return !items.some((item) => truthy(this.run(logic, item)));
      default:
        return items.some((item) => truthy(this.run(logic, item)));
    }
  }
}

function compute(
  operator: string,
  args: readonly (JsonValue | undefined)[],
  data: JsonValue | undefined,
): JsonValue | undefined {
  const [a, b, c] = args;
  switch (operator) {
    case 'var': {
      const found = readVariable(data, a);
      return found === undefined || found === null ? (b ?? null) : found;
    }
    case '==':
      return looselyEqual(a, b);
    case '!=':
      return !looselyEqual(a, b);
    case '===':
      return a === b;
    case '!==':
      return a !== b;
    case '!':
      return !truthy(a);
    case '!!':
      return truthy(a);
    case '<':
      return args.length > 2 ? less(a, b, false) && less(b, c, false) : less(a, b, false);
    case '<=':
      return args.length > 2 ? less(a, b, true) && less(b, c, true) : less(a, b, true);
    case '>':
      return less(b, a, false);
    case '>=':
      return less(b, a, true);
    case 'in':
      return Array.isArray(b) ? b.includes(a) : typeof b === 'string' && typeof a === 'string' && b.includes(a);
    case 'cat':
      return args.map((part) => (typeof part === 'object' || part === undefined ? '' : String(part))).join('');
    default:
      return arithmetic(operator, args.map(operator === '+' || operator === '*' ? toAddend : toNumber));
  }
}

/** A number; NaN or infinite where there is no answer (text, division by zero). */
function arithmetic(operator: string, numbers: readonly number[]): number {
  const [a = Number.NaN, b = Number.NaN] = numbers;
  const result =
    operator === '+'
      ? numbers.reduce((sum, number) => sum + number, 0)
      : operator === '*'
        ? numbers.reduce((product, number) => product * number, 1)
        : operator === '-'
          ? numbers.length > 1
            ? a - b
            : -a
          : operator === '/'
            ? a / b
            : operator === '%'
              ? a % b
              : operator === 'min'
                ? Math.min(...numbers)
                : operator === 'max'
                  ? Math.max(...numbers)
                  : Number.NaN;
  return result === 0 ? 0 : result; // no negative zero
}

/** The value of a JSON Logic expression over `data`; null when it has none or the budget is spent. */
export function evaluateLogic(logic: JsonValue, data: JsonValue, budget: LogicBudget): JsonValue {
  try {
    const value = new Evaluation(budget).run(logic, data) ?? null;
    return typeof value === 'number' && !Number.isFinite(value) ? null : value;
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return null;
  }
}

/** True as JSON Logic counts truth: an empty list is false. */
export const logicSays = (logic: JsonValue, data: JsonValue, budget: LogicBudget): boolean =>
  truthy(evaluateLogic(logic, data, budget));

/** Every `var` path in an expression; `undefined` stands for one that is itself computed. Paths inside list operators are those of the item. */
export function logicVariables(logic: JsonValue): readonly (string | undefined)[] {
  if (Array.isArray(logic)) return logic.flatMap(logicVariables);
  if (!isJsonObject(logic)) return [];
  return Object.entries(logic).flatMap(([operator, given]) => {
    const args = Array.isArray(given) ? (given as readonly JsonValue[]) : [given];
    if (operator === 'var')
      return [typeof args[0] === 'object' && args[0] !== null ? undefined : String(args[0] ?? '')];
    if (['map', 'filter', 'all', 'none', 'some'].includes(operator)) return logicVariables(args[0] ?? null);
    if (operator === 'reduce') return [...logicVariables(args[0] ?? null), ...logicVariables(args[2] ?? null)];
    return args.flatMap(logicVariables);
  });
}
