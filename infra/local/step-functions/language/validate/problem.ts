/** Every rule by its name with the class of problem that AWS reports it under; a fixture bears each name. */
export const rules = {
  'not-json': 'INVALID_JSON_DESCRIPTION',
  'field-missing': 'SCHEMA_VALIDATION_FAILED',
  'field-unknown': 'SCHEMA_VALIDATION_FAILED',
  'field-type': 'SCHEMA_VALIDATION_FAILED',
  'field-exclusive': 'SCHEMA_VALIDATION_FAILED',
  'field-of-other-language': 'SCHEMA_VALIDATION_FAILED',
  'language-override': 'SCHEMA_VALIDATION_FAILED',
  'state-type-unknown': 'SCHEMA_VALIDATION_FAILED',
  'state-name-length': 'SCHEMA_VALIDATION_FAILED',
  'state-name-duplicate': 'DUPLICATE_STATE_NAME',
  'start-at-missing': 'MISSING_TRANSITION_TARGET',
  'next-missing': 'MISSING_TRANSITION_TARGET',
  'state-unreachable': 'MISSING_TRANSITION_TARGET',
  'no-way-out': 'SCHEMA_VALIDATION_FAILED',
  'number-range': 'SCHEMA_VALIDATION_FAILED',
  'heartbeat-longer-than-timeout': 'SCHEMA_VALIDATION_FAILED',
  'jsonata-syntax': 'SCHEMA_VALIDATION_FAILED',
  'jsonata-eval': 'SCHEMA_VALIDATION_FAILED',
  'jsonpath-syntax': 'SCHEMA_VALIDATION_FAILED',
  'reference-path': 'SCHEMA_VALIDATION_FAILED',
  'intrinsic-function': 'SCHEMA_VALIDATION_FAILED',
  'payload-key-twice': 'SCHEMA_VALIDATION_FAILED',
  'variable-name': 'SCHEMA_VALIDATION_FAILED',
  'variable-shadows': 'SCHEMA_VALIDATION_FAILED',
  'resource-unknown': 'SCHEMA_VALIDATION_FAILED',
  'argument-missing': 'SCHEMA_VALIDATION_FAILED',
  'argument-not-honoured': 'SCHEMA_VALIDATION_FAILED',
  'distributed-map': 'SCHEMA_VALIDATION_FAILED',
  'express-pattern': 'SCHEMA_VALIDATION_FAILED',
  'choice-operator': 'SCHEMA_VALIDATION_FAILED',
  'choice-nested-next': 'SCHEMA_VALIDATION_FAILED',
  'error-name': 'UNKNOWN_ERROR_NAME',
  'all-errors-alone-and-last': 'SCHEMA_VALIDATION_FAILED',
  timestamp: 'SCHEMA_VALIDATION_FAILED',
  'token-not-passed': 'TOKEN_NOT_PASSED',
} as const;

export type Rule = keyof typeof rules;

/** One thing wrong with a definition: `path` is a JSON pointer into it, `code` AWS's class of problem, `reason` a sentence. */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly rule: Rule;
  readonly reason: string;
  readonly path: string;
}

/** Collects problems as they are found. */
export type Report = (rule: Rule, path: string, reason: string) => void;

/** Rules that only warn: AWS accepts these, and so do we. */
export const warnings: ReadonlySet<Rule> = new Set<Rule>(['token-not-passed', 'error-name']);
