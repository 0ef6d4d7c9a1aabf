import { isEnd } from '../domain/cases/phases.ts';
import { ok, type Result } from '../domain/result.ts';
import { taskRuleOf } from '../domain/workflows/catalogue.ts';
import { byOf } from '../use-cases/acting.ts';
import { changeCase, commitAll, decideAgain } from '../use-cases/cases/case-changes.ts';
import type { Ports } from '../use-cases/ports.ts';
import { addTask } from '../use-cases/tasks/new-task.ts';
import { taskIdFor } from '../use-cases/tasks/task-id.ts';
import { dueOf } from '../use-cases/tasks/timing.ts';

/** A mail came back: somebody of the club must reach the person by another way; one such task at a time. */
export const reachOtherwise = (
  ports: Pick<Ports, 'store' | 'now' | 'newId' | 'randomBytes' | 'keyedHash' | 'baseUrl'>,
  mailId: string,
): Promise<Result<void>> =>
  decideAgain(async () => {
    const step = 'contact/reach-person';
    const mail = await ports.store.read('mail', { mailId });
    if (mail?.status !== 'bounced' || mail.caseId === undefined) return ok(undefined);
    const found = await ports.store.read('case', { caseId: mail.caseId });
    if (found === undefined || isEnd(found.phase) || found.open?.[step] !== undefined) return ok(undefined);
    const club = await ports.store.read('organisation', { organisationId: found.organisationId });
    const changes = changeCase(found, ports.now());
    changes.event('mail-bounced', byOf('system'), { mail: mailId });
    addTask(ports, changes, club, {
      taskId: taskIdFor(mailId, step),
      step,
      assigned: {
        assignee:
          found.caseManagerId === undefined
            ? { kind: 'role', role: 'caseManager', organisationId: found.organisationId }
            : {
                kind: 'person',
                personId: found.caseManagerId,
                role: 'caseManager',
                organisationId: found.organisationId,
              },
      },
      due: dueOf({ rule: taskRuleOf(step), step, returned: false }, found, club, changes.at),
    });
    const done = await commitAll(ports.store, changes.all(), undefined);
    return done.ok || done.failure.code !== 'already-done' ? done : ok(undefined);
  });
