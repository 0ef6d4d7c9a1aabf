import type { Now } from '../../domain/time.ts';
import type { Ports } from '../../use-cases/ports.ts';

/** Writes one JSON line per event to a stream; values that are not ids, codes or numbers have no business there and are cut at 200 characters. */
export function lineLog(now: Now, write: (line: string) => void): Ports['log'] {
  return (event, ids) => {
    const values = Object.entries(ids).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, 200) : value,
    ]);
    write(`${JSON.stringify({ time: now(), event, ...Object.fromEntries(values) })}\n`);
  };
}
