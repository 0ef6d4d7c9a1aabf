import type { CampaignId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Acting } from '../acting.ts';
import { type CompleteTaskPorts, completeTask } from '../tasks/complete-task.ts';

/** The open task of a campaign's step, or nothing when it does not stand there. */
async function completeStep(
  ports: CompleteTaskPorts,
  actor: Acting,
  campaignId: CampaignId,
  step: string,
  input: { readonly outcome: string; readonly reason?: string },
): Promise<Result<{ readonly campaignId: CampaignId }>> {
  const campaign = await ports.store.read('campaign', { campaignId });
  const found = campaign === undefined ? undefined : await ports.store.read('case', { caseId: campaign.caseId });
  if (campaign === undefined || found === undefined) return fail('not-found');
  const taskId = found.open?.[step];
  if (taskId === undefined) return fail('wrong-state', { reason: `campaign-${campaign.status}` });
  const done = await completeTask(ports, actor, { taskId, ...input });
  return done.ok ? ok({ campaignId }) : done;
}

/** P23.2: the working group lets a survey go out, sends it back, or refuses it; not by whoever prepared it. */
export async function approveCampaign(
  ports: CompleteTaskPorts,
  actor: Acting,
  input: {
    readonly campaignId: CampaignId;
    readonly outcome: 'approve' | 'return' | 'refuse';
    readonly reason?: string;
    readonly version?: number;
  },
): Promise<Result<{ readonly campaignId: CampaignId }>> {
  const campaign = await ports.store.read('campaign', { campaignId: input.campaignId });
  if (campaign === undefined) return fail('not-found');
  if (input.version !== undefined && input.version !== campaign.version)
    return fail('conflict', { reason: 'changed-meanwhile' });
  return completeStep(ports, actor, input.campaignId, 'survey-campaign/approve', {
    outcome: input.outcome,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  });
}

/** P23.5: ends a running survey before its time; at its time it closes by itself. */
export const closeCampaign = (
  ports: CompleteTaskPorts,
  actor: Acting,
  input: { readonly campaignId: CampaignId },
): Promise<Result<{ readonly campaignId: CampaignId }>> =>
  completeStep(ports, actor, input.campaignId, 'survey-campaign/run', { outcome: 'closed' });
