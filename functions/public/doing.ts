import * as z from 'zod/mini';
import { fail, ok, type Result } from '../domain/result.ts';
import { defineRoute, type Exchange, type Route } from '../http/route.ts';
import { type Opened, openLink } from '../use-cases/public/open-filling.ts';
import { completeTask } from '../use-cases/tasks/complete-task.ts';

type LinkExchange = Exchange<'link'>;

/** A plain task behind a link: read what it is about, choose an outcome. */
export const doingRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/f/zadanie',
    access: 'link',
    title: 'A task without a form: what to confirm',
    handler: async (exchange) => {
      const doing = await doingOf(exchange);
      return doing.ok ? ok(page(doing.value, exchange)) : doing;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/f/zadanie',
    access: 'link',
    title: 'Choose the outcome of a task without a form',
    body: z.object({ outcome: z.optional(z.string()), reason: z.optional(z.string().check(z.maxLength(4000))) }),
    handler: async (exchange) => {
      const doing = await doingOf(exchange);
      if (!doing.ok) return doing;
      const { outcome = '', reason } = exchange.body;
      const done = await completeTask(exchange.ports, doing.value.actor, {
        taskId: doing.value.task.task.taskId,
        outcome,
        ...(reason === undefined || reason === '' ? {} : { reason }),
      });
      if (done.ok || done.failure.code === 'already-done')
        return ok({ redirect: '/f/gotowe', ...(done.ok ? { json: done.value } : {}) });
      return done.failure.code === 'invalid-input'
        ? ok({ ...page(doing.value, exchange), failure: done.failure })
        : done;
    },
  }),
];

type Doing = Extract<Opened, { kind: 'doing' }>;

async function doingOf(exchange: LinkExchange): Promise<Result<Doing>> {
  const opened = await openLink(exchange.ports, exchange.link.link, exchange.language);
  if (!opened.ok) return opened;
  return opened.value.kind === 'doing' ? ok(opened.value) : fail('wrong-state');
}

const page = ({ task: { rule, case: found } }: Doing, { messages }: LinkExchange) => ({
  page: 'public/doing',
  title: rule.title,
  json: { step: rule.title, outcomes: Object.keys(rule.outcomes) },
  model: {
    title: rule.title,
    help: rule.help,
    reference: found.reference,
    legend: messages.sign.decision,
    options: Object.entries(rule.outcomes).map(([value, outcome], at) => ({
      value,
      label: outcome.label,
      name: 'outcome',
      id: at === 0 ? 'outcome' : `outcome-${at + 1}`,
    })),
  },
});
