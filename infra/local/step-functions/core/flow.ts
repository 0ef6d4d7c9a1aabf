import type { AnyState, ChoiceRule } from '../language/definition.ts';
import type { Json, JsonObject } from './model.ts';

/** What an expression or path of a state may see. */
export interface Scope {
  /** The state's raw input as JSON text, and parsed. */
  readonly inputText: string;
  readonly input: Json;
  readonly variables: JsonObject;
  readonly context: JsonObject;
  readonly stateName: string;
  readonly enteredEventId: number;
  readonly now: number;
  readonly random: () => number;
  readonly uuid: () => string;
}

/** What a state hands on: its output as JSON text and the variables it assigned. */
export interface Outcome {
  readonly output: string;
  readonly assigned?: JsonObject;
}

/** The numbers a Map state needs before its first iteration. */
export interface MapPlan {
  readonly items: readonly Json[];
  readonly concurrency: number;
  readonly toleratedCount: number;
  readonly toleratedPercentage: number;
}

/** What a Wait state was told: a span from now, or an instant in epoch milliseconds. */
export type WaitPlan = { readonly seconds: number } | { readonly until: number };

/** The seam between the engine and a query language: JSONata and JSONPath each implement it; every method may throw StateFailure. */
export interface DataFlow {
  /** What a Task sends, each branch of a Parallel gets, or a Pass hands on. */
  argumentsOf(state: AnyState, scope: Scope): Promise<Json>;
  /** Applies the state's result to its input and assigns variables. `undefined` means the state has no result of its own. */
  outcome(state: AnyState, scope: Scope, result: Json | undefined): Promise<Outcome>;
  /** What a matching catcher hands on. */
  caught(catcher: object, scope: Scope, errorOutput: JsonObject): Promise<Outcome>;
  choose(
    state: AnyState,
    scope: Scope,
  ): Promise<{ readonly rule?: ChoiceRule; readonly next?: string; readonly outcome: Outcome }>;
  timeouts(
    state: AnyState,
    scope: Scope,
  ): Promise<{ readonly timeoutSeconds?: number; readonly heartbeatSeconds?: number }>;
  wait(state: AnyState, scope: Scope): Promise<WaitPlan>;
  failure(state: AnyState, scope: Scope): Promise<{ readonly error?: string; readonly cause?: string }>;
  mapPlan(state: AnyState, scope: Scope): Promise<MapPlan>;
  itemInput(state: AnyState, scope: Scope, item: Json): Promise<string>;
}
