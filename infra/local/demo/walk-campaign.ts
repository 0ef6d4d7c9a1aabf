import { answerCampaign } from '../../../functions/use-cases/campaigns/answer-campaign.ts';
import { approveCampaign, closeCampaign } from '../../../functions/use-cases/campaigns/approve-campaign.ts';
import { createCampaign } from '../../../functions/use-cases/campaigns/create-campaign.ts';
import { surveyAnswer } from './answers.ts';
import { type CaseDriver, must } from './case-driver.ts';

export interface CampaignStory {
  readonly club: string;
  readonly title: string;
  readonly daysAgo: number;
  readonly answers: number;
  readonly closed: boolean;
}

export const CAMPAIGNS: readonly CampaignStory[] = [
  { club: 'kis-przystan', title: 'Partnerstwo w gminie Lipniki', daysAgo: 4, answers: 17, closed: false },
  { club: 'kis-zrodlo', title: 'Partnerstwo w gminie Brzozówka', daysAgo: 24, answers: 31, closed: true },
];

/** Prepares, approves, opens and answers one survey; a closed one has its results. */
export async function walkCampaign(driver: CaseDriver, story: CampaignStory, onceKey: string): Promise<void> {
  const { ports } = driver;
  const researcher = await driver.actor(story.club, 'researchTeam');
  const form = await ports.forms.current('institution-survey', researcher.regionId);
  if (!form || (await ports.store.read('once', { onceKey })) !== undefined) return;
  const reference = { slug: form.slug, scope: form.scope, number: form.number };
  const created = await createCampaign(ports, researcher, {
    title: story.title,
    form: reference,
    promise: 'open',
    invited: 40,
    onceKey,
  });
  const { campaignId, caseId } = must('campaign', created);
  driver.follow(caseId);
  await driver.open('survey-campaign/approve');
  driver.pass(6);
  const approver = await driver.actor(story.club, story.club === 'kis-przystan' ? 'workingGroup' : 'lsrCoordinator');
  must('approval', await approveCampaign(ports, approver, { campaignId, outcome: 'approve' }));
  await driver.open('survey-campaign/run');
  driver.pass(24);
  for (let number = 1; number <= story.answers; number += 1) {
    must(
      'answer',
      await answerCampaign(ports, 'public', { campaignId, form: reference, answers: surveyAnswer(number) }),
    );
  }
  if (!story.closed) return;
  driver.pass(100);
  must('close', await closeCampaign(ports, await driver.actor(story.club, 'researchTeam'), { campaignId }));
  await driver.open('survey-campaign/aggregate');
}
