import { isJsonObject } from '../answers.ts';
import { declaredConditions } from '../conditions.ts';
import { CONDITION_OPERATORS, type JsonValue } from '../definition.ts';
import type { Form, FormNode } from '../form.ts';
import { resolverFor } from '../resolve-field.ts';
import { orderSettling } from '../settle-order.ts';
import { inWords, type Report, saysNothing } from './finding.ts';
import { LOGIC_CAPS, type LogicRoom, lintLogic } from './lint-logic.ts';

const NEEDS_NO_VALUE: readonly string[] = ['isEmpty', 'isNotEmpty'];

/** Conditions and calculations: fields that exist, operators that are known, values that can be chosen, no circles. */
export function lintConditions(form: Form, report: Report): void {
  const room: LogicRoom = { nodes: LOGIC_CAPS.nodesInForm };
  for (const node of form.nodes) {
    lintSimple(node, form, report);
    const json = node.component.conditional?.json as JsonValue | undefined;
    if (!saysNothing(json)) {
      if (isJsonObject(json)) lintLogic(json, node, form, `${node.pointer}/conditional/json`, room, report);
      else report(`${node.pointer}/conditional/json`, 'logic-shape');
    }
    if (isJsonObject(node.component.calculateValue))
      lintLogic(node.component.calculateValue, node, form, `${node.pointer}/calculateValue`, room, report);
    else if (typeof node.component.calculateValue === 'object' && node.component.calculateValue !== null)
      report(`${node.pointer}/calculateValue`, 'logic-shape');
  }
  if (room.nodes < 0) return;
  for (const node of orderSettling(form.nodes).circular) report(node.pointer, 'condition-cycle', { label: node.label });
}

function lintSimple(node: FormNode, form: Form, report: Report): void {
  const { conditional } = node.component;
  const isLegacy = !conditional?.conditions?.length;
  const resolve = resolverFor(node, form);
  for (const [at, condition] of declaredConditions(node.component).entries()) {
    const pointer = isLegacy ? `${node.pointer}/conditional/when` : `${node.pointer}/conditional/conditions/${at}`;
    if (!condition || typeof condition.component !== 'string' || condition.component === '') {
      report(pointer, 'condition-incomplete');
      continue;
    }
    const { component, operator, value } = condition;
    if (typeof value === 'object' && value !== null) report(pointer, 'condition-incomplete');
    if (!CONDITION_OPERATORS.includes(operator)) report(pointer, 'condition-operator', { operator: inWords(operator) });
    const found = resolve(component);
    const asked = found && form.byPath.get(found.path);
    if (!found || !asked) {
      report(pointer, 'condition-unknown-field', { name: component });
      continue;
    }
    if (asked === node || asked.groups.includes(node)) report(pointer, 'condition-self', { label: node.label });
    if (asked.groups.slice(found.level).some((group) => group.holds === 'rows'))
      report(pointer, 'condition-into-rows', { label: asked.label });
    if (!NEEDS_NO_VALUE.includes(operator) && saysNothing(value) && value !== false && value !== '')
      report(pointer, 'condition-incomplete');
    const chosen =
      ['isEqual', 'isNotEqual'].includes(operator) && asked.options.length > 0 && value !== '' && value !== undefined;
    if (chosen && asked.component.type !== 'survey' && !asked.options.some((option) => option.value === `${value}`))
      report(pointer, 'condition-value', { label: asked.label, value: inWords(value) });
  }
}
