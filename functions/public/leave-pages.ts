import * as z from 'zod/mini';
import { ok } from '../domain/result.ts';
import { fill } from '../http/messages.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { issueReturnTicket } from '../use-cases/drafts/leave-and-return.ts';
import { discardDraft, saveDraft } from '../use-cases/drafts/save-draft.ts';
import { endLinkSession } from '../use-cases/links/current-link.ts';
import { clearedCookie } from './check-page.ts';
import { fillingOf, pageAddress } from './filling.ts';
import { dayInWords } from './words.ts';

/** Going away: coming back later with address and code, or ending and leaving nothing behind. */
export const leavePageRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/f/pozniej',
    access: 'link',
    title: 'How to come back to the form later',
    handler: async (exchange) => {
      const filling = await fillingOf(exchange);
      if (!filling.ok) return filling;
      const { messages, language } = exchange;
      return ok({
        page: 'public/later',
        title: messages.later.title,
        model: {
          title: messages.later.title,
          keeps: fill(messages.start.keeps, { day: dayInWords(filling.value.draft.expiresAt, language) }),
          backHref: pageAddress(filling.value.draft.page),
        },
      });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/f/pozniej',
    access: 'link',
    title: 'Issue the address and the code for coming back',
    handler: async (exchange) => {
      const filling = await fillingOf(exchange);
      if (!filling.ok) return filling;
      const { draft } = filling.value;
      const stored =
        draft.version > 0
          ? ok(draft)
          : await saveDraft(exchange.ports, { draft, answers: draft.answers, page: 0, seenVersion: 0 });
      if (!stored.ok) return stored;
      const ticket = await issueReturnTicket(exchange.ports, stored.value, exchange.link.link.target, 'participant');
      if (!ticket.ok) return ticket;
      const { messages, language } = exchange;
      return ok({
        page: 'public/return-ticket',
        title: messages.later.ticketTitle,
        json: ticket.value,
        model: {
          title: messages.later.ticketTitle,
          url: ticket.value.url,
          code: ticket.value.code,
          until: fill(messages.later.until, { day: dayInWords(ticket.value.expiresAt, language) }),
          qr: await exchange.ports.qrCodes.svg(ticket.value.url),
          backHref: pageAddress(stored.value.page),
        },
      });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/f/zakoncz',
    access: 'link',
    afterSpending: true,
    title: 'End the session; with forget=yes throw the draft away too',
    body: z.object({ forget: z.optional(z.string()) }),
    handler: async (exchange) => {
      if (exchange.body.forget === 'yes' && exchange.link.link.spentAt === undefined) {
        const filling = await fillingOf(exchange);
        if (filling.ok && filling.value.draft.version > 0) {
          await discardDraft(exchange.ports, filling.value.draft.draftId);
        }
      }
      await endLinkSession(exchange.ports, exchange.link.sessionHash);
      return ok({ redirect: '/zakonczono', cookies: [clearedCookie(exchange.secure)] });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/zakonczono',
    access: 'public',
    title: 'Nothing is left in this browser',
    handler: async ({ messages }) =>
      ok({ page: 'public/ended', title: messages.ended.title, model: { title: messages.ended.title } }),
  }),
];
