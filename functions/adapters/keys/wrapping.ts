import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A seal that does not fit: the wrong key, or somebody changed or moved the sealed bytes. The message names no content. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
}

/** AES-256-GCM with a random nonce: nonce, ciphertext and tag in one. `bound` must be given again to open it. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What `seal` closed; throws `BrokenSeal` when key, bytes or `bound` differ. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): Uint8Array {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new BrokenSeal('too short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw new BrokenSeal('does not open');
  }
}

/** A new data key or master key: 32 random bytes. */
export const newKey = (): Uint8Array => randomBytes(32);
