import { isJsonObject } from '../answers.ts';
import type { JsonValue } from '../definition.ts';
import type { Form, FormNode } from '../form.ts';
import { LOGIC_OPERATORS, logicVariables } from '../json-logic.ts';
import { type Report, step } from './finding.ts';

/** Caps on one JSON Logic expression. */
export const LOGIC_CAPS = { depth: 20, nodes: 300, nodesInForm: 4000 } as const;

/** Nodes of logic that a form may still have. */
export interface LogicRoom {
  nodes: number;
}

/** How many arguments an operator takes. */
const ARITY: Readonly<Record<string, readonly [number, number]>> = {
  var: [0, 2], '==': [2, 2], '===': [2, 2], '!=': [2, 2], '!==': [2, 2], '!': [1, 1], '!!': [1, 1], '<': [2, 3], '<=': [2, 3], '>': [2, 2],
  '>=': [2, 2], '/': [2, 2], '%': [2, 2], '-': [1, 2], in: [2, 2], map: [2, 2], filter: [2, 2], all: [2, 2], none: [2, 2], some: [2, 2], reduce: [3, 3],
}; // biome-ignore format: a table

/** Operators outside the allow-list, wrong shapes, caps on depth and size; then variables that name no field. */
export function lintLogic(
  logic: JsonValue,
  node: FormNode,
  form: Form,
  pointer: string,
  room: LogicRoom,
  report: Report,
): void {
  if (!lintShape(logic, pointer, room, report)) return;
  for (const variable of logicVariables(logic)) {
    if (variable === undefined) report(pointer, 'logic-variable', { name: '…' });
    else if (!isKnownVariable(variable, node, form)) report(pointer, 'logic-variable', { name: variable });
  }
}

function lintShape(logic: JsonValue, pointer: string, room: LogicRoom, report: Report): boolean {
  const stack: { value: JsonValue; depth: number; pointer: string }[] = [{ value: logic, depth: 1, pointer }];
  let nodes = 0;
  let sound = true;
  const problem = (...finding: Parameters<Report>): void => {
    report(...finding);
    sound = false;
  };
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    nodes += 1;
    room.nodes -= 1;
    if (nodes > LOGIC_CAPS.nodes || room.nodes < 0 || item.depth > LOGIC_CAPS.depth) {
      problem(pointer, item.depth > LOGIC_CAPS.depth ? 'logic-too-deep' : 'logic-too-large');
      return false;
    }
    const { value, depth } = item;
    if (Array.isArray(value)) {
      for (const [at, inner] of (value as readonly JsonValue[]).entries())
        stack.push({ value: inner, depth: depth + 1, pointer: `${item.pointer}/${at}` });
    } else if (isJsonObject(value)) {
      const [operator, ...more] = Object.keys(value);
      if (operator === undefined || more.length > 0) problem(item.pointer, 'logic-shape');
      else if (!LOGIC_OPERATORS.some((known) => known === operator))
        problem(item.pointer, 'logic-operator', { operator });
      else {
        const given = value[operator] ?? null;
        const count = Array.isArray(given) ? given.length : 1;
        const [least, most] = ARITY[operator] ?? [1, LOGIC_CAPS.nodes];
        if (count < least || count > most) problem(item.pointer, 'logic-shape');
        stack.push({ value: given, depth: depth + 1, pointer: `${item.pointer}${step(operator)}` });
      }
    }
  }
  return sound;
}

/** `data.<path>` or `row.<key>`; anything else is out of reach. */
function isKnownVariable(variable: string, node: FormNode, form: Form): boolean {
  const [root, ...steps] = variable.split('.');
  const path = steps.filter((part) => !/^\d+$/.test(part)).join('.');
  if (path === '') return root === 'data' || root === 'row';
  const group = node.groups.at(-1)?.path;
  const whole = root === 'row' && group !== undefined ? `${group}.${path}` : path;
  if (root !== 'data' && root !== 'row') return false;
  // Below a field that is itself an object (ticked options, a matrix) the step is one of its own keys.
  const around = whole.split('.').map((_, count, parts) => parts.slice(0, count + 1).join('.'));
  return around.some((at) => form.byPath.get(at)?.holds === 'value') || form.byPath.has(whole);
}
