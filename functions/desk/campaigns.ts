import * as z from 'zod';
import { objectOfCampaign } from '../domain/access/index.ts';
import { SMALLEST_GROUP } from '../domain/aggregates/index.ts';
import type { Campaign, CampaignStatus } from '../domain/campaigns/campaign.ts';
import type { Actor } from '../domain/directory/directory.ts';
import type { CampaignId } from '../domain/ids.ts';
import { type Failure, fail, ok, type Result } from '../domain/result.ts';
import { momentInWords } from '../domain/time-words.ts';
import { defineRoute, type PageReply } from '../http/route.ts';
import { createCampaign } from '../use-cases/campaigns/create-campaign.ts';
import { extendCampaign } from '../use-cases/campaigns/extend-campaign.ts';
import type { Ports } from '../use-cases/ports.ts';
import { readCampaignResults } from '../use-cases/results/campaign-results.ts';
import { addressOfCampaign, addressOfTask } from './addresses.ts';

/** Form that campaigns of this release ask. */
const SURVEY = 'institution-survey';

const STATUS_WORDS: Readonly<Record<CampaignStatus, string>> = {
  draft: 'szkic',
  'awaiting-approval': 'czeka na zgodę grupy roboczej',
  open: 'otwarta',
  closed: 'zamknięta',
  refused: 'bez zgody',
};

const params = z.object({ campaignId: z.string().max(40) });
const find = (ports: Pick<Ports, 'store'>, asked: { readonly campaignId: string }) =>
  ports.store.read('campaign', { campaignId: asked.campaignId as CampaignId });
const objectAsked = async ({
  ports,
  params: asked,
}: {
  readonly ports: Ports;
  readonly params: { readonly campaignId: string };
}) => {
  const campaign = await find(ports, asked);
  return campaign === undefined ? undefined : objectOfCampaign(campaign);
};

const list = defineRoute({
  method: 'GET',
  path: '/desk/ankiety',
  access: 'campaign.read',
  title: 'Survey campaigns of my institution',
  handler: async ({ ports, actor, mayAlso }) => {
    const { items } = await ports.store.list(
      'campaigns-of-organisation',
      { organisationId: actor.organisationId },
      { limit: 100, reverse: true },
    );
    const campaigns = items.map((campaign) => ({
      href: addressOfCampaign(campaign.campaignId),
      title: campaign.title,
      status: STATUS_WORDS[campaign.status],
      closes: campaign.closesAt === undefined ? undefined : momentInWords(campaign.closesAt),
    }));
    return ok({
      page: 'desk/campaigns',
      title: 'Ankiety',
      model: { campaigns, mayCreate: mayAlso('campaign.create', ownNetwork(actor)) },
      json: items,
    });
  },
});

const ownNetwork = (actor: Actor) => ({
  organisationId: actor.organisationId,
  regionId: actor.regionId,
  ...(actor.networkId === undefined ? {} : { networkId: actor.networkId }),
});

const newPage = (
  entered: { readonly title?: string; readonly invited?: string },
  failure?: Failure,
): Result<PageReply> =>
  ok({
    page: 'desk/new-campaign',
    title: 'Nowa ankieta',
    ...(failure === undefined ? {} : { failure }),
    model: {
      entered,
      titleError: failure?.errors?.some((error) => error.pointer === '/title'),
      invitedError: failure?.errors?.some((error) => error.pointer === '/invited'),
      failed: failure !== undefined,
    },
  });

const showNew = defineRoute({
  method: 'GET',
  path: '/desk/ankiety/nowa',
  access: 'campaign.create',
  title: 'A new survey campaign',
  handler: async () => newPage({}),
});

const create = defineRoute({
  method: 'POST',
  path: '/desk/ankiety/nowa',
  access: 'campaign.create',
  title: 'Ask for a survey campaign; the working group approves it',
  body: z.object({
    title: z.string().trim().max(200).default(''),
    invited: z.string().trim().max(10).default(''),
    once: z.string().max(40).optional(),
  }),
  handler: async ({ ports, actor, body }) => {
    const invited = body.invited === '' ? undefined : Number(body.invited);
    const errors = [
      ...(body.title === '' ? [{ pointer: '/title', code: 'required' }] : []),
      ...(invited !== undefined && !(Number.isInteger(invited) && invited > 0 && invited < 10_000)
        ? [{ pointer: '/invited', code: 'not-a-number' }]
        : []),
    ];
    if (errors.length > 0) return newPage(body, { code: 'invalid-input', errors });
    const form = await ports.forms.current(SURVEY, actor.regionId);
    if (form === undefined) return fail('unavailable');
    const created = await createCampaign(ports, actor, {
      title: body.title,
      form: { slug: form.slug, scope: form.scope, number: form.number },
      promise: 'open',
      ...(invited === undefined ? {} : { invited }),
    });
    return created.ok ? ok({ redirect: addressOfCampaign(created.value.campaignId), json: created.value }) : created;
  },
});

