import { readFileSync, statSync } from 'node:fs';
import { type Instant, instant, type Now } from '../../domain/time.ts';

/** The machine's clock. */
export const realClock = (): Now => () => instant(Date.now());

/**
 * A virtual clock that stands at the instant written in a file until the file says otherwise; every process of the home reads the same one.
 * Throws when the file is missing or holds no instant: a virtual home must never slip back to real time unseen.
 */
export function fileClock(path: string): Now {
  let seen = '';
  let standing = '' as Instant;
  return () => {
    const { mtimeNs, ino } = statSync(path, { bigint: true });
    const mark = `${ino}.${mtimeNs}`;
    if (mark !== seen) {
      standing = instant(Date.parse(readFileSync(path, 'utf8').trim()));
      seen = mark;
    }
    return standing;
  };
}
