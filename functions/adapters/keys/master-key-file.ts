import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Master keys of one machine, newest last; more than one only in the midst of a rotation. */
export interface MasterKeys {
  readonly current: string;
  readonly keys: Readonly<Record<string, Uint8Array>>;
}

/** The key file can't be trusted or read; the message is one clear sentence for the person who started the product. */
export class MasterKeyProblem extends Error {
  override readonly name = 'MasterKeyProblem';
}

const HEX_KEY = /^[0-9a-f]{64}$/;

function write(path: string, keys: MasterKeys): void {
  const hex = Object.fromEntries(Object.entries(keys.keys).map(([id, key]) => [id, Buffer.from(key).toString('hex')]));
  const next = `${path}.next`;
  const file = openSync(next, 'w', 0o600);
  writeSync(file, `${JSON.stringify({ current: keys.current, keys: hex })}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

const newMaster = (): { readonly id: string; readonly key: Uint8Array } => ({
  id: randomBytes(8).toString('hex'),
  key: randomBytes(32),
});

/** Reads `master.key`; refuses a file that others may read. */
export function readMasterKeys(path: string): MasterKeys {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new MasterKeyProblem(`${path} may be read by others; set its mode to 0600 (chmod 600) and start again.`);
  }
  try {
    const { current, keys } = JSON.parse(readFileSync(path, 'utf8')) as MasterKeys & { keys: Record<string, string> };
    const entries = Object.entries(keys as unknown as Record<string, string>);
    if (typeof keys[current] !== 'string' || entries.some(([, hex]) => !HEX_KEY.test(hex))) throw new Error('shape');
    return { current, keys: Object.fromEntries(entries.map(([id, hex]) => [id, Buffer.from(hex, 'hex')])) };
  } catch {
    throw new MasterKeyProblem(
      `${path} is damaged; bring it back from where it was kept apart, or nothing sealed opens.`,
    );
  }
}

/** Makes `master.key` (mode 0600) unless it is there, and reads it. */
export function openMasterKeys(path: string): MasterKeys {
  if (!existsSync(path)) {
    const first = newMaster();
    write(path, { current: first.id, keys: { [first.id]: first.key } });
  }
  return readMasterKeys(path);
}

/** First half of a rotation: a new current key beside the old ones. */
export function addMasterKey(path: string): MasterKeys {
  const old = readMasterKeys(path);
  const next = newMaster();
  const keys = { current: next.id, keys: { ...old.keys, [next.id]: next.key } };
  write(path, keys);
  return keys;
}

/** Second half: only the current key stays. */
export function dropOldMasterKeys(path: string): void {
  const { current, keys } = readMasterKeys(path);
  const kept = keys[current];
  if (kept !== undefined) write(path, { current, keys: { [current]: kept } });
}
