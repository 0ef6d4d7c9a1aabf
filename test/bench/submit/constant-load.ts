import { Agent, request } from 'node:http';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Measured {
  /** Milliseconds from the moment a call was due until its answer was read, sorted. */
  readonly times: readonly number[];
  /** Status -> how often, other than 2xx. */
  readonly refused: Readonly<Record<string, number>>;
  readonly bytes: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function send(call: Call): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(call.url, { method: call.method, headers: call.headers, agent }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(call.body);
  });
}

/** Sends the calls at a constant rate whatever the answers do: a slow server does not get fewer. */
export async function constantLoad(calls: readonly Call[], perSecond: number): Promise<Measured> {
  const times: number[] = [];
  const refused: Record<string, number> = {};
  let bytes = 0;
  const started = performance.now();
  const one = async (call: Call, due: number): Promise<void> => {
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    try {
      const answer = await send(call);
      bytes = answer.bytes;
      if (answer.status >= 300) refused[answer.status] = (refused[answer.status] ?? 0) + 1;
    } catch {
      refused.lost = (refused.lost ?? 0) + 1;
    }
    times.push(performance.now() - due);
  };
  await Promise.all(calls.map((call, at) => one(call, started + (at * 1000) / perSecond)));
  return { times: times.sort((left, right) => left - right), refused, bytes };
}

/** The value below which this share of the times lies. */
export const percentile = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
