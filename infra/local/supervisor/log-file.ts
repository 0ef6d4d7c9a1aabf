import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

const LIMIT_BYTES = 20 * 1024 * 1024;

/** Appends lines to `<folder>/reintegra.log`; a full file becomes `reintegra.1.log`, so that at most two are kept. */
export function logFile(folder: string): { write(name: string, line: string): void; end(): Promise<void> } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'reintegra.log');
  let stream: WriteStream | undefined;
  let size = 0;
  const open = (): WriteStream => {
    if (existsSync(path) && statSync(path).size > LIMIT_BYTES) renameSync(path, join(folder, 'reintegra.1.log'));
    size = existsSync(path) ? statSync(path).size : 0;
    const opened = createWriteStream(path, { flags: 'a', mode: 0o600 });
    opened.on('error', () => undefined);
    return opened;
  };
  return {
    write(name, line) {
      if (size > LIMIT_BYTES) {
        stream?.end();
        stream = undefined;
      }
      stream ??= open();
      const text = `${name} ${line}\n`;
      size += Buffer.byteLength(text);
      stream.write(text);
    },
    end: () => new Promise((resolve) => (stream ? stream.end(() => resolve()) : resolve())),
  };
}
