import { createServer, type Server } from 'node:http';

/** A function that workflows call: payload in, answer out; a thrown error's `name` is what `Catch` matches. */
export type TaskFunction = (event: never) => Promise<object | undefined>;

/** A command of the home itself (moving a virtual clock): `POST /_home/<name>`. */
export type HomeCommand = (body: Readonly<Record<string, unknown>>) => Promise<object>;

const MAX_BODY_BYTES = 6 * 1024 * 1024;
const COMMAND = /^\/_home\/([a-z-]+)$/;
const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** `reintegra-OpenTask`, an ARN, or an ARN with an alias: the function's own name. */
const functionName = (text: string): string => {
  const parts = decodeURIComponent(text).split(':');
  return (parts[0] === 'arn' ? parts[6] : parts[0]) ?? '';
};

/**
 * The Lambda Invoke protocol on loopback, for the embedded engine. Whoever calls must sign with the access key that the supervisor made
 * for this start: any page in a browser on this machine can reach loopback too.
 */
export function lambdaEndpoint(
  functions: Readonly<Record<string, TaskFunction>>,
  key: string,
  commands: Readonly<Record<string, HomeCommand>> = {},
): Server {
  return createServer(async (request, response) => {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body ?? null));
    };
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    const name = functionName(PATH.exec(pathname)?.[1] ?? '');
    if (!(request.headers.authorization ?? '').includes(`Credential=${key}/`)) {
      return send(403, { message: 'not signed' }, { 'x-amzn-errortype': 'AccessDeniedException' });
    }
    const command = COMMAND.exec(pathname)?.[1] ?? '';
    const called = Object.hasOwn(functions, name)
      ? functions[name]
      : Object.hasOwn(commands, command)
        ? (commands[command] as TaskFunction)
        : undefined;
    if (request.method !== 'POST' || called === undefined) {
      return send(404, { message: 'no such function' }, { 'x-amzn-errortype': 'ResourceNotFoundException' });
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > MAX_BODY_BYTES) {
        return send(413, { message: 'too large' }, { 'x-amzn-errortype': 'RequestTooLargeException' });
      }
      chunks.push(chunk as Buffer);
    }
    try {
      const event = JSON.parse(Buffer.concat(chunks).toString() || '{}') as never;
      send(200, await called(event));
    } catch (error) {
      const { name: errorType, message } = error instanceof Error ? error : new Error('unknown');
      send(200, { errorType, errorMessage: message }, { 'x-amz-function-error': 'Unhandled' });
    }
  });
}
