import { type AnyState, itemProcessorOf, languageOf, type Machine } from '../language/definition.ts';
import type { Draft } from './draft.ts';
import type { DataFlow } from './flow.ts';
import type { Frame } from './model.ts';

/** A parsed definition with the two query languages it may be written in. */
export interface Program {
  readonly machine: Machine;
  readonly flows: { readonly JSONata: DataFlow; readonly JSONPath: DataFlow };
}

/** The machine that a frame runs: the definition, a branch, or an item processor; its language is inherited. */
export const machineOf = (program: Program, draft: Draft, frame: Frame): Machine => {
  if (frame.parent === null) return program.machine;
  const parent = draft.frame(frame.parent);
  const outer = machineOf(program, draft, parent);
  const state = stateIn(outer, parent.state);
  const inner = state.Type === 'Map' ? itemProcessorOf(state) : state.Branches?.[frame.index];
  if (inner === undefined) throw new Error(`no branch ${frame.index} in ${parent.state}`);
  return { ...inner, QueryLanguage: inner.QueryLanguage ?? languageOf(outer, state) };
};

const stateIn = (machine: Machine, name: string): AnyState => {
  const state = machine.States[name];
  if (state === undefined) throw new Error(`no state ${name}`);
  return state;
};

/** The state a frame stands in, and the query language that reads it. */
export const stateOf = (
  program: Program,
  draft: Draft,
  frame: Frame,
): { readonly state: AnyState; readonly flow: DataFlow } => {
  const machine = machineOf(program, draft, frame);
  const state = stateIn(machine, frame.state);
  return { state, flow: program.flows[languageOf(machine, state)] };
};

/** A readable place of a frame, stable for its life: `Map/0/State`. Part of the idempotency key. */
export const pathOf = (draft: Draft, frame: Frame): string =>
  frame.parent === null ? frame.state : `${pathOf(draft, draft.frame(frame.parent))}/${frame.index}/${frame.state}`;
