import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import type { AnchorStore } from '../../domain/audit/anchors.ts';
import type { AnchoredHead } from '../../domain/audit/verify.ts';
import { fail, ok } from '../../domain/result.ts';

interface Line {
  readonly number: number;
  readonly heads: readonly AnchoredHead[];
  /** SHA-256 of the line before, base64url; empty on the first. */
  readonly previous: string;
  readonly signature: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
const signedText = ({ number, heads, previous }: Omit<Line, 'signature'>): Buffer =>
  Buffer.from(JSON.stringify([number, heads, previous]));

/** The signing key (Ed25519, mode 0600), made at first use; its public half lies beside it as `<file>.pub` for who verifies elsewhere. */
function openKey(keyFile: string): KeyObject {
  if (!existsSync(keyFile)) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    writeFileSync(`${keyFile}.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
  }
  if ((statSync(keyFile).mode & 0o077) !== 0)
    throw new Error(`${keyFile} may be read by others; set its mode to 0600.`);
  return createPrivateKey(readFileSync(keyFile));
}

/**
 * Anchors of one machine: a file of signed lines, each naming the hash of the line before it. Copies of it elsewhere (backups do so) bind
 * even whoever holds the key: an older copy must be the beginning of the newer file.
 */
export function signedAnchorFile(file: string, keyFile: string): AnchorStore {
  const key = openKey(keyFile);
  const publicKey = createPublicKey(key);

  const lines = (): readonly string[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];

  return {
    async append(heads) {
      if (heads.length === 0) return ok(undefined);
      const known = lines();
      const unsigned = {
        number: known.length + 1,
        heads,
        previous: known.length === 0 ? '' : hashOf(known.at(-1) ?? ''),
      };
      const line: Line = { ...unsigned, signature: sign(null, signedText(unsigned), key).toString('base64url') };
      const opened = openSync(file, 'a', 0o600);
      writeSync(opened, `${JSON.stringify(line)}\n`);
      fsyncSync(opened);
      closeSync(opened);
      return ok(undefined);
    },
    async read() {
      let previous = '';
      const heads: AnchoredHead[] = [];
      for (const [index, text] of lines().entries()) {
        let line: Line;
        try {
          line = JSON.parse(text) as Line;
        } catch {
          return fail('blocked-by-rule', {
            reason: 'anchors-damaged',
            errors: [{ pointer: `/${index + 1}`, code: 'damaged' }],
          });
        }
        const isSigned = verify(null, signedText(line), publicKey, Buffer.from(line.signature, 'base64url'));
        if (!isSigned || line.previous !== previous || line.number !== index + 1) {
          return fail('blocked-by-rule', {
            reason: 'anchors-damaged',
            errors: [{ pointer: `/${index + 1}`, code: 'damaged' }],
          });
        }
        heads.push(...line.heads);
        previous = hashOf(text);
      }
      return ok(heads);
    },
  };
}
