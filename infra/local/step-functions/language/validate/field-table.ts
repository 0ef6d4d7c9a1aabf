import type { QueryLanguage, StateType } from '../definition.ts';

type FieldKind =
  | 'text'
  | 'flag'
  | 'true'
  | 'any'
  | 'object'
  | 'list'
  | 'integer'
  | 'integer-or-expression'
  | 'text-or-expression'
  | 'path'
  | 'path-or-null'
  | 'path-or-function'
  | 'reference-or-null'
  | 'template'
  | 'expressions'
  | 'items';

/** What a field may hold, the language it belongs to, and for integers the range. */
export interface FieldRule {
  readonly kind: FieldKind;
  readonly language?: QueryLanguage;
  readonly least?: number;
  readonly most?: number;
}

const seconds = { least: 1, most: 99_999_999 } as const;
const path = { kind: 'path', language: 'JSONPath' } as const;
const expression = { kind: 'expressions', language: 'JSONata' } as const;
const template = { kind: 'template', language: 'JSONPath' } as const;

const common = { Type: { kind: 'text' }, Comment: { kind: 'text' }, QueryLanguage: { kind: 'text' } } as const;
const transition = { Next: { kind: 'text' }, End: { kind: 'true' } } as const;
const inputOutput = {
  InputPath: { kind: 'path-or-null', language: 'JSONPath' },
  OutputPath: { kind: 'path-or-null', language: 'JSONPath' },
  Output: expression,
} as const;
const assign = { Assign: { kind: 'object' } } as const;
const result = { ResultPath: { kind: 'reference-or-null', language: 'JSONPath' }, ResultSelector: template } as const;
const recovery = { Retry: { kind: 'list' }, Catch: { kind: 'list' } } as const;
const either = (least: number, most = 10_000_000) => ({ kind: 'integer-or-expression', least, most }) as const;

/** Every field that each type of state may have; whatever is not here is refused. */
export const stateFields: Readonly<Record<StateType, Readonly<Record<string, FieldRule>>>> = {
  Pass: {
    ...common,
    ...transition,
    ...inputOutput,
    ...assign,
    ResultPath: result.ResultPath,
    Parameters: template,
    Result: { kind: 'any', language: 'JSONPath' },
  },
  Task: {
    ...common,
    ...transition,
    ...inputOutput,
    ...assign,
    ...result,
    ...recovery,
    Parameters: template,
    Arguments: expression,
    Resource: { kind: 'text' },
    TimeoutSeconds: { kind: 'integer-or-expression', ...seconds },
    TimeoutSecondsPath: path,
    HeartbeatSeconds: { kind: 'integer-or-expression', ...seconds },
    HeartbeatSecondsPath: path,
  },
  Choice: { ...common, ...inputOutput, ...assign, Choices: { kind: 'list' }, Default: { kind: 'text' } },
  Wait: {
    ...common,
    ...transition,
    ...inputOutput,
    ...assign,
    Seconds: { kind: 'integer-or-expression', least: 0, most: 99_999_999 },
    SecondsPath: path,
    Timestamp: { kind: 'text-or-expression' },
    TimestampPath: path,
  },
  Succeed: { ...common, ...inputOutput },
  Fail: {
    ...common,
    Error: { kind: 'text-or-expression' },
    Cause: { kind: 'text-or-expression' },
    ErrorPath: { kind: 'path-or-function', language: 'JSONPath' },
    CausePath: { kind: 'path-or-function', language: 'JSONPath' },
  },
  Parallel: {
    ...common,
    ...transition,
    ...inputOutput,
    ...assign,
    ...result,
    ...recovery,
    Parameters: template,
    Arguments: expression,
    Branches: { kind: 'list' },
  },
  Map: {
    ...common,
    ...transition,
    ...inputOutput,
    ...assign,
    ...result,
    ...recovery,
    Parameters: template,
    ItemProcessor: { kind: 'object' },
    Iterator: { kind: 'object' },
    Items: { kind: 'items', language: 'JSONata' },
    ItemsPath: path,
    ItemSelector: { kind: 'any' },
    MaxConcurrency: either(0),
    MaxConcurrencyPath: path,
    ToleratedFailureCount: either(0),
    ToleratedFailureCountPath: path,
    ToleratedFailurePercentage: either(0, 100),
    ToleratedFailurePercentagePath: path,
  },
};

/** Fields of which at most one may stand in a state. */
export const exclusiveFields: readonly (readonly string[])[] = [
  ['Next', 'End'],
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ['Error', 'ErrorPath'],
  ['Cause', 'CausePath'],
  ['ItemProcessor', 'Iterator'],
  ['ItemSelector', 'Parameters'],
  ['MaxConcurrency', 'MaxConcurrencyPath'],
  ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
  ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
];

/** Distributed Map's fields: known, and not honoured here. */
export const distributedFields: ReadonlySet<string> = new Set(['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label']);
