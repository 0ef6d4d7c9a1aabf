import type { JsonValue } from './definition.ts';
import type { Problem } from './fields/field-type.ts';
import type { FormNode } from './form.ts';
import type { LogicBudget } from './json-logic.ts';

/** An object of answers while they are being worked out. */
export type MutableGroup = { [key: string]: JsonValue };

/** Answers of the right types, what was wrong with the others, and which places are hidden. */
export interface Settled {
  readonly answers: MutableGroup;
  /** By path with row numbers. */
  readonly problems: Map<string, Problem>;
  readonly hidden: Set<string>;
  readonly budget: LogicBudget;
}

/** The steps that all the logic of one check may take together (well under 100 ms). */
export const LOGIC_STEPS = 100_000;

const placeKey = (node: FormNode, scopePath: string): string => `${scopePath}#${node.number}`;

/** Notes that a component is hidden in one place. */
export const hide = (settled: Settled, node: FormNode, scopePath: string): void => {
  settled.hidden.add(placeKey(node, scopePath));
};

/** True when the component itself is hidden in this place (whatever holds it may be hidden too). */
export const isHidden = (settled: Settled, node: FormNode, scopePath: string): boolean =>
  node.condition !== undefined && settled.hidden.has(placeKey(node, scopePath));

/** True when the component or the layout around it is hidden in this place. */
export const isOutOfSight = (settled: Settled, node: FormNode, scopePath: string): boolean =>
  isHidden(settled, node, scopePath) ||
  (node.parent?.holds === 'nothing' && isOutOfSight(settled, node.parent, scopePath));
