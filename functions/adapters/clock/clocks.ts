import { readFileSync, statSync } from 'node:fs';
import { instant, type Now } from '../../domain/time.ts';

/** The machine's clock. */
export const realClock = (): Now => () => instant(Date.now());

/**
 * A clock moved by a file that holds milliseconds to add to the machine's clock; all processes of the home read the same file.
 * A missing or unreadable file is the machine's clock.
 */
export function fileClock(path: string): Now {
  let seen = '';
  let offset = 0;
  return () => {
    try {
      const { mtimeNs, ino } = statSync(path, { bigint: true });
      const mark = `${ino}.${mtimeNs}`;
      if (mark !== seen) {
        const read = Number(readFileSync(path, 'utf8'));
        offset = Number.isFinite(read) ? read : 0;
        seen = mark;
      }
    } catch {
      offset = 0;
    }
    return instant(Date.now() + offset);
  };
}
