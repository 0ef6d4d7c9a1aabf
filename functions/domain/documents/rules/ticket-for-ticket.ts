import { numberOf, textOf } from './answers.ts';
import type { Rule } from './rule.ts';

/** The next ticket is given only for the previous one: at most one is not yet settled (A16). */
export const ticketForTicket: Rule = {
  name: 'ticket-for-ticket',
  when: 'submit',
  check: (answers) => {
    if (textOf(answers, 'support') !== 'ticketForTicket') return [];
    const given = numberOf(answers, 'ticketsGiven') ?? 0;
    const returned = numberOf(answers, 'ticketsReturned') ?? 0;
    if (returned > given) return [{ pointer: '/ticketsReturned', code: 'ticket-for-ticket' }];
    return given - returned > 1 ? [{ pointer: '/ticketsGiven', code: 'ticket-for-ticket' }] : [];
  },
};
