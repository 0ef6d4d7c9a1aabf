import type { Actor } from '../../domain/directory/directory.ts';
import type { TaskId } from '../../domain/ids.ts';
import { linkTarget } from '../../domain/links/link-target.ts';
import { fail, type Result } from '../../domain/result.ts';
import { isFor } from '../../domain/tasks/standing.ts';
import type { Instant } from '../../domain/time.ts';
import { byOf } from '../acting.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import { issueLink } from '../links/issue-link.ts';
import { revocation } from '../links/revoke-link.ts';
import type { Ports } from '../ports.ts';
import { linkSpan, targetOf } from './invite-participant.ts';
import { leadsTo } from './permission.ts';

/** A new way to a participant's task, to be printed or read aloud by the one who helps them; every older link of the task ends. */
export const issueTaskLink = (
  ports: Pick<Ports, 'store' | 'now' | 'randomBytes' | 'keyedHash' | 'baseUrl'>,
  actor: Actor,
  { taskId }: { readonly taskId: TaskId },
): Promise<Result<{ readonly url: string; readonly code: string; readonly expiresAt: Instant }>> =>
  decideAgain(async () => {
    const task = await ports.store.read('task', { taskId });
    if (task === undefined || !isFor(task, actor)) return fail('not-found');
    if (task.assignee.kind !== 'participant') return fail('wrong-state', { reason: 'task-of-staff' });
    if (task.status !== 'open') return fail('wrong-state', { reason: `task-${task.status}` });
    const found = await ports.store.read('case', { caseId: task.caseId });
    if (found === undefined) return fail('not-found');
    const now = ports.now();
    const target = targetOf(task);
    const { items } = await ports.store.list('links-of-target', { target: linkTarget(target) }, { limit: 100 });
    const older = items.filter(
      (link) => leadsTo(link, task) && link.revokedAt === undefined && link.spentAt === undefined,
    );
    const { record, url, code } = issueLink(ports, {
      kind: target.kind === 'sign-off' ? 'co-sign' : 'personal',
      target,
      validFor: linkSpan(now, task.due.at),
      createdBy: actor.personId,
    });
    const changes = changeCase(found, now);
    changes.put({ put: 'link', record }, ...older.map((link) => revocation(link, now)));
    changes.event('link-issued', byOf(actor), { task: taskId, ended: older.length });
    return commitAll(ports.store, changes.all(), { url, code, expiresAt: record.expiresAt });
  });
