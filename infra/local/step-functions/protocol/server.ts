import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { JsonObject } from '../core/model.ts';
import type { Api } from './api.ts';
import { ApiError } from './api-error.ts';
import { operations } from './operations.ts';

export interface ServerOptions {
  readonly api: Api;
  /** The access key id that callers must sign with. */
  readonly key: string;
  readonly log: (line: Record<string, unknown>) => void;
  /** Answers paths of our own (`/_engine/...`); undefined leaves the request to the protocol. */
  readonly admin?: (path: string, body: JsonObject) => Promise<object | undefined>;
}

// AWS refuses larger requests; the largest lawful one is a definition of 1 MiB, escaped.
const largestBody = 4 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) throw new ApiError('RequestEntityTooLarge', 'The request is too large', 413);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const isSigned = (request: IncomingMessage, key: string): boolean => {
  const credential = /Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const [given, expected] = [Buffer.from(credential), Buffer.from(key)];
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const parseBody = (text: string): JsonObject => {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {}
  throw new ApiError('SerializationException', 'The request body is not a JSON object');
};

const target = 'AWSStepFunctions.';

const perform = async (options: ServerOptions, request: IncomingMessage): Promise<object> => {
  // Before anything else of the request is looked at.
  if (!isSigned(request, options.key))
    throw new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403);
  if (request.method !== 'POST') throw new ApiError('UnknownOperationException', 'Only POST is understood', 404);
  const body = parseBody(await readBody(request));
  const own = await options.admin?.(request.url ?? '/', body);
  if (own !== undefined) return own;
  const header = String(request.headers['x-amz-target'] ?? '');
  const name = header.startsWith(target) ? header.slice(target.length) : '';
  // Own names only: what every object inherits is no operation.
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined)
    throw new ApiError(
      'UnknownOperationException',
      `This engine does not know ${header === '' ? 'an operation without a name' : header}`,
    );
  return operation(options.api, body);
};

const send = (response: ServerResponse, status: number, body: object, requestId: string): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': requestId,
  });
  response.end(text);
};

/** The HTTP endpoint of the AWS JSON 1.0 protocol; not yet listening. */
export const createProtocolServer = (options: ServerOptions): Server =>
  createServer((request, response) => {
    const requestId = options.api.uuid();
    perform(options, request).then(
      (answer) => send(response, 200, answer, requestId),
      (thrown: unknown) => {
        if (thrown instanceof ApiError) {
          send(response, thrown.status, { __type: thrown.type, message: thrown.message, ...thrown.more }, requestId);
          return;
        }
        options.log({
          event: 'request-failed',
          requestId,
          error: thrown instanceof Error ? thrown.name : typeof thrown,
          stack: thrown instanceof Error ? thrown.stack : undefined,
        });
        send(
          response,
          500,
          { __type: 'InternalServerException', message: `The engine failed; request ${requestId}` },
          requestId,
        );
      },
    );
  });
