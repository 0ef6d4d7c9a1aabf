import type { Result } from '../result.ts';
import type { Instant } from '../time.ts';

/** One AES-256 data key per subject (a participant, a draft, a case), in a store apart from the records it opens. */
export interface KeyStore {
  /** The subject's key, made on first use; `gone` when it was destroyed: nothing is ever sealed for an erased person again. */
  keyFor(subject: string): Promise<Result<Uint8Array>>;
  /** The subject's key, or undefined when there is none or it was destroyed. */
  find(subject: string): Promise<Uint8Array | undefined>;
  /** Ends the key for ever and leaves a mark without the key; destroying twice is once. */
  destroy(subject: string, at: Instant): Promise<Result<void>>;
  /** Marks of destroyed keys, oldest first: what a restored backup must be made to forget again. */
  destroyed(): Promise<readonly DestroyedKey[]>;
  /** Wraps every key under a new master key and forgets the old one; answers how many. */
  rotate(): Promise<Result<{ readonly rewrapped: number }>>;
}

export interface DestroyedKey {
  readonly subject: string;
  readonly at: Instant;
}
