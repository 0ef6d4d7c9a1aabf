import { exceedsDataLimit } from '../../core/draft.ts';
import type { Failure, JsonObject, Task } from '../../core/model.ts';
import type { Resource } from '../../language/resource.ts';
import type { CallOutcome } from '../engine.ts';
import { invokeEnvelope } from './envelope.ts';
import { post } from './http-call.ts';

export interface LambdaOptions {
  /** Where functions answer the Lambda Invoke protocol. */
  readonly endpoint: URL;
  readonly key: string;
  readonly region: string;
  readonly uuid: () => string;
}

const failed = (failure: Failure): CallOutcome => ({ kind: 'failed', failure });

const errorNameOf = (body: string, header: string): string => {
  try {
    const { errorType } = JSON.parse(body) as { errorType?: unknown };
    if (typeof errorType === 'string' && errorType !== '') return errorType;
  } catch {}
  return header === 'Unhandled' ? 'Lambda.Unknown' : header;
};

const serviceError = (status: number, body: string, type: string): CallOutcome => {
  let message = body;
  try {
    const parsed = JSON.parse(body) as { message?: unknown; Message?: unknown };
    message = String(parsed.message ?? parsed.Message ?? body);
  } catch {}
  return failed({
    error: `Lambda.${type}`,
    cause: `${message} (Service: AWSLambda; Status Code: ${status}; Error Code: ${type}; Proxy: null)`,
  });
};

const parameterError = (message: string): CallOutcome => failed({ error: 'States.Runtime', cause: message });

const wireError = (header: string | string[] | undefined): string | undefined => {
  const text = Array.isArray(header) ? header[0] : header;
  return text?.split(':')[0];
};

/** Calls one function over the Lambda Invoke protocol, by its arn or as `lambda:invoke`; rejects when nobody answers. */
export const callLambda = async (
  options: LambdaOptions,
  task: Task,
  resource: Resource,
  signal: AbortSignal,
): Promise<CallOutcome> => {
  const request = JSON.parse(task.request) as JsonObject;
  const byArn = resource.kind === 'function';
  const name = byArn ? resource.arn : request.FunctionName;
  if (typeof name !== 'string' || name === '')
    return parameterError('The field FunctionName must be a non-empty string');
  const qualifier = byArn ? undefined : request.Qualifier;
  const payload = byArn ? task.request : JSON.stringify(request.Payload ?? {});
  const url = new URL(`/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, options.endpoint);
  if (typeof qualifier === 'string') url.searchParams.set('Qualifier', qualifier);
  const type = byArn ? 'RequestResponse' : (request.InvocationType ?? 'RequestResponse');
  const answer = await post(
    url,
    {
      'content-type': 'application/json',
      'x-amz-invocation-type': String(type),
      // The receiver does this work once, however often it is asked with this key.
      'x-reintegra-idempotency-key': task.key,
      authorization: `AWS4-HMAC-SHA256 Credential=${options.key}/20260101/${options.region}/lambda/aws4_request, SignedHeaders=host, Signature=loopback`,
    },
    payload,
    signal,
  );
  const functionError = wireError(answer.headers['x-amz-function-error']);
  if (answer.status >= 300) {
    const kind =
      wireError(answer.headers['x-amzn-errortype']) ??
      (answer.status === 404 ? 'ResourceNotFoundException' : 'ServiceException');
    // 502 to 504 come from a starting or restarting host: try again, as the SDK would.
    if (answer.status === 502 || answer.status === 503 || answer.status === 504)
      throw new Error(`the functions host answered ${answer.status}`);
    return serviceError(answer.status, answer.body, kind);
  }
  const body = answer.body === '' ? 'null' : answer.body;
  if (functionError !== undefined) return failed({ error: errorNameOf(body, functionError), cause: body });
  try {
    JSON.parse(body);
  } catch {
    return failed({ error: 'Lambda.Unknown', cause: 'The function answered something that is not JSON' });
  }
  if (exceedsDataLimit(body)) return { kind: 'succeeded', output: JSON.stringify(body) };
  const output = byArn ? body : invokeEnvelope(body, options.uuid());
  if (resource.kind === 'integration' && resource.pattern === 'token') return { kind: 'submitted', output };
  return { kind: 'succeeded', output };
};
