import { createHash } from 'node:crypto';
import type { Json, JsonObject, Task } from '../../core/model.ts';
import type { Resource } from '../../language/resource.ts';
import type { Api } from '../../protocol/api.ts';
import { ApiError } from '../../protocol/api-error.ts';
import { operations } from '../../protocol/operations.ts';
import type { CallOutcome } from '../engine.ts';

const pascalKeys = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((each: Json) => pascalKeys(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, pascalKeys(each)]),
  );
};

const texts = new Set(['input', 'output']);

/** Step Functions takes its parameters in PascalCase and lets Input be any JSON; the wire wants camelCase and texts. */
const wireInput = (request: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(request).map(([key, value]) => {
      const name = `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
      return [name, texts.has(name) && typeof value !== 'string' ? JSON.stringify(value) : value];
    }),
  );

/** A name that the same task always gives its child, so that a second dispatch finds the first child. */
const childName = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

/** `states:startExecution` in its three patterns and `aws-sdk:sfn:*`, done by this engine itself. */
export const callStepFunctions = async (api: Api, task: Task, resource: Resource): Promise<CallOutcome> => {
  if (resource.kind !== 'integration') throw new Error('a function is not Step Functions');
  const operation = `${resource.action.charAt(0).toUpperCase()}${resource.action.slice(1)}`;
  const perform = operations[operation];
  if (perform === undefined) throw new Error(`no operation ${operation}`);
  const given = wireInput(JSON.parse(task.request) as JsonObject);
  const input =
    operation === 'StartExecution' && given.name === undefined ? { ...given, name: childName(task.key) } : given;
  try {
    const answer = (await perform(api, input)) as JsonObject;
    const metadata =
      resource.service === 'states'
        ? { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: api.uuid() } }
        : {};
    const output = JSON.stringify({ ...(pascalKeys(answer) as JsonObject), ...metadata });
    if (resource.pattern === 'sync') return { kind: 'submitted', output, waitsFor: String(answer.executionArn) };
    return resource.pattern === 'token' ? { kind: 'submitted', output } : { kind: 'succeeded', output };
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    const already = thrown.type === 'ExecutionAlreadyExists' && given.name === undefined;
    if (already) return childAgain(api, resource, input);
    const own = resource.service === 'states';
    const type =
      own || !thrown.type.endsWith('Exception') ? `${thrown.type.replace(/Exception$/, '')}Exception` : thrown.type;
    const cause = own
      ? `${thrown.message} (Service: AWSStepFunctions; Status Code: ${thrown.status}; Error Code: ${thrown.type}; Request ID: ${api.uuid()}; Proxy: null)`
      : `${thrown.message} (Service: Sfn, Status Code: ${thrown.status}, Request ID: ${api.uuid()})`;
    const prefix = own ? 'StepFunctions' : 'Sfn';
    return { kind: 'failed', failure: { error: `${prefix}.${type}`, cause } };
  }
};

/** The child of an earlier dispatch ended before we heard of its start: it is still this task's child. */
const childAgain = (api: Api, resource: Resource & { kind: 'integration' }, input: JsonObject): CallOutcome => {
  const [, , , region, account, , machine] = String(input.stateMachineArn).split(':');
  const arn = `arn:aws:states:${region}:${account}:execution:${machine}:${String(input.name)}`;
  const child = api.store.execution(arn);
  const output = JSON.stringify({ ExecutionArn: arn, StartDate: (child?.startedAt ?? 0) / 1000 });
  if (resource.pattern === 'sync') return { kind: 'submitted', output, waitsFor: arn };
  return resource.pattern === 'token' ? { kind: 'submitted', output } : { kind: 'succeeded', output };
};
