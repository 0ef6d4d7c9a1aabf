import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../domain/mails/mailer.ts';
import { fail, ok } from '../../domain/result.ts';
import { isOneLine } from './header-lines.ts';

const NEVER: ReadonlySet<string> = new Set([
  'BadRequestException',
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
]);

const utf8 = (Data: string): { Data: string; Charset: string } => ({ Data, Charset: 'UTF-8' });

/** Mail through Amazon SES; the letter's id travels as a tag. */
export const sesMailer = (client: SESv2Client, from: string): Mailer => ({
  async send(letter) {
    if (!isOneLine(letter.to) || !isOneLine(letter.subject)) return fail('invalid-input');
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [letter.to] },
          Content: {
            Simple: { Subject: utf8(letter.subject), Body: { Text: utf8(letter.text), Html: utf8(letter.html) } },
          },
          EmailTags: [{ Name: 'mailId', Value: letter.mailId }],
        }),
      );
      return ok(undefined);
    } catch (error) {
      return fail(error instanceof Error && NEVER.has(error.name) ? 'invalid-input' : 'unavailable');
    }
  },
});
