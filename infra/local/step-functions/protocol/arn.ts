import { limits } from '../core/limits.ts';
import { apiErrors } from './api-error.ts';

/** A state machine's ARN taken apart; `qualifier` is a version number or an alias name. */
export interface MachineArn {
  readonly arn: string;
  readonly machine: string;
  readonly name: string;
  readonly qualifier?: string;
}

/** Reads a state machine, version or alias ARN; throws InvalidArn. */
export const parseMachineArn = (text: string): MachineArn => {
  const match = /^(arn:aws[\w-]*:states:[\w-]*:\d*:stateMachine:([^:\s]{1,80}))(?::([^:\s]{1,80}))?$/.exec(text);
  if (match === null) throw apiErrors.invalidArn(`Invalid ARN prefix: ${text}`);
  const [, machine = '', name = '', qualifier] = match;
  return { arn: text, machine, name, ...(qualifier === undefined ? {} : { qualifier }) };
};

/** Reads an execution ARN; throws InvalidArn. */
export const checkExecutionArn = (text: string): string => {
  if (!/^arn:aws[\w-]*:states:[\w-]*:\d*:(execution|express):[^:\s]+:[^:\s]+(:[^:\s]+)?$/.test(text))
    throw apiErrors.invalidArn(`Invalid ARN prefix: ${text}`);
  return text;
};

/** Refuses a name that AWS would: longer than 80, white space, brackets, wildcards, special or control characters. */
export const checkName = (name: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS forbids exactly these
  const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u;
  if (name.length === 0 || name.length > limits.nameLength || forbidden.test(name)) throw apiErrors.invalidName(name);
  return name;
};
