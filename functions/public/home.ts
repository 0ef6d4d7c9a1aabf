import * as z from 'zod/mini';
import { ok } from '../domain/result.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findClub, listClubs, listRegions } from '../use-cases/public/clubs.ts';
import { startSelfReferral } from '../use-cases/public/start-self-referral.ts';
import { sessionCookie } from './landing.ts';

const clubParams = z.object({ code: z.string().check(z.maxLength(40)) });

/** The front of the house: home, clubs, a club's own page with the way in, and what we promise. */
export const homeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/',
    access: 'public',
    title: 'Home: what a club gives, how to join',
    handler: async ({ ports, messages }) => {
      const regions = await listRegions(ports);
      return ok({
        page: 'public/home',
        title: messages.home.title,
        json: { regions: regions.map(({ regionId, name }) => ({ regionId, name })) },
        model: { regions: regions.map(({ regionId, name }) => ({ href: `/kluby/${regionId}`, name })) },
      });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/kluby/:regionId',
    access: 'public',
    title: 'Clubs of a region',
    params: z.object({ regionId: z.string().check(z.maxLength(60)) }),
    handler: async ({ ports, params, messages }) => {
      const [regions, clubs] = await Promise.all([listRegions(ports), listClubs(ports, params.regionId)]);
      const region = regions.find((one) => one.regionId === params.regionId);
      const cards = clubs.map(({ code, name, address, phone }) => ({
        href: `/k/${code.toLowerCase()}`,
        name,
        address,
        phone,
      }));
      return ok({
        page: 'public/clubs',
        title: messages.clubs.title,
        json: { clubs: cards },
        model: { region: region?.name, clubs: cards },
      });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/k/:code',
    access: 'public',
    title: "A club's page with the open referral",
    params: clubParams,
    handler: async ({ ports, params }) => {
      const club = await findClub(ports, params.code);
      if (!club.ok) return club;
      const { name, address, phone, email, code } = club.value;
      const facts = { name, address, phone, email };
      return ok({
        page: 'public/club',
        title: name,
        json: facts,
        model: {
          club: facts,
          phoneHref: phone === undefined ? undefined : `tel:${phone.replace(/[^\d+]/g, '')}`,
          mailHref: email === undefined ? undefined : `mailto:${email}`,
          action: `/k/${code.toLowerCase()}/zgloszenie`,
        },
      });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/k/:code/zgloszenie',
    access: 'public',
    title: 'Begin a self-referral: a draft and a session of its own',
    params: clubParams,
    handler: async ({ ports, params, secure }) => {
      const club = await findClub(ports, params.code);
      if (!club.ok) return club;
      const started = await startSelfReferral(ports, { organisationId: club.value.organisationId });
      if (!started.ok) return started;
      return ok({ redirect: '/f', cookies: [sessionCookie(started.value.token, secure)] });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/prywatnosc',
    access: 'public',
    title: 'What happens with personal data',
    handler: async ({ messages }) => ok({ page: 'public/privacy', title: messages.shell.footerPrivacy, model: {} }),
  }),
  defineRoute({
    method: 'GET',
    path: '/dostepnosc',
    access: 'public',
    title: 'Accessibility statement',
    handler: async ({ messages }) =>
      ok({ page: 'public/accessibility', title: messages.shell.footerAccessibility, model: {} }),
  }),
  defineRoute({
    method: 'GET',
    path: '/favicon.svg',
    access: 'public',
    title: 'The mark of the product',
    handler: async () =>
      ok({
        file: { name: 'favicon.svg', type: 'image/svg+xml', bytes: MARK, inline: true },
        headers: { 'cache-control': 'public, max-age=604800' },
      }),
  }),
];

const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M33.9 13.2A15.5 15.5 0 1 0 35.5 20" fill="none" stroke="#0a5a66" stroke-width="5" stroke-linecap="round"/><circle cx="20" cy="20" r="5" fill="#c9561b"/></svg>';
