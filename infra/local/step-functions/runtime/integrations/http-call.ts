import { Agent, request } from 'node:http';

/** What an endpoint on this machine answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

// Six times Step Functions' limit of state data: enough for an envelope, not for a flood.
const largestAnswer = 6 * 262_144;

/** One POST; rejects when the endpoint is unreachable, the answer is cut off, or `signal` aborts. */
export const post = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', agent, signal, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= largestAnswer) chunks.push(chunk);
        });
        response.on('end', () => {
          if (!response.complete) reject(new Error('the answer was cut off'));
          else
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            });
        });
        response.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
