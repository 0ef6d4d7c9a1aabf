import type { Campaign } from '../../domain/campaigns/campaign.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { answerCampaign } from '../campaigns/answer-campaign.ts';
import { peekCode, peekLink } from '../links/exchange-link.ts';
import { spending } from '../links/revoke-link.ts';
import { looksLikeSecret } from '../links/secrets.ts';
import type { Ports } from '../ports.ts';

/**
 * Sends a survey's answers. With invitations, the invitation is spent first, in a write of its own that has nothing in common with the
 * answer: a crash between the two loses at most an answer that nobody was thanked for, and never ties the two together.
 */
export async function sendSurvey(
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'anonymous' | 'keyedHash'>,
  input: { readonly campaign: Campaign; readonly answers: unknown; readonly invitation: string },
): Promise<Result<void>> {
  const { campaign, answers } = input;
  const answer = { campaignId: campaign.campaignId, form: campaign.form, answers };
  if (campaign.promise === 'invited') {
    const valid = await answerCampaign({ ...ports, anonymous: nothingKept(ports) }, 'public', answer);
    if (!valid.ok) return valid;
    const spent = await spendInvitation(ports, campaign, input.invitation);
    if (!spent.ok) return spent;
  }
  const kept = await answerCampaign(ports, 'public', answer);
  return kept.ok ? ok(undefined) : kept;
}

/** Lets answers be checked before the invitation is spent, without keeping them. */
const nothingKept = (ports: Pick<Ports, 'anonymous'>): Ports['anonymous'] => ({
  ...ports.anonymous,
  add: async () => ok(undefined),
});

async function spendInvitation(
  ports: Pick<Ports, 'store' | 'now' | 'keyedHash'>,
  campaign: Campaign,
  invitation: string,
): Promise<Result<void>> {
  const link = looksLikeSecret(invitation) ? await peekLink(ports, invitation) : await peekCode(ports, invitation);
  if (!link.ok && link.failure.code === 'invalid-input') return fail('not-found', { reason: 'link-unknown' });
  if (!link.ok) return link;
  const { target } = link.value;
  if (target.kind !== 'campaign' || target.campaignId !== campaign.campaignId || link.value.kind !== 'one-time')
    return fail('not-found', { reason: 'link-unknown' });
  const spent = await ports.store.commit([...spending(link.value, ports.now())]);
  if (spent.ok) return ok(undefined);
  return spent.failure.code === 'conflict' ? fail('gone', { reason: 'link-spent' }) : spent;
}