const show = defineRoute({
  method: 'GET',
  path: '/desk/ankiety/:campaignId',
  access: 'campaign.read',
  title: 'One campaign: its state, its link, its results when closed',
  params,
  object: objectAsked,
  handler: async ({ ports, params: asked, mayAlso, actor }) => {
    const campaign = await find(ports, asked);
    if (campaign === undefined) return fail('not-found');
    const object = objectOfCampaign(campaign);
    const results =
      campaign.status === 'closed' && mayAlso('campaign.results', object)
        ? await readCampaignResults(ports, campaign)
        : undefined;
    const tasks = (await ports.store.list('tasks-of-case', { caseId: campaign.caseId }, { limit: 20 })).items;
    const approval = tasks.find(
      (task) => task.status === 'open' && task.assignee.kind === 'role' && task.assignee.role === actor.role,
    );
    const link = `${ports.baseUrl}/a/${campaign.campaignId}`;
    return ok({
      page: 'desk/campaign',
      title: campaign.title,
      layout: 'wide',
      model: {
        title: campaign.title,
        status: STATUS_WORDS[campaign.status],
        open: campaign.status === 'open',
        opens: campaign.opensAt === undefined ? undefined : momentInWords(campaign.opensAt),
        closes: campaign.closesAt === undefined ? undefined : momentInWords(campaign.closesAt),
        extended: campaign.extended,
        link,
        printHref: `${link}/druk`,
        mayExtend: campaign.status === 'open' && !campaign.extended && mayAlso('campaign.extend', object),
        extendAction: `${addressOfCampaign(campaign.campaignId)}/przedluz`,
        approvalHref: approval === undefined ? undefined : addressOfTask(approval.taskId),
        smallest: SMALLEST_GROUP,
        response: responseRate(campaign, results?.ok === true ? results.value.total : undefined),
        ...(results?.ok === true ? { results: resultsView(campaign, results.value) } : {}),
      },
      json: { campaign, ...(results?.ok === true ? { results: results.value } : {}) },
    });
  },
});

const responseRate = (campaign: Campaign, total: number | undefined): string | undefined =>
  campaign.invited === undefined || total === undefined
    ? undefined
    : `${total} z ${campaign.invited} zaproszonych (${Math.round((100 * total) / campaign.invited)}%)`;

function resultsView(
  campaign: Campaign,
  {
    total,
    questions,
  }: {
    readonly total?: number;
    readonly questions: Extract<Awaited<ReturnType<typeof readCampaignResults>>, { ok: true }>['value']['questions'];
  },
) {
  return {
    total,
    questions: questions.map((question, index) => ({
      ...question,
      id: `pytanie-${index + 1}`,
      choices: question.kind === 'choices',
      lines: question.lines.map((line) => ({
        ...line,
        countText: line.count === undefined ? `mniej niż ${SMALLEST_GROUP} lub ukryte` : String(line.count),
      })),
      chartHref: `${addressOfCampaign(campaign.campaignId)}/wykres/${encodeURIComponent(question.key)}`,
    })),
  };
}

const chart = defineRoute({
  method: 'GET',
  path: '/desk/ankiety/:campaignId/wykres/:key',
  access: 'campaign.results',
  title: 'Answers to one question as a picture; the same numbers stand in the table',
  params: params.extend({ key: z.string().max(100) }),
  object: objectAsked,
  csp: { 'style-src': "'unsafe-inline'", 'script-src': "'none'", 'default-src': "'none'" },
  handler: async ({ ports, params: asked }) => {
    const campaign = await find(ports, asked);
    if (campaign === undefined) return fail('not-found');
    const results = await readCampaignResults(ports, campaign);
    if (!results.ok) return results;
    const question = results.value.questions.find((one) => one.key === asked.key && one.kind === 'choices');
    if (question === undefined) return fail('not-found');
    const bytes = await ports.charts.bars({
      title: question.label,
      bars: question.lines.map(({ label, count }) => (count === undefined ? { label } : { label, value: count })),
      suppressedText: `mniej niż ${SMALLEST_GROUP} lub ukryte`,
    });
    return ok({ file: { name: 'wykres.svg', type: 'image/svg+xml', bytes, inline: true } });
  },
});

const extend = defineRoute({
  method: 'POST',
  path: '/desk/ankiety/:campaignId/przedluz',
  access: 'campaign.extend',
  title: 'Extend a campaign once by a week',
  params,
  object: objectAsked,
  handler: async ({ ports, actor, params: asked }) => {
    const done = await extendCampaign(ports, actor, { campaignId: asked.campaignId as CampaignId });
    return done.ok ? ok({ redirect: addressOfCampaign(asked.campaignId), json: done.value }) : done;
  },
});

export const campaignRoutes = [list, showNew, create, show, chart, extend];
