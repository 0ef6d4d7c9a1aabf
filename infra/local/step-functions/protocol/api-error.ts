/** An error that AWS names; `type` is what the SDK turns into the exception's name. */
export class ApiError extends Error {
  readonly type: string;
  readonly status: number;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, status = 400, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = status;
    this.more = more;
  }
}

const quoted = (label: string) => (what: string) => `${label}: '${what}'`;

const named =
  (type: string, label: string) =>
  (what: string): ApiError =>
    new ApiError(type, quoted(label)(what));

/** AWS's errors with AWS's sentences; each takes what stands between the quotes. */
export const apiErrors = {
  invalidArn: named('InvalidArn', 'Invalid Arn'),
  invalidName: named('InvalidName', 'Invalid Name'),
  invalidDefinition: named('InvalidDefinition', 'Invalid State Machine Definition'),
  invalidInput: named('InvalidExecutionInput', 'Invalid State Machine Execution Input'),
  invalidOutput: named('InvalidOutput', 'Invalid Output'),
  invalidToken: named('InvalidToken', 'Invalid Token'),
  machineExists: named('StateMachineAlreadyExists', 'State Machine Already Exists'),
  machineDoesNotExist: named('StateMachineDoesNotExist', 'State Machine Does Not Exist'),
  machineDeleting: named('StateMachineDeleting', 'State Machine Deleting'),
  executionExists: named('ExecutionAlreadyExists', 'Execution Already Exists'),
  executionDoesNotExist: named('ExecutionDoesNotExist', 'Execution Does Not Exist'),
  executionNotRedrivable: named('ExecutionNotRedrivable', 'Execution Not Redrivable'),
  taskTimedOut: named('TaskTimedOut', 'Task Timed Out'),
  resourceNotFound: named('ResourceNotFound', 'Resource not found'),
  conflict: (message: string) => new ApiError('ConflictException', message),
  validation: (message: string) => new ApiError('ValidationException', message),
  typeNotSupported: () =>
    new ApiError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine'),
  quota: (message: string) => new ApiError('ServiceQuotaExceededException', message),
  tooManyTags: (arn: string) => new ApiError('TooManyTags', `Too many tags for resource '${arn}'`),
} as const;
