import { periodEnd } from '../../domain/deadlines/index.ts';
import type { Actor } from '../../domain/directory/directory.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { fail, type Result } from '../../domain/result.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Task } from '../../domain/tasks/task.ts';
import type { Instant } from '../../domain/time.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import type { Ports } from '../ports.ts';
import { wakeUpRows } from '../tasks/new-task.ts';
import { calendarOf, timerValue } from '../tasks/timing.ts';
import { putCampaign } from './campaign-steps.ts';

/** Share of invited institutions below which a survey may be extended (P23.5). */
export const ENOUGH_ANSWERS = 0.3;

/** Gives a running survey one more week, once, while too few have answered (`blocked-by-rule` otherwise). */
export const extendCampaign = (
  ports: Pick<Ports, 'store' | 'now' | 'anonymous'>,
  actor: Actor,
  input: { readonly campaignId: CampaignId; readonly version?: number },
): Promise<Result<{ readonly closesAt: Instant }>> =>
  decideAgain(async () => {
    const campaign = await ports.store.read('campaign', { campaignId: input.campaignId });
    if (campaign === undefined) return fail('not-found');
    if (input.version !== undefined && input.version !== campaign.version)
      return fail('conflict', { reason: 'changed-meanwhile' });
    const found = await ports.store.read('case', { caseId: campaign.caseId });
    const taskId = found?.open?.['survey-campaign/run'];
    const task = taskId === undefined ? undefined : await ports.store.read('task', { taskId });
    if (campaign.status !== 'open' || campaign.closesAt === undefined || found === undefined || task?.status !== 'open')
      return fail('wrong-state', { reason: `campaign-${campaign.status}` });
    if (!isFor(task, actor)) return fail('forbidden', { reason: 'task-of-someone-else' });
    if (campaign.extended) return fail('already-done', { reason: 'campaign-extended' });
    const answers = await ports.anonymous.count(campaign.campaignId);
    if (campaign.invited !== undefined && answers / campaign.invited >= ENOUGH_ANSWERS)
      return fail('blocked-by-rule', { errors: [{ pointer: '', code: 'enough-answers' }] });

    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    const due = periodEnd(campaign.closesAt, timerValue('surveyExtension', club), calendarOf(club));
    const changes = changeCase(found, ports.now());
    const moved: Task = { ...task, due, version: task.version + 1 };
    changes.put({ put: 'task', record: moved }, ...wakeUpRows(moved, club, changes.at));
    changes.tell({ type: 'task-changed', caseId: found.caseId, taskId: task.taskId });
    putCampaign(changes, campaign, { extended: true, closesAt: due.at }, 'campaign-extended');
    return commitAll(ports.store, changes.all(), { closesAt: due.at });
  });
