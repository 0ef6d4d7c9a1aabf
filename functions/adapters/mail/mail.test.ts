import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { MessageRejected, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Letter } from '../../domain/mails/mailer.ts';
import { outboxMailer } from './outbox-mailer.ts';
import { sesMailer } from './ses-mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

const letter: Letter = {
  to: 'lucja@example.org',
  subject: 'Masz sprawę do załatwienia',
  text: 'Zażółć gęślą jaźń',
  html: '<p>Zażółć gęślą jaźń</p>',
  mailId: 'mail1',
};

/** A server that speaks just enough SMTP and answers the recipient with what it is told to. */
async function smtpServer(recipientAnswer: string): Promise<{ url: string; heard: () => string; server: Server }> {
  let heard = '';
  const serve = (socket: Socket): void => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      for (const line of chunk.toString().split('\r\n')) {
        if (inData && line === '.') {
          inData = false;
          socket.write('250 kept\r\n');
        } else if (inData || line === '') continue;
        else if (/^(EHLO|HELO|MAIL)/i.test(line)) socket.write('250 ok\r\n');
        else if (/^RCPT/i.test(line)) socket.write(`${recipientAnswer}\r\n`);
        else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go\r\n');
        } else socket.write('250 ok\r\n');
      }
    });
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, heard: () => heard, server };
}

describe('SMTP', () => {
  let open: Server | undefined;
  afterEach(() => open?.close());

  test('delivers one letter with both bodies and its own id', async () => {
    const { url, heard, server } = await smtpServer('250 ok');
    open = server;
    expect(await smtpMailer(url, 'KIS <kis@example.org>').send(letter)).toEqual({ ok: true, value: undefined });
    expect(heard()).toContain('RCPT TO:<lucja@example.org>');
    expect(heard()).toContain('Message-ID: <mail1@reintegra>');
    expect(heard()).toContain('multipart/alternative');
  });

  test('tells an address that never works from a server that is away', async () => {
    const { url, server } = await smtpServer('550 no such user');
    open = server;
    expect(await smtpMailer(url, 'kis@example.org').send(letter)).toMatchObject({ failure: { code: 'invalid-input' } });
    const busy = await smtpServer('451 later');
    expect(await smtpMailer(busy.url, 'kis@example.org').send(letter)).toMatchObject({
      failure: { code: 'unavailable' },
    });
    busy.server.close();
    expect(await smtpMailer('smtp://127.0.0.1:1', 'kis@example.org').send(letter)).toMatchObject({
      failure: { code: 'unavailable' },
    });
  });
});

describe('SES', () => {
  const ses = mockClient(SESv2Client);
  beforeEach(() => ses.reset());
  const mailer = sesMailer(new SESv2Client({ region: 'eu-central-1' }), 'kis@example.org');

  test('sends both bodies as UTF-8', async () => {
    ses.on(SendEmailCommand).resolves({});
    expect((await mailer.send(letter)).ok).toBe(true);
    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
      FromEmailAddress: 'kis@example.org',
      Destination: { ToAddresses: ['lucja@example.org'] },
      Content: { Simple: { Subject: { Data: letter.subject, Charset: 'UTF-8' } } },
    });
  });

  test('tells a rejected letter from a service that is away', async () => {
    ses.on(SendEmailCommand).rejectsOnce(new MessageRejected({ message: 'x', $metadata: {} }));
    expect(await mailer.send(letter)).toMatchObject({ failure: { code: 'invalid-input' } });
    ses.on(SendEmailCommand).rejects(new Error('network'));
    expect(await mailer.send(letter)).toMatchObject({ failure: { code: 'unavailable' } });
  });
});

test.each(['a@b.pl\r\nBcc: x@y.pl', 'a@b.pl\nX: y', 'a@b.pl\0'])('refuses a line break in a header: %j', async (to) => {
  for (const mailer of [
    smtpMailer('smtp://127.0.0.1:1', 'a@b.pl'),
    sesMailer(new SESv2Client({ region: 'x' }), 'a@b.pl'),
  ]) {
    expect(await mailer.send({ ...letter, to })).toMatchObject({ failure: { code: 'invalid-input' } });
    expect(await mailer.send({ ...letter, subject: `Temat\r\n${to}` })).toMatchObject({
      failure: { code: 'invalid-input' },
    });
  }
});

test('without a mail server the outbox page is the delivery', async () => {
  expect((await outboxMailer().send(letter)).ok).toBe(true);
});
