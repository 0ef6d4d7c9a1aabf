import * as z from 'zod/mini';
import type { Membership } from '../domain/directory/directory.ts';
import { ROLE_TITLES } from '../domain/directory/role-titles.ts';
import { ok } from '../domain/result.ts';
import { sessionCookieName } from '../http/cookies.ts';
import { defineRoute } from '../http/route.ts';
import { endSession, type LiveSession, readSession, sessionHashOf, sessionsOf } from '../use-cases/account/sessions.ts';
import { chooseRole, homeOf, safeReturn, signOutEverywhere } from '../use-cases/account/sign-in.ts';
import type { Ports } from '../use-cases/ports.ts';
import { sessionCookie } from './sign-in-routes.ts';

const SIGN_IN = '/konto/zaloguj';

const moment = new Intl.DateTimeFormat('pl-PL', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Warsaw' });

interface RoleChoice {
  readonly value: string;
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
}

async function choicesOf(ports: Pick<Ports, 'store'>, live: LiveSession): Promise<readonly RoleChoice[]> {
  const choice = async (role: Membership, row: number): Promise<RoleChoice> => {
    const { organisationId, substitutes } = role;
    const organisation = await ports.store.read('organisation', { organisationId });
    const absent = substitutes === undefined ? undefined : await ports.store.read('person', { personId: substitutes });
    return {
      value: role.membershipId,
      id: `rola-${row + 1}`,
      label: ROLE_TITLES[role.role],
      hint: `${organisation?.name ?? ''}${absent === undefined ? '' : ` – zastępstwo: ${absent.name}`}`,
      checked: role.membershipId === live.session.membershipId,
    };
  };
  return Promise.all(live.roles.map(choice));
}

const showRoles = defineRoute({
  method: 'GET',
  path: '/konto/rola',
  access: 'public',
  title: 'Choose the role to act in',
  query: z.object({ powrot: z.optional(z.string()) }),
  handler: async ({ ports, query, cookie, secure, now }) => {
    const live = await readSession(ports, cookie(sessionCookieName(secure)) ?? '', now);
    if (live === undefined) return ok({ redirect: SIGN_IN });
    return ok({
      page: 'account/role',
      title: 'W jakiej roli pracujesz?',
      model: { name: live.person.name, choices: await choicesOf(ports, live), returnTo: safeReturn(query.powrot) },
    });
  },
});

const takeRole = defineRoute({
  method: 'POST',
  path: '/konto/rola',
  access: 'public',
  title: 'Act in another of my roles',
  body: z.object({ rola: z.optional(z.string().check(z.maxLength(100))), powrot: z.optional(z.string()) }),
  handler: async ({ ports, body, cookie, secure, now }) => {
    const token = cookie(sessionCookieName(secure)) ?? '';
    const returnTo = safeReturn(body.powrot);
    if (body.rola === undefined) {
      const live = await readSession(ports, token, now);
      if (live === undefined) return ok({ redirect: SIGN_IN });
      const choices = await choicesOf(ports, live);
      return ok({
        page: 'account/role',
        title: 'W jakiej roli pracujesz?',
        model: { name: live.person.name, choices, returnTo, error: 'Wybierz rolę' },
        failure: { code: 'invalid-input', errors: [{ pointer: '/rola', code: 'required' }] },
      });
    }
    const taken = await chooseRole(ports, token, body.rola);
    if (!taken.ok) return taken.failure.code === 'not-signed-in' ? ok({ redirect: SIGN_IN }) : taken;
    return ok({
      redirect: returnTo === '' ? homeOf(taken.value.role) : returnTo,
      cookies: [sessionCookie(secure, taken.value.token)],
    });
  },
});

const showAccount = defineRoute({
  method: 'GET',
  path: '/konto',
  access: 'account.own',
  title: 'My roles and sessions',
  handler: async ({ ports, actor, cookie, secure, now }) => {
    const token = cookie(sessionCookieName(secure)) ?? '';
    const live = await readSession(ports, token, now);
    if (live === undefined) return ok({ redirect: SIGN_IN });
    const mine = sessionHashOf(ports, token);
    const sessions = (await sessionsOf(ports, actor.personId)).map((session) => ({
      started: moment.format(new Date(session.startedAt)),
      seen: moment.format(new Date(session.seenAt)),
      current: session.sessionHash === mine,
    }));
    return ok({
      page: 'account/account',
      title: 'Moje konto',
      model: { name: live.person.name, email: live.person.email, choices: await choicesOf(ports, live), sessions },
    });
  },
});

const signOut = defineRoute({
  method: 'POST',
  path: '/konto/wyloguj',
  access: 'public',
  title: 'Sign out here',
  handler: async ({ ports, cookie, secure }) => {
    const token = cookie(sessionCookieName(secure));
    if (token !== undefined) await endSession(ports, token);
    return ok({ redirect: '/konto/wylogowano', cookies: [sessionCookie(secure, null)] });
  },
});

const signOutOnAll = defineRoute({
  method: 'POST',
  path: '/konto/wyloguj-wszedzie',
  access: 'account.own',
  title: 'Sign out on every device',
  handler: async ({ ports, actor, secure }) => {
    const ended = await signOutEverywhere(ports, actor.personId);
    if (!ended.ok) return ended;
    return ok({ redirect: '/konto/wylogowano', cookies: [sessionCookie(secure, null)] });
  },
});

const showSignedOut = defineRoute({
  method: 'GET',
  path: '/konto/wylogowano',
  access: 'public',
  title: 'Signed out',
  handler: async () => ok({ page: 'account/signed-out', title: 'Wylogowano', model: {} }),
});

export const sessionRoutes = [showRoles, takeRole, showAccount, signOut, signOutOnAll, showSignedOut];
