import type { Result } from '../result.ts';

/** A message ready to go. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Idempotency key: the same letter is delivered once. */
  readonly mailId: string;
}

/** SMTP, SES, or the outbox page of the one-machine home. */
export interface Mailer {
  /** True when the queued rows themselves are what people read (the outbox page); otherwise their values are blanked after delivery. */
  readonly showsRows?: boolean;
  send(letter: Letter): Promise<Result<void>>;
}
