import { renameSync, writeFileSync } from 'node:fs';
import { instant, type Now } from '../../../functions/domain/time.ts';
import type { Pump } from './pump.ts';

const HOUR = 3_600_000;

export interface VirtualClock {
  /** Moves the whole home to a moment, an hour at a time, letting everything that falls due on the way happen; answers where it stands. */
  advanceTo(moment: string): Promise<string>;
}

/** Writes the instant at which the home's clock stands, in one step. */
export function writeClock(file: string, milliseconds: number): void {
  writeFileSync(`${file}.part`, instant(milliseconds));
  renameSync(`${file}.part`, file);
}

/** The clock of a home started with `--virtual-clock`: the file for the application, the engine's own command for its timers. */
export function virtualClock(options: {
  readonly file: string;
  readonly now: Now;
  readonly engine: string;
  readonly engineKey: string;
  readonly pumps: readonly Pump[];
}): VirtualClock {
  const { file, now, engine, engineKey, pumps } = options;
  const drainAll = async (): Promise<void> => {
    for (const one of pumps) await one.drain();
  };
  const moveEngine = async (milliseconds: number): Promise<void> => {
    const answer = await fetch(`${engine}/_engine/clock`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `AWS4-HMAC-SHA256 Credential=${engineKey}/local`,
      },
      body: JSON.stringify({ advanceTo: instant(milliseconds) }),
    });
    if (!answer.ok) throw new Error(`the engine's clock refused: ${answer.status}`);
  };
  return {
    async advanceTo(moment) {
      const target = Date.parse(moment);
      if (Number.isNaN(target)) throw new TypeError('not an instant');
      await drainAll();
      let at = Date.parse(now());
      while (at < target) {
        at = Math.min(target, (Math.floor(at / HOUR) + 1) * HOUR);
        writeClock(file, at);
        await moveEngine(at);
        await drainAll();
      }
      return now();
    },
  };
}
