import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseId } from '../../../functions/domain/ids.ts';
import { freePort } from '../../../infra/local/dynoxide.ts';
import { checkKept, type Kept, openDocuments, openRestingHome } from './check-kept.ts';
import { type HomeProcess, PARTS, type Part, startHomeProcess } from './home-process.ts';
import { type Submission, submit } from './submitter.ts';

export interface FaultOptions {
  readonly submissions: number;
  readonly atOnce: number;
  /** kill -9 of single parts, spread over the run. */
  readonly kills: number;
  /** kill -9 of the supervisor, and a new start. */
  readonly wholeKills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface FaultReport extends Kept {
  readonly submitted: number;
  readonly retries: number;
  readonly killed: Readonly<Record<Part, number>>;
  readonly wholeKilled: number;
  /** Milliseconds from the kill until the home says that it is ready again. */
  readonly restarts: readonly number[];
  readonly wholeRestarts: readonly number[];
}

const CLUB = { code: 'lip', id: 'kis-przystan' };
const OPTIONS = ['--trusted-proxy', '127.0.0.1'];

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** mulberry32: the same seed gives the same kills. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const letters = (number: number): string => Array.from(String(number), (digit) => 'abcdefghij'[Number(digit)]).join('');

/** Surnames that nobody shares, made of letters only. */
const nameOf = (round: string, number: number): string => `Próba ${round}${letters(number)}`;

/** A workflow whose function did not answer waits before it tries again, at most so long after the few tries of this run. */
const WAKING_MILLISECONDS = 90_000;

/** Checks while the home runs on, until every workflow has taken up its case or has had its time; then ends the home. */
async function checkAndRest(home: HomeProcess, data: string, submissions: readonly Submission[]): Promise<Kept> {
  const { store, close } = openDocuments(data, home.storeEndpoint());
  const giveUpAt = performance.now() + WAKING_MILLISECONDS;
  let kept = await checkKept(store, CLUB.id, submissions);
  while (kept.asleep.length > 0 && performance.now() < giveUpAt) {
    await wait(500);
    kept = await checkKept(store, CLUB.id, submissions);
  }
  await close();
  await home.stop();
  return kept;
}

/** The checker must find one planted loss and one planted duplicate among honest submissions, or its silence means nothing. */
export async function checkerFindsPlantedBugs(say: (line: string) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'faults-planted-'));
  try {
    const home = startHomeProcess(data, await freePort(), OPTIONS);
    await home.ready();
    const submissions: Submission[] = [];
    for (let number = 0; number < 5; number += 1) {
      submissions.push(await submit(home.address, CLUB.code, nameOf('x', number), number));
    }
    await submit(home.address, CLUB.code, nameOf('x', 1), 900);
    await checkAndRest(home, data, submissions);
    const { store, close } = await openRestingHome(data);
    const [victim] = (await store.list('case-by-reference', { reference: submissions[3]?.reference ?? '' })).items;
    await store.commit([{ remove: 'case', key: { caseId: victim?.caseId ?? ('' as CaseId) } }]);
    const found = await checkKept(store, CLUB.id, submissions);
    await close();
    if (found.lost.join() !== nameOf('x', 3) || found.duplicated.join() !== nameOf('x', 1)) {
      throw new Error(
        `the check missed a planted bug: lost ${found.lost.join()}, duplicated ${found.duplicated.join()}`,
      );
    }
    say(`planted: 1 loss and 1 duplicate among ${submissions.length} submissions, both found`);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** Submits under kill -9 of the application, the engine, the store and the whole home, and checks what was promised. */
export async function runFaults(options: FaultOptions): Promise<FaultReport> {
  const data = mkdtempSync(join(tmpdir(), 'faults-home-'));
  const random = seeded(options.seed);
  const port = await freePort();
  const killed: Record<Part, number> = { app: 0, engine: 0, dynoxide: 0 };
  const restarts: number[] = [];
  const wholeRestarts: number[] = [];
  const submissions: Submission[] = [];
  let home = startHomeProcess(data, port, OPTIONS);
  try {
    await home.ready();
    let next = 0;
    let working = true;
    const worker = async (): Promise<void> => {
      while (next < options.submissions) {
        const number = next++;
        submissions.push(await submit(home.address, CLUB.code, nameOf('y', number), number));
      }
    };
    const killer = async (): Promise<void> => {
      const total = options.kills + options.wholeKills;
      for (let done = 0; done < total && working; done += 1) {
        // Spread over the submissions, so that slow and fast machines are hit as often.
        const due = ((done + 0.5) / total) * options.submissions;
        while (working && submissions.length < due) await wait(5);
        await wait(random() * 120);
        const whole =
          Math.floor(((done + 1) * options.wholeKills) / total) > Math.floor((done * options.wholeKills) / total);
        if (whole) {
          await home.killAll();
          const started = performance.now();
          home = startHomeProcess(data, port, OPTIONS);
          await home.ready();
          wholeRestarts.push(performance.now() - started);
          continue;
        }
        const part = PARTS[Math.floor(random() * PARTS.length)] ?? 'app';
        const pid = home.pidOf(part);
        if (pid === undefined) continue;
        process.kill(pid, 'SIGKILL');
        killed[part] += 1;
        await wait(5); // until the dead part no longer answers
        restarts.push(await home.ready());
      }
    };
    const work = Promise.all(Array.from({ length: options.atOnce }, worker)).finally(() => {
      working = false;
    });
    await Promise.all([work, killer()]);
    await home.ready();
    const kept = await checkAndRest(home, data, submissions);
    return {
      ...kept,
      submitted: submissions.length,
      retries: submissions.reduce((sum, one) => sum + one.tries - 3, 0),
      killed,
      wholeKilled: wholeRestarts.length,
      restarts,
      wholeRestarts,
    };
  } catch (error) {
    options.say(home.said());
    throw error;
  } finally {
    if (home.supervisor.exitCode === null && home.supervisor.signalCode === null) await home.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
