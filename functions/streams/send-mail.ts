import type { Mail } from '../domain/mails/mail.ts';
import type { Letter } from '../domain/mails/mailer.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Ports } from '../use-cases/ports.ts';

const HTML_PART = '\n---html---\n';

/** Makes a letter from its template: first line `Subject: …`, text, and the page after a mark. */
export function letterOf(templates: Ports['templates'], mail: Mail): Letter {
  const own = `mails/${mail.event}.${mail.language}`;
  const rendered = templates.render(templates.has(own) ? own : `mails/${mail.event}.pl`, mail.values);
  const [head = '', html = ''] = rendered.split(HTML_PART);
  const [subject = '', ...text] = head.split('\n');
  return {
    to: mail.to,
    subject: subject.replace(/^Subject:\s*/, ''),
    text: text.join('\n').trim(),
    html,
    mailId: mail.mailId,
  };
}

/** Delivers a queued mail once: the mailer is idempotent on its id, and a sent row is never sent again. An address that fails for good bounces. */
export async function sendMail(
  ports: Pick<Ports, 'store' | 'now' | 'templates' | 'mailer'>,
  mailId: string,
): Promise<Result<void>> {
  const mail = await ports.store.read('mail', { mailId });
  if (mail === undefined || mail.status !== 'queued') return ok(undefined);
  const erased = (mail as Partial<Mail>).to === undefined || (mail as Partial<Mail>).values === undefined;
  const sent = erased ? ok(undefined) : await ports.mailer.send(letterOf(ports.templates, mail));
  if (!sent.ok && sent.failure.code === 'unavailable') return sent;
  const record: Mail = {
    ...mail,
    status: sent.ok ? 'sent' : 'bounced',
    ...(ports.mailer.showsRows === true || erased ? {} : { values: {} }),
    sentAt: ports.now(),
    version: mail.version + 1,
  };
  const written = await ports.store.commit([{ put: 'mail', record }]);
  return written.ok || written.failure.code === 'conflict' ? ok(undefined) : written;
}
