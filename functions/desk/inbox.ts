import { objectOfCase } from '../domain/access/index.ts';
import type { Case } from '../domain/cases/case.ts';
import { phaseName } from '../domain/cases/phases.ts';
import { ok } from '../domain/result.ts';
import type { Task } from '../domain/tasks/task.ts';
import type { Instant } from '../domain/time.ts';
import { dateInWords, distanceInWords } from '../domain/time-words.ts';
import { taskRuleOf } from '../domain/workflows/catalogue.ts';
import { defineRoute } from '../http/route.ts';
import { INBOX_LIMIT, readInbox } from '../use-cases/desk/read-inbox.ts';
import { addressOfTask } from './addresses.ts';
import { referralBy } from './referral.ts';

/** What to do, in words: who only signs is asked to sign, not to collect the signatures of others. */
export const titleOfTask = (task: Pick<Task, 'step' | 'signer'>): string =>
  task.signer === undefined ? taskRuleOf(task.step).title : 'Przeczytaj i podpisz dokument';

/** A task as lists show it: what, about whom, until when and why. */
export function taskLine(task: Task, record: Case | undefined, now: Instant) {
  const distance = distanceInWords(now, task.due.at);
  return {
    taskId: task.taskId,
    href: addressOfTask(task.taskId),
    title: titleOfTask(task),
    reference: record?.reference ?? '',
    name: record?.displayName,
    phase: record === undefined ? '' : phaseName(record.phase),
    due: dateInWords(task.due.at),
    dueReason: task.due.reason,
    distance: distance.text,
    overdue: distance.overdue,
    soon: !distance.overdue && distance.days <= 2,
    paused: task.status === 'paused',
    claimed: task.claimedBy !== undefined,
  };
}

const showInbox = defineRoute({
  method: 'GET',
  path: '/desk',
  access: 'inbox.read',
  title: 'Tasks that wait for me or my role',
  handler: async ({ ports, actor, now, mayAlso }) => {
    const inbox = await readInbox(ports, actor);
    const ids = [...new Set([...inbox.mine, ...inbox.ofRole].map((task) => task.caseId))];
    const cases = new Map(
      await Promise.all(ids.map(async (caseId) => [caseId, await ports.store.read('case', { caseId })] as const)),
    );
    const lines = (tasks: readonly Task[]) =>
      tasks.map((task) => {
        const record = cases.get(task.caseId);
        const line = taskLine(task, record, now);
        // A task tells what to do; whose case it is only to those who may read the case.
        return record !== undefined && mayAlso('case.read', objectOfCase(record)) ? line : { ...line, name: undefined };
      });
    const mine = lines(inbox.mine);
    const ofRole = lines(inbox.ofRole);
    const own = {
      organisationId: actor.organisationId,
      regionId: actor.regionId,
      ...(actor.networkId === undefined ? {} : { networkId: actor.networkId }),
    };
    return ok({
      page: 'desk/inbox',
      title: 'Zadania',
      layout: 'wide',
      model: {
        overdueCount: [...mine, ...ofRole].filter((line) => line.overdue).length,
        groups: [
          { id: 'mine', heading: 'Moje zadania', lines: mine, empty: 'Nie masz teraz żadnych zadań.' },
          {
            id: 'role',
            heading: 'Do wzięcia w Twojej roli',
            lines: ofRole,
            empty: 'Nikt nie czeka na osobę w Twojej roli.',
          },
        ],
        more: inbox.more ? INBOX_LIMIT : undefined,
        mayRefer: mayAlso('referral.create', referralBy(actor)),
        mayCampaign: mayAlso('campaign.read', own),
        mayBoard: mayAlso('board.read', own),
      },
      json: { mine, ofRole },
    });
  },
});

export const inboxRoutes = [showInbox];
