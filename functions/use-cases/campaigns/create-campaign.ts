import type { Campaign } from '../../domain/campaigns/campaign.ts';
import type { Case } from '../../domain/cases/case.ts';
import { EMPTY_HEAD } from '../../domain/cases/events.ts';
import type { Actor, Organisation } from '../../domain/directory/directory.ts';
import type { FormReference } from '../../domain/documents/document.ts';
import type { CampaignId, CaseId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { localDateOf } from '../../domain/time.ts';
import { byOf } from '../acting.ts';
import { changeCase, commitAll, decideAgain, outboxRow } from '../cases/case-changes.ts';
import { nextReference } from '../cases/file-referral.ts';
import type { Ports } from '../ports.ts';

export interface CreateCampaignInput {
  readonly title: string;
  readonly form: FormReference;
  readonly promise: Campaign['promise'];
  /** How many institutions are asked, for the response rate. */
  readonly invited?: number;
  readonly onceKey?: string;
}

export interface CreatedCampaign {
  readonly campaignId: CampaignId;
  readonly caseId: CaseId;
}

/** The club that leads the network of an institution; the institution itself when there is none. */
async function leadingClub(ports: Pick<Ports, 'store'>, actor: Actor): Promise<Organisation | undefined> {
  const own = await ports.store.read('organisation', { organisationId: actor.organisationId });
  if (own?.kind === 'kis' || own?.networkId === undefined) return own;
  const { items } = await ports.store.list('organisations-of-network', { networkId: own.networkId }, { limit: 1_000 });
  return items.find(({ kind }) => kind === 'kis') ?? own;
}

/** P23.1: the research team prepares a survey; it waits for the working group's approval before anyone can answer. */
export const createCampaign = (
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'newId'>,
  actor: Actor,
  input: CreateCampaignInput,
): Promise<Result<CreatedCampaign>> =>
  decideAgain(async () => {
    const known = input.onceKey === undefined ? undefined : await ports.store.read('once', { onceKey: input.onceKey });
    if (known !== undefined) return ok(JSON.parse(known.result) as CreatedCampaign);
    if (input.title.trim() === '') return fail('invalid-input', { errors: [{ pointer: '/title', code: 'required' }] });
    if ((await ports.forms.version(input.form)) === undefined) return fail('not-found', { reason: 'no-such-form' });
    const club = await leadingClub(ports, actor);
    if (club === undefined) return fail('not-found');
    const at = ports.now();
    const { reference, change } = await nextReference(ports, club, localDateOf(at).slice(0, 4));
    const caseId = ports.newId() as CaseId;
    const campaignId = ports.newId() as CampaignId;
    const network = club.networkId === undefined ? {} : { networkId: club.networkId };
    const opened: Case = {
      caseId,
      kind: 'campaign',
      reference,
      phase: 'awaiting-approval',
      organisationId: club.organisationId,
      ...network,
      regionId: club.regionId,
      referrerOrganisationId: actor.organisationId,
      referrerPersonId: actor.personId,
      referrerRole: actor.role,
      campaignId,
      processes: { 'survey-campaign': { execution: '', version: '', cycle: 1 } },
      documents: {},
      openedAt: at,
      head: EMPTY_HEAD,
      version: 0,
    };
    const campaign: Campaign = {
      campaignId,
      caseId,
      form: input.form,
      title: input.title.trim(),
      promise: input.promise,
      organisationId: actor.organisationId,
      ...network,
      regionId: club.regionId,
      status: 'awaiting-approval',
      extended: false,
      ...(input.invited === undefined ? {} : { invited: input.invited }),
      version: 1,
    };
    const changes = changeCase(opened, at);
    changes.event('campaign-created', byOf(actor), { campaign: campaignId, reference });
    const created: CreatedCampaign = { campaignId, caseId };
    changes.put({ put: 'campaign', record: campaign }, change);
    if (input.onceKey !== undefined)
      changes.put({ put: 'once', record: { onceKey: input.onceKey, result: JSON.stringify(created), at, version: 1 } });
    changes.tell({ type: 'process-due', caseId, process: 'survey-campaign', cycle: 1 });
    changes.tell({ type: 'case-changed', caseId });
    changes.put({
      put: 'outbox',
      record: outboxRow(
        `${campaignId}.1`,
        { type: 'campaign-changed', campaignId, organisationId: campaign.organisationId },
        at,
      ),
    });
    const done = await commitAll(ports.store, changes.all(), created);
    return done.ok || done.failure.code !== 'already-done' ? done : fail('conflict');
  });
