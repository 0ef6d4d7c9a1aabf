import { ok } from '../domain/result.ts';
import { fill } from '../http/messages.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { openLink } from '../use-cases/public/open-filling.ts';
import { pageAddress, pagesOf } from './filling.ts';
import { dayInWords } from './words.ts';

/** Where a link leads after its exchange: what is asked, by when, and how long it takes. */
export const startPageRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/f',
    access: 'link',
    title: 'What this link asks for',
    handler: async (exchange) => {
      const opened = await openLink(exchange.ports, exchange.link.link, exchange.language);
      if (!opened.ok) return opened;
      if (opened.value.kind === 'signing') return ok({ redirect: '/f/podpis' });
      if (opened.value.kind === 'doing') return ok({ redirect: '/f/zadanie' });
      const { filling } = opened.value;
      const { messages, language } = exchange;
      const walked = pagesOf(filling);
      const begun = filling.draft.version > 1 || (filling.draft.version > 0 && filling.task !== undefined);
      const at = begun && walked.includes(filling.draft.page) ? filling.draft.page : (walked[0] ?? 0);
      return ok({
        page: 'public/start',
        title: filling.form.title,
        json: { form: filling.form.reference, pages: walked.length, draftVersion: filling.draft.version },
        model: {
          formTitle: filling.form.title,
          purpose: language === 'pl' ? filling.form.definition.properties?.purpose : undefined,
          organisation: filling.organisation?.name,
          help: language === 'pl' ? filling.task?.rule.help : undefined,
          due:
            filling.task === undefined
              ? undefined
              : fill(messages.start.due, { day: dayInWords(filling.task.task.due.at, language) }),
          dueReason: language === 'pl' ? filling.task?.task.due.reason : undefined,
          returned: filling.task?.document?.returnReason,
          keeps: fill(messages.start.keeps, { day: dayInWords(filling.draft.expiresAt, language) }),
          pagesText: fill(messages.start.pages, { count: walked.length }),
          startHref: pageAddress(at),
          startText: begun ? messages.start.goOn : messages.start.begin,
        },
      });
    },
  }),
];
