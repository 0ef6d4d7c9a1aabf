import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { proxyList } from '../app/caller-address.ts';
import { StartProblem } from './sentence.ts';

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly baseUrl: string;
  readonly data: string;
  readonly reset: boolean;
  readonly empty: boolean;
  readonly trustedProxy?: string;
  /** The instant at which the virtual clock starts; absent: real time. */
  readonly virtualFrom?: string;
}

const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** What a phone on the same network can reach: the first outward IPv4 address of the machine. */
function outwardAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return addresses.find((one) => one.family === 'IPv4' && !one.internal)?.address ?? 'localhost';
}

function checkedBaseUrl(text: string): string {
  try {
    const url = new URL(text);
    if (!['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash)
      throw new Error('shape');
    return url.origin;
  } catch {
    throw new StartProblem(
      `--base-url: „${text}” nie jest adresem strony; podaj go w postaci https://kis.example.org, bez ścieżki.`,
    );
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: 'data' },
        reset: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        'base-url': { type: 'string' },
        'trusted-proxy': { type: 'string' },
        'virtual-clock': { type: 'string' },
      },
    }).values;
  } catch (error) {
    const option = /'(-[^']*)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    throw new StartProblem(
      `Nie rozumiem opcji ${option}; znane opcje: --port, --host, --base-url, --trusted-proxy, --data, --reset, --empty, --virtual-clock.`,
    );
  }
}

/** Options of `npm start -- …`, checked. Throws `StartProblem`. */
export function readOptions(args: readonly string[]): StartOptions {
  const values = parsed(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartProblem(`--port: „${values.port}” nie jest numerem portu od 1 do 65535.`);
  }
  const seenAs = WILDCARDS.has(values.host)
    ? outwardAddress()
    : values.host === '127.0.0.1'
      ? 'localhost'
      : values.host;
  const trustedProxy = values['trusted-proxy'];
  if (trustedProxy !== undefined) {
    try {
      proxyList(trustedProxy);
    } catch {
      throw new StartProblem(
        `--trusted-proxy: „${trustedProxy}” nie jest adresem ani siecią, np. 127.0.0.1 lub 10.0.0.0/8.`,
      );
    }
  }
  const virtual = values['virtual-clock'];
  if (virtual !== undefined && Number.isNaN(Date.parse(virtual))) {
    throw new StartProblem(`--virtual-clock: „${virtual}” nie jest chwilą, np. 2026-04-03T07:00:00Z.`);
  }
  return {
    port,
    host: values.host,
    baseUrl: checkedBaseUrl(values['base-url'] ?? `http://${seenAs}:${port}`),
    data: resolve(values.data),
    reset: values.reset,
    empty: values.empty,
    ...(trustedProxy === undefined ? {} : { trustedProxy }),
    ...(virtual === undefined ? {} : { virtualFrom: new Date(virtual).toISOString() }),
  };
}
