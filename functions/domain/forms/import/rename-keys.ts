import { isJsonObject } from '../answers.ts';
import type { Component, JsonValue } from '../definition.ts';

/** Follows changed keys into conditions and calculations; `renamed` maps old paths to new ones, `group` is the new path around. */
export function renameInConditions(
  component: Component,
  renamed: ReadonlyMap<string, string>,
  group: string,
): Component {
  if (renamed.size === 0) return component;
  const { conditional, calculateValue } = component;
  const inner = ['container', 'datagrid', 'editgrid'].includes(component.type)
    ? group === ''
      ? component.key
      : `${group}.${component.key}`
    : group;
  const rename = (path: string): string =>
    renamed.get(path) ?? renamed.get(group === '' ? path : `${group}.${path}`) ?? path;
  return {
    ...component,
    ...(conditional && {
      conditional: {
        ...conditional,
        ...(conditional.when && { when: rename(conditional.when) }),
        ...(conditional.conditions && {
          conditions: conditional.conditions.map((condition) => ({
            ...condition,
            component: rename(condition.component),
          })),
        }),
        ...(conditional.json !== undefined && { json: renameVariables(conditional.json, renamed, group) }),
      },
    }),
    ...(calculateValue !== undefined && { calculateValue: renameVariables(calculateValue, renamed, group) }),
    ...(component.components && {
      components: component.components.map((child) => renameInConditions(child, renamed, inner)),
    }),
    ...(component.columns && {
      columns: component.columns.map((cell) => ({
        ...cell,
        components: cell.components.map((child) => renameInConditions(child, renamed, inner)),
      })),
    }),
  };
}

function renameVariables(logic: JsonValue, renamed: ReadonlyMap<string, string>, group: string): JsonValue {
  if (Array.isArray(logic)) return logic.map((item: JsonValue) => renameVariables(item, renamed, group));
  if (!isJsonObject(logic)) return logic;
  return Object.fromEntries(
    Object.entries(logic).map(([operator, given]): [string, JsonValue] => {
      if (operator !== 'var') return [operator, renameVariables(given, renamed, group)];
      if (typeof given === 'string') return [operator, renameVariable(given, renamed, group)];
      const [first, ...rest] = Array.isArray(given) ? (given as readonly JsonValue[]) : [given];
      return [operator, [typeof first === 'string' ? renameVariable(first, renamed, group) : (first ?? null), ...rest]];
    }),
  );
}

function renameVariable(variable: string, renamed: ReadonlyMap<string, string>, group: string): string {
  const [root, ...steps] = variable.split('.');
  const path = steps.join('.');
  if (root === 'data') return `data.${renamed.get(path) ?? path}`;
  if (root !== 'row') return variable;
  const whole = group === '' ? path : `${group}.${path}`;
  const target = renamed.get(whole) ?? whole;
  return `row.${group === '' ? target : target.slice(group.length + 1)}`;
}
