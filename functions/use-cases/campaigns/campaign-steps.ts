import type { Campaign, CampaignStatus } from '../../domain/campaigns/campaign.ts';
import { periodEnd } from '../../domain/deadlines/index.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { byOf } from '../acting.ts';
import type { CaseChanges } from '../cases/case-changes.ts';
import type { StepCommand, StepPorts } from '../cases/step-command.ts';
import { calendarOf, timerValue } from '../tasks/timing.ts';

/** Writes a campaign with its event and message. */
export function putCampaign(
  changes: CaseChanges,
  campaign: Campaign,
  change: Partial<Campaign>,
  event: string,
): Campaign {
  const record: Campaign = { ...campaign, ...change, version: campaign.version + 1 };
  const { campaignId, organisationId } = record;
  changes.put({ put: 'campaign', record });
  changes.event(event, byOf('system'), { campaign: campaignId, status: record.status });
  changes.tell({ type: 'campaign-changed', campaignId, organisationId });
  return record;
}

async function campaignOf(ports: StepPorts, changes: CaseChanges): Promise<Result<Campaign>> {
  const { campaignId } = changes.current();
  const campaign = campaignId === undefined ? undefined : await ports.store.read('campaign', { campaignId });
  return campaign === undefined ? fail('not-found', { reason: 'no-campaign' }) : ok(campaign);
}

const step =
  (status: CampaignStatus, event: string, phase: string, also?: (changes: CaseChanges) => void): StepCommand =>
  async (ports, changes) => {
    const campaign = await campaignOf(ports, changes);
    if (!campaign.ok) return campaign;
    if (campaign.value.status === status) return ok({});
    putCampaign(changes, campaign.value, { status }, event);
    changes.set({ phase });
    also?.(changes);
    return ok({});
  };

/** P23.3: anyone with the address may answer from now until the end of the last day. */
const openCampaign: StepCommand = async (ports, changes) => {
  const campaign = await campaignOf(ports, changes);
  if (!campaign.ok) return campaign;
  if (campaign.value.status === 'open') return ok({});
  const found = changes.current();
  const club = await ports.store.read('organisation', { organisationId: found.organisationId });
  const closesAt = periodEnd(changes.at, timerValue('surveyOpen', club), calendarOf(club)).at;
  putCampaign(changes, campaign.value, { status: 'open', opensAt: changes.at, closesAt }, 'campaign-opened');
  changes.set({ phase: 'open', moments: { ...found.moments, 'survey-campaign/open': changes.at } });
  return ok({});
};

/** P23.5: nobody can answer any more; the answers lose the order in which they came, before anyone may read them. */
const closeCampaign: StepCommand = async (ports, changes) => {
  const campaign = await campaignOf(ports, changes);
  if (!campaign.ok) return campaign;
  if (campaign.value.status === 'closed') return ok({});
  const shuffled = await ports.anonymous.shuffle(campaign.value.campaignId);
  if (!shuffled.ok) return shuffled;
  putCampaign(
    changes,
    campaign.value,
    { status: 'closed', closesAt: earlier(campaign.value, changes) },
    'campaign-closed',
  );
  changes.set({ phase: 'closed' });
  return ok({});
};

const earlier = ({ closesAt }: Campaign, { at }: CaseChanges) =>
  closesAt !== undefined && closesAt < at ? closesAt : at;

const closeCase = (changes: CaseChanges): void => changes.set({ closedAt: changes.at });

export const campaignSteps: Readonly<Record<string, StepCommand>> = {
  'resubmit-campaign': step('awaiting-approval', 'campaign-resubmitted', 'awaiting-approval'),
  'open-campaign': openCampaign,
  'close-campaign': closeCampaign,
  'refuse-campaign': step('refused', 'campaign-refused', 'refused', closeCase),
  'end-campaign': async (_ports, changes) => {
    changes.set({ phase: 'ended', closedAt: changes.at });
    return ok({});
  },
};
