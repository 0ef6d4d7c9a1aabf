import * as z from 'zod/mini';
import type { Link } from '../domain/links/link.ts';
import { type Failure, fail, ok, type Result } from '../domain/result.ts';
import { type CookieChange, linkCookieName } from '../http/cookies.ts';
import { fill } from '../http/messages.ts';
import { DOOR_RATES } from '../http/rate-limits.ts';
import { defineRoute, type Exchange, type PageReply, type Reply, type Route } from '../http/route.ts';
import {
  type Exchanged,
  exchangeCode,
  exchangeLink,
  LINK_SESSION_HOURS,
  peekCode,
  peekLink,
} from '../use-cases/links/exchange-link.ts';
import { readCode } from '../use-cases/links/secrets.ts';
import { dayInWords } from './words.ts';

const secretParams = z.object({ secret: z.string().check(z.maxLength(64)) });
const codeBody = z.object({ code: z.optional(z.string().check(z.maxLength(40))) });

/** Links and codes become sessions here, by a person's POST only: GET and HEAD read and change nothing. */
export const landingRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/l/:secret',
    access: 'public',
    title: 'What a link is for, before it is opened; spends nothing',
    params: secretParams,
    handler: async (exchange) => {
      const link = await peekLink(exchange.ports, exchange.params.secret);
      return link.ok ? ok(landingPage(link.value, exchange)) : link;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/l/:secret',
    access: 'public',
    title: 'Exchange a link for a session of 12 hours at most',
    params: secretParams,
    body: codeBody,
    handler: async (exchange) => {
      const link = await peekLink(exchange.ports, exchange.params.secret);
      if (!link.ok) return link;
      const elsewhere = await addressWithoutSession(link.value, exchange.params.secret, exchange.ports);
      if (elsewhere !== undefined) return ok({ redirect: elsewhere });
      const { code } = exchange.body;
      const made = await exchangeLink(exchange.ports, {
        secret: exchange.params.secret,
        ...(code === undefined ? {} : { code }),
      });
      if (made.ok) return opened(made.value, exchange.secure);
      return made.failure.code === 'invalid-input' ? ok(landingPage(link.value, exchange, made.failure)) : made;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/kod',
    access: 'public',
    title: 'Entry of a short code from paper',
    handler: async (exchange) => ok(codePage(exchange, '')),
  }),
  defineRoute({
    method: 'POST',
    path: '/kod',
    access: 'public',
    title: 'Exchange a short code for a session',
    body: codeBody,
    handler: async (exchange) => {
      const wait = Math.max(
        exchange.limit(`codes ${exchange.addressHash}`, DOOR_RATES.codes),
        exchange.limit('codes', DOOR_RATES.codesTotal),
      );
      if (wait > 0) return fail('too-many', { retryAfterSeconds: wait });
      const typed = exchange.body.code ?? '';
      const found = await peekCode(exchange.ports, typed);
      const elsewhere = found.ok
        ? await addressWithoutSession(found.value, readCode(typed) ?? '', exchange.ports)
        : undefined;
      if (elsewhere !== undefined) return ok({ redirect: elsewhere });
      const made = await exchangeCode(exchange.ports, typed);
      if (made.ok) return opened(made.value, exchange.secure);
      return made.failure.code === 'invalid-input' ? ok(codePage(exchange, typed, made.failure)) : made;
    },
  }),
];

/** Surveys and club pages need no session: where such a link leads, with its invitation if it is one. */
async function addressWithoutSession(
  link: Link,
  invitation: string,
  ports: Pick<Exchange['ports'], 'store'>,
): Promise<string | undefined> {
  if (link.target.kind === 'campaign') {
    return `/a/${link.target.campaignId}${link.kind === 'one-time' ? `?zaproszenie=${invitation}` : ''}`;
  }
  if (link.target.kind !== 'club') return undefined;
  const club = await ports.store.read('organisation', { organisationId: link.target.organisationId });
  return club === undefined ? undefined : `/k/${club.code.toLowerCase()}`;
}

const opened = (made: Exchanged, secure: boolean): Result<Reply> =>
  ok({ redirect: '/f', cookies: [sessionCookie(made.token, secure)] });

/** The narrow cookie of a link session. */
export const sessionCookie = (token: string, secure: boolean): CookieChange => ({
  name: linkCookieName(secure),
  value: token,
  maxAgeSeconds: LINK_SESSION_HOURS * 3600,
  sameSite: 'Lax',
});

function landingPage(link: Link, { messages, language, url }: Exchange, failure?: Failure): PageReply {
  const asksCode = link.kind === 'resume';
  const left = failure?.errors?.[0]?.params?.left;
  const error = failure === undefined ? undefined : fill(messages.landing.wrongCode, { left: left ?? 0 });
  const words =
    messages.landing.kinds[
      link.target.kind === 'sign-off'
        ? 'sign'
        : asksCode
          ? 'resume'
          : link.target.kind === 'campaign'
            ? 'survey'
            : 'form'
    ];
  return {
    page: 'public/landing',
    title: words.title,
    ...(failure === undefined ? {} : { failure }),
    json: { kind: link.kind, asksCode, expiresAt: link.expiresAt },
    model: {
      title: words.title,
      text: words.text,
      until: fill(messages.landing.until, { day: dayInWords(link.expiresAt, language) }),
      asksCode,
      action: url.pathname,
      error,
      errors: error === undefined ? [] : [{ href: '#code', text: error }],
    },
  };
}

function codePage({ messages }: Exchange, typed: string, failure?: Failure): PageReply {
  const error = failure === undefined ? undefined : messages.code.unknown;
  return {
    page: 'public/code',
    title: messages.code.title,
    ...(failure === undefined ? {} : { failure }),
    json: {},
    model: {
      title: messages.code.title,
      typed,
      error,
      errors: error === undefined ? [] : [{ href: '#code', text: error }],
    },
  };
}
