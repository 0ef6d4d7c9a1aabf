import { isJsonObject, joinPath, ownValue } from './answers.ts';
import { conditionHolds } from './conditions.ts';
import type { JsonValue } from './definition.ts';
import type { CheckContext, Problem } from './fields/field-type.ts';
import { decimalLimitOf } from './fields/number.ts';
import { valueField } from './fields/table.ts';
import type { Form, FormNode } from './form.ts';
import { evaluateLogic } from './json-logic.ts';
import { hide, isOutOfSight, LOGIC_STEPS, type MutableGroup, type Settled } from './settled.ts';

/** Empties what is hidden and sets what is calculated, each place once, in the order of their dependencies. */
export function settle(
  form: Form,
  answers: MutableGroup,
  problems: Map<string, Problem>,
  context: CheckContext,
): Settled {
  const settled: Settled = { answers, problems, hidden: new Set(), budget: { steps: LOGIC_STEPS } };
  for (const node of form.settleOrder)
    eachPlace(answers, node, (scope, scopePath) => settlePlace(node, scope, scopePath, settled, context));
  return settled;
}

function settlePlace(
  node: FormNode,
  scope: readonly MutableGroup[],
  scopePath: string,
  settled: Settled,
  context: CheckContext,
): void {
  const group = scope.at(-1);
  if (group === undefined || node.retired) return;
  if (node.condition && !conditionHolds(node.condition, scope, settled.budget)) {
    hide(settled, node, scopePath);
    clear(node, group);
  } else if (node.logic !== undefined) {
    if (isOutOfSight(settled, node, scopePath)) return;
    const value = calculate(node, node.logic, scope, settled, context);
    if (value === undefined) delete group[node.component.key];
    else group[node.component.key] = value;
  }
}

/** Takes a hidden component's answers, and those of everything inside it, out of their group. */
function clear(node: FormNode, group: MutableGroup): void {
  if (node.holds === 'nothing') for (const child of node.answerChildren) delete group[child.component.key];
  else delete group[node.component.key];
}

function calculate(
  node: FormNode,
  logic: JsonValue,
  scope: readonly MutableGroup[],
  settled: Settled,
  context: CheckContext,
): JsonValue | undefined {
  const found = evaluateLogic(logic, { data: scope[0] ?? {}, row: scope.at(-1) ?? {} }, settled.budget);
  if (found === null) return undefined;
  const field = valueField(node.component.type);
  const isNumber = field?.type === 'number' || field?.type === 'currency';
  const value = isNumber && typeof found === 'number' ? round(found, decimalLimitOf(node.component)) : found;
  const raw = field?.type === 'textfield' && typeof value === 'number' ? String(value) : value;
  return field?.parse(raw, node, context).value;
}

const round = (value: number, decimals: number): number => {
  const factor = 10 ** Math.min(decimals, 10);
  return Math.round((value + Number.EPSILON * Math.sign(value)) * factor) / factor;
};

type Visit = (scope: readonly MutableGroup[], scopePath: string) => void;

/** Calls for every place where a component stands: once, or once per row of the groups around it. */
function eachPlace(answers: MutableGroup, node: FormNode, visit: Visit): void {
  const step = (scope: readonly MutableGroup[], scopePath: string, depth: number): void => {
    const group = node.groups[depth];
    if (group === undefined) {
      visit(scope, scopePath);
      return;
    }
    const path = joinPath(scopePath, group.component.key);
    const inside = ownValue(scope.at(-1), group.component.key);
    if (Array.isArray(inside)) {
      for (const [at, row] of inside.entries()) step([...scope, row as MutableGroup], `${path}[${at}]`, depth + 1);
    } else if (isJsonObject(inside)) step([...scope, inside as MutableGroup], path, depth + 1);
  };
  step([answers], '', 0);
}
