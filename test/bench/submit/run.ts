/**
 * Latency of a form page and of a submission under a constant load, beside a bare Hono echo in the same run, as ratios.
 *   npm run bench:submit -- [--pages N] [--pages-per-second N] [--submissions N] [--submissions-per-second N] [--rounds N]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import referral from '../../../forms/referral/examples/minimal.json' with { type: 'json' };
import { freePort } from '../../../infra/local/dynoxide.ts';
import { startHomeProcess } from '../../faults/home/home-process.ts';
import { type Call, constantLoad, type Measured, percentile } from './constant-load.ts';

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '400' },
    'pages-per-second': { type: 'string', default: '40' },
    submissions: { type: 'string', default: '150' },
    'submissions-per-second': { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const count = (name: keyof typeof values): number => Number(values[name]);

/** Every caller has an address of their own, as in life; limits per address stay on. */
let callers = 0;
const caller = (): string => {
  callers += 1;
  return `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
};

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

async function begin(address: string, answers: object | undefined): Promise<string> {
  const from = { 'x-forwarded-for': caller() };
  const begun = await fetch(`${address}/k/lip/zgloszenie`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...JSON_HEADERS, ...from },
    body: '{}',
  });
  await begun.arrayBuffer();
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`no session was begun: ${begun.status}`);
  if (answers !== undefined) {
    const saved = await fetch(`${address}/f/strona/1`, {
      method: 'POST',
      headers: { ...JSON_HEADERS, ...from, cookie },
      body: JSON.stringify({ answers }),
    });
    if (!saved.ok) throw new Error(`the page was not saved: ${saved.status} ${await saved.text()}`);
    await saved.arrayBuffer();
  }
  return cookie;
}

async function startEcho(): Promise<{ readonly address: string; stop(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'echo.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /listening (\d+)/.exec(chunk.toString());
      if (found?.[1]) resolve(found[1]);
    });
  });
  return { address: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

const merge = (rounds: readonly Measured[]): readonly number[] =>
  rounds.flatMap((one) => one.times).sort((left, right) => left - right);

function show(what: string, ours: readonly Measured[], bare: readonly Measured[]): boolean {
  const [mine, echo] = [merge(ours), merge(bare)];
  const line = (share: number): string => {
    const [left, right] = [percentile(mine, share), percentile(echo, share)];
    return `p${share * 100} ${left.toFixed(1)} ms against ${right.toFixed(1)} ms = ${(left / right).toFixed(1)}x`;
  };
  console.log(`${what}: ${line(0.5)}; ${line(0.99)} (${mine.length} calls each)`);
  const refused = ours.flatMap((one) => Object.entries(one.refused));
  for (const [status, times] of refused) console.log(`  refused: ${times} x ${status}`);
  return refused.length === 0 && mine.length > 0;
}

const data = mkdtempSync(join(tmpdir(), 'bench-submit-'));
const home = startHomeProcess(data, await freePort(), ['--trusted-proxy', '127.0.0.1']);
const echo = await startEcho();
try {
  await home.ready();
  const { address } = home;
  const sessions = await Promise.all(Array.from({ length: 40 }, () => begin(address, undefined)));
  const page = (at: number): Call => ({
    method: 'GET',
    url: `${address}/f/strona/1`,
    headers: { cookie: sessions[at % sessions.length] ?? '', accept: 'text/html', 'x-forwarded-for': caller() },
  });
  const { bytes } = await constantLoad([page(0)], 1);
  const signature = JSON.stringify({ signature: { kind: 'typed', name: 'Zofia Żurawska' } });
  const [ownPages, barePages, ownSends, bareSends]: Measured[][] = [[], [], [], []];
  for (let round = 0; round < count('rounds'); round += 1) {
    const pages = Math.ceil(count('pages') / count('rounds'));
    ownPages?.push(
      await constantLoad(
        Array.from({ length: pages }, (_, at) => page(at)),
        count('pages-per-second'),
      ),
    );
    const barePage: Call = { method: 'GET', url: `${echo.address}/page/${bytes}`, headers: { accept: 'text/html' } };
    barePages?.push(
      await constantLoad(
        Array.from({ length: pages }, () => barePage),
        count('pages-per-second'),
      ),
    );
    const sends = Math.ceil(count('submissions') / count('rounds'));
    const drafts: string[] = [];
    for (let at = 0; at < sends; at += 1) drafts.push(await begin(address, referral.answers));
    const submissions = drafts.map(
      (cookie): Call => ({
        method: 'POST',
        url: `${address}/f/sprawdz`,
        headers: { ...JSON_HEADERS, cookie, 'x-forwarded-for': caller() },
        body: signature,
      }),
    );
    ownSends?.push(await constantLoad(submissions, count('submissions-per-second')));
    const bareSend: Call = { method: 'POST', url: `${echo.address}/echo`, headers: JSON_HEADERS, body: signature };
    bareSends?.push(
      await constantLoad(
        submissions.map(() => bareSend),
        count('submissions-per-second'),
      ),
    );
  }
  const fine = [
    show(`form page of ${bytes} bytes at ${count('pages-per-second')}/s`, ownPages ?? [], barePages ?? []),
    show(`submission at ${count('submissions-per-second')}/s`, ownSends ?? [], bareSends ?? []),
  ];
  if (fine.includes(false)) process.exitCode = 1;
} finally {
  echo.stop();
  await home.stop();
  rmSync(data, { recursive: true, force: true });
}
