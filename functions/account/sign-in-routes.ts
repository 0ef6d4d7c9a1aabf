import * as z from 'zod/mini';
import { type Failure, ok } from '../domain/result.ts';
import type { CookieChange } from '../http/cookies.ts';
import { sessionCookieName } from '../http/cookies.ts';
import { defineRoute, type PageReply } from '../http/route.ts';
import { endSession, readSession } from '../use-cases/account/sessions.ts';
import { beginSignIn, finishSignIn, homeOf, SIGN_IN_MINUTES, safeReturn } from '../use-cases/account/sign-in.ts';
import { REFUSALS } from './texts.ts';

const signInCookie = (secure: boolean): string => (secure ? '__Host-rsignin' : 'rsignin');

export const sessionCookie = (secure: boolean, token: string | null): CookieChange => ({
  name: sessionCookieName(secure),
  value: token,
});

/** The page that says in plain words why somebody is not signed in. */
export function refusal(failure: Failure): PageReply {
  const known = REFUSALS[failure.reason ?? ''] ?? REFUSALS['sign-in-failed'];
  return {
    page: 'account/refused',
    title: known?.title ?? '',
    model: { title: known?.title, text: known?.text, offersSignIn: failure.reason !== 'setup-gone' },
    failure,
  };
}

const withReturn = (path: string, returnTo: string): string =>
  returnTo === '' ? path : `${path}?powrot=${encodeURIComponent(returnTo)}`;

const returnQuery = z.object({ powrot: z.optional(z.string()), raz: z.optional(z.string()) });

/** Where staff sign in: a page with one link, so that opening it (by a scanner too) does nothing. */
const showSignIn = defineRoute({
  method: 'GET',
  path: '/konto/zaloguj',
  access: 'public',
  title: 'Sign-in page for staff',
  query: returnQuery,
  handler: async ({ ports, query, cookie, secure, now }) => {
    const returnTo = safeReturn(query.powrot);
    const live = await readSession(ports, cookie(sessionCookieName(secure)) ?? '', now);
    const acting = live?.roles.find((role) => role.membershipId === live.session.membershipId);
    if (acting !== undefined) return ok({ redirect: returnTo === '' ? homeOf(acting.role) : returnTo });
    if (live !== undefined && live.roles.length > 0) return ok({ redirect: withReturn('/konto/rola', returnTo) });
    return ok({
      page: 'account/sign-in',
      title: 'Logowanie dla pracowników',
      model: { href: withReturn('/konto/zaloguj/dalej', returnTo), wasAsked: returnTo !== '' },
    });
  },
});

/** Leaves for the identity provider by a plain link: `form-action` of the content security policy never stands in its way. */
const leaveForProvider = defineRoute({
  method: 'GET',
  path: '/konto/zaloguj/dalej',
  access: 'public',
  title: 'Go to the identity provider',
  query: returnQuery,
  handler: async ({ ports, query, secure, url }) => {
    // Cookies belong to one host: a visitor who came by another name of this machine goes on under the public one.
    if (url.host !== new URL(ports.baseUrl).host && query.raz === undefined) {
      const next = new URLSearchParams({ powrot: safeReturn(query.powrot), raz: '1' });
      return ok({ redirect: `${ports.baseUrl}/konto/zaloguj/dalej?${next}` });
    }
    const begun = await beginSignIn(ports, query.powrot);
    if (!begun.ok) return begun;
    const cookies = [
      { name: signInCookie(secure), value: begun.value.cookie, maxAgeSeconds: SIGN_IN_MINUTES * 60 },
    ] as const;
    return ok({ redirect: begun.value.url, json: { location: begun.value.url }, cookies });
  },
});

const comeBack = defineRoute({
  method: 'GET',
  path: '/konto/powrot',
  access: 'public',
  title: 'Return from the identity provider',
  handler: async ({ ports, url, cookie, secure, requestId }) => {
    const spent: CookieChange = { name: signInCookie(secure), value: null };
    const callbackUrl = `${ports.baseUrl}/konto/powrot${url.search}`;
    const signedIn = await finishSignIn(ports, callbackUrl, cookie(signInCookie(secure)));
    if (!signedIn.ok) {
      ports.log('sign-in-refused', { requestId, reason: signedIn.failure.reason ?? signedIn.failure.code });
      if (signedIn.failure.code === 'unavailable') return signedIn;
      return ok({ ...refusal(signedIn.failure), cookies: [spent] });
    }
    // Whoever was signed in here before is not any more: a session never outlives the next sign-in of its browser.
    const before = cookie(sessionCookieName(secure));
    if (before !== undefined) await endSession(ports, before);
    const { token, returnTo, hasRole, role } = signedIn.value;
    const next = hasRole && role !== undefined ? returnTo || homeOf(role) : withReturn('/konto/rola', returnTo);
    return ok({ redirect: next, cookies: [sessionCookie(secure, token), spent] });
  },
});

export const signInRoutes = [showSignIn, leaveForProvider, comeBack];
