import type { Task } from '../../core/model.ts';
import type { Resource } from '../../language/resource.ts';
import type { CallOutcome } from '../engine.ts';
import { post } from './http-call.ts';

/** An AWS service reached by its JSON protocol: DynamoDB, EventBridge. */
export interface JsonService {
  readonly endpoint: URL | undefined;
  readonly key: string;
  readonly region: string;
  /** `DynamoDB`, `EventBridge`: how AWS prefixes its errors in a Task. */
  readonly label: string;
  readonly signedAs: string;
  readonly targetPrefix: string;
  readonly contentType: string;
  readonly requestId: () => string;
}

const pascal = (action: string): string => `${action.charAt(0).toUpperCase()}${action.slice(1)}`;

/** Calls `service:action` with the task's request as it stands; rejects when nobody answers. */
export const callJsonService = async (
  service: JsonService,
  task: Task,
  resource: Resource,
  signal: AbortSignal,
): Promise<CallOutcome> => {
  if (resource.kind !== 'integration') throw new Error('a function is not a JSON service');
  if (service.endpoint === undefined)
    return {
      kind: 'failed',
      failure: {
        error: 'States.TaskFailed',
        cause: `No endpoint is configured for ${service.label}: the engine cannot perform ${resource.resourceType}:${resource.resource}`,
      },
    };
  const answer = await post(
    service.endpoint,
    {
      'content-type': service.contentType,
      'x-amz-target': `${service.targetPrefix}.${pascal(resource.action)}`,
      'x-reintegra-idempotency-key': task.key,
      authorization: `AWS4-HMAC-SHA256 Credential=${service.key}/20260101/${service.region}/${service.signedAs}/aws4_request, SignedHeaders=host, Signature=loopback`,
      'x-amz-date': '20260101T000000Z',
    },
    task.request,
    signal,
  );
  if (answer.status >= 500) throw new Error(`${service.label} answered ${answer.status}`);
  const body = (answer.body === '' ? {} : JSON.parse(answer.body)) as Record<string, unknown>;
  if (answer.status >= 300) {
    const type = String(body.__type ?? 'ServiceException').replace(/^.*#/, '');
    const message = String(body.message ?? body.Message ?? type);
    const cause = `${message} (Service: ${service.label}; Status Code: ${answer.status}; Error Code: ${type}; Proxy: null)`;
    // The optimized integration and the SDK one spell it differently, on AWS too.
    const prefix = resource.service === 'aws-sdk:dynamodb' ? 'DynamoDb' : service.label;
    return { kind: 'failed', failure: { error: `${prefix}.${type}`, cause } };
  }
  const requestId = service.requestId();
  const metadata = resource.service.startsWith('aws-sdk:')
    ? {}
    : { SdkHttpMetadata: { HttpStatusCode: answer.status }, SdkResponseMetadata: { RequestId: requestId } };
  const output = JSON.stringify({ ...body, ...metadata });
  return resource.pattern === 'token' ? { kind: 'submitted', output } : { kind: 'succeeded', output };
};
