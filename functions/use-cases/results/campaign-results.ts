import { SMALLEST_GROUP } from '../../domain/aggregates/index.ts';
import type { Campaign } from '../../domain/campaigns/campaign.ts';
import { campaignResults, type QuestionResult } from '../../domain/campaigns/results.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';

/** Answers of one campaign are read up to this number; a campaign of a network has at most some hundreds. */
const MOST_ANSWERS = 20_000;

export interface CampaignResults {
  readonly total?: number;
  readonly questions: readonly QuestionResult[];
}

/** Results of a closed campaign, nothing of an open one: a count that grows by one tells who has just answered. */
export async function readCampaignResults(
  ports: Pick<Ports, 'anonymous' | 'forms'>,
  campaign: Campaign,
): Promise<Result<CampaignResults>> {
  if (campaign.status !== 'closed') return fail('wrong-state', { reason: 'campaign-still-open' });
  const version = await ports.forms.version(campaign.form);
  if (version === undefined) return fail('unavailable');
  const answers: Readonly<Record<string, unknown>>[] = [];
  let after: string | undefined;
  do {
    const page = await ports.anonymous.read(campaign.campaignId, after);
    answers.push(...page.items);
    after = page.next;
  } while (after !== undefined && answers.length < MOST_ANSWERS);
  return ok({
    ...(answers.length >= SMALLEST_GROUP ? { total: answers.length } : {}),
    questions: campaignResults(version.definition, answers),
  });
}
