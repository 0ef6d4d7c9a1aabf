import type { Mailer } from '../../domain/mails/mailer.ts';
import { ok } from '../../domain/result.ts';

/** No mail leaves the machine: the outbox page shows the queued rows themselves, so sending only agrees. */
export const outboxMailer = (): Mailer => ({ showsRows: true, send: async () => ok(undefined) });
