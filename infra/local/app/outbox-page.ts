import type { Context, Hono } from 'hono';
import type { Mail } from '../../../functions/domain/mails/mail.ts';
import type { Dependencies } from '../../../functions/http/dependencies.ts';
import { prefersJson } from '../../../functions/http/negotiate.ts';
import { renderPage } from '../../../functions/http/render.ts';
import { contentSecurityPolicy, securityHeaders } from '../../../functions/http/security-headers.ts';
import { letterOf } from '../../../functions/streams/send-mail.ts';

const SHOWN = 100;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;
const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

interface ReadableLetter {
  readonly mailId: string;
  readonly event: string;
  readonly to: string;
  readonly queuedAt: string;
  readonly subject: string;
  readonly text: string;
}

const WHEN = new Intl.DateTimeFormat('pl-PL', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Warsaw' });

/** One link or plain text; links are drawn as links. */
const pieces = (paragraph: string): readonly { readonly text: string; readonly href?: string }[] =>
  paragraph
    .split(/(https?:\/\/\S+)/)
    .filter((text) => text !== '')
    .map((text) => (/^https?:\/\//.test(text) ? { text, href: text } : { text }));

function read(dependencies: Dependencies, mail: Mail): ReadableLetter {
  const { values, to } = mail as Partial<Mail>;
  // Erased people leave letters whose address and values can't be opened any more.
  const { subject, text } =
    values === undefined ? { subject: mail.event, text: '' } : letterOf(dependencies.ports.templates, mail);
  const { mailId, event, queuedAt } = mail;
  return { mailId, event, to: to ?? 'dane usunięte', queuedAt, subject, text };
}

/**
 * True for a request that a person on this very machine made: a loopback connection, without a proxy's header, under a local or the
 * installation's own name (another name would be a foreign page that was pointed at loopback).
 */
export function isAtThisMachine(context: Context, dependencies: Dependencies): boolean {
  const address = dependencies.addressOf(context.req.raw, context.env);
  const host = new URL(`http://${context.req.header('host') ?? ''}`).hostname;
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some((name) => context.req.header(name) !== undefined);
  const known = LOCAL_HOSTS.has(host) || host === new URL(dependencies.ports.baseUrl).hostname;
  return LOOPBACK.test(address) && !isForwarded && known;
}

/** `/poczta`: the letters of a home without a mail server. They hold personal links and sign-in codes, so nobody elsewhere sees them. */
export function serveOutbox(app: Hono, dependencies: Dependencies): void {
  const page = (context: Context, name: string, title: string, model: object): Response => {
    const html = renderPage(
      {
        templates: dependencies.ports.templates,
        assets: dependencies.assets,
        language: 'pl',
        offersLanguages: false,
        actor: undefined,
        url: new URL(context.req.url),
        requestId: '',
      },
      { page: name, title, model },
    );
    const headers = new Headers(securityHeaders(dependencies.ports.baseUrl.startsWith('https:')));
    headers.set('content-security-policy', contentSecurityPolicy());
    headers.set('content-type', 'text/html; charset=utf-8');
    return new Response(html, { headers });
  };
  const wantsJson = (context: Context): boolean => prefersJson(context.req.header('accept'), undefined);

  app.get('/poczta', async (context, next) => {
    if (!isAtThisMachine(context, dependencies)) return next();
    const { items } = await dependencies.ports.store.list('mails-newest', {}, { reverse: true, limit: SHOWN });
    const letters = items.map((mail) => read(dependencies, mail));
    if (wantsJson(context)) return context.json({ letters });
    return page(context, 'local/outbox', 'Poczta wychodząca', {
      letters: letters.map((one) => ({
        ...one,
        when: WHEN.format(new Date(one.queuedAt)),
        href: `/poczta/${one.mailId}`,
      })),
    });
  });

  app.get('/poczta/:mailId', async (context, next) => {
    if (!isAtThisMachine(context, dependencies)) return next();
    const mail = await dependencies.ports.store.read('mail', { mailId: context.req.param('mailId') });
    if (!mail) return next();
    const letter = read(dependencies, mail);
    if (wantsJson(context)) return context.json(letter);
    return page(context, 'local/letter', letter.subject, {
      ...letter,
      when: WHEN.format(new Date(letter.queuedAt)),
      letterLanguage: mail.language,
      paragraphs: letter.text.split(/\n{2,}/).map(pieces),
    });
  });
}
