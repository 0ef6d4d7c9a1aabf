import { createTransport } from 'nodemailer';
import type { Letter, Mailer } from '../../domain/mails/mailer.ts';
import { fail, ok } from '../../domain/result.ts';
import { isOneLine } from './header-lines.ts';

const TIMEOUT_MILLISECONDS = 15_000;

/** Mail through an SMTP server; `url` as nodemailer takes it (`smtps://user:password@host:465`), `from` a complete address. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, {
    from,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter: Letter) {
      if (!isOneLine(letter.to) || !isOneLine(letter.subject)) return fail('invalid-input');
      try {
        const timeout = new Promise<never>((_, reject) => {
          setTimeout(() => reject(new Error('timeout')), TIMEOUT_MILLISECONDS).unref();
        });
        await Promise.race([
          transport.sendMail({
            to: { name: '', address: letter.to },
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            messageId: `<${letter.mailId}@reintegra>`,
          }),
          timeout,
        ]);
        return ok(undefined);
      } catch (error) {
        // 5xx: this address will never work; everything else may pass.
        const code = (error as { responseCode?: number }).responseCode ?? 0;
        return fail(code >= 500 && code < 600 ? 'invalid-input' : 'unavailable');
      }
    },
  };
}
