import type { ConditionOperator, JsonPrimitive, JsonValue } from './definition.ts';

/** A condition whose fields are already found; `path` has no row numbers. */
export type FormCondition =
  | {
      readonly kind: 'simple';
      readonly show: boolean;
      readonly conjunction: 'all' | 'any';
      readonly tests: readonly {
        readonly path: string;
        readonly operator: ConditionOperator;
        readonly value: JsonPrimitive;
      }[];
    }
  | { readonly kind: 'logic'; readonly logic: JsonValue };
