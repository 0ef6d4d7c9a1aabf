import { mayBecome } from '../../domain/cases/document-status.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { SignOff } from '../../domain/sign-offs/sign-off.ts';
import { type Acting, byOf } from '../acting.ts';
import { changeCase, commitAll, decideAgain } from '../cases/case-changes.ts';
import { spending } from '../links/revoke-link.ts';
import type { Ports } from '../ports.ts';
import { finishTask } from '../tasks/close-task.ts';
import { setStatus } from '../tasks/save-document.ts';
import { countOutcome, endSideTasks } from '../tasks/settle-task.ts';
import { closeWhenAllHaveSpoken } from './close-collecting.ts';
import { findSigning, type SigningInput } from './signing-task.ts';

export interface DecliningInput extends SigningInput {
  /** `changes`: signs when something is changed; `no-contract`: does not want it at all. */
  readonly wants: 'changes' | 'no-contract';
  readonly reason: string;
}

/** A refusal to sign, with its reason: the collecting ends, the document goes back, and the workflow decides what comes next. */
export const declineSignature = (
  ports: Pick<Ports, 'store' | 'now'>,
  actor: Acting,
  input: DecliningInput,
): Promise<Result<{ readonly outcome: string }>> =>
  decideAgain(async () => {
    if (input.reason.trim() === '')
      return fail('invalid-input', { errors: [{ pointer: '/reason', code: 'required' }] });
    const signing = await findSigning(ports, actor, input);
    if (!signing.ok) return signing;
    const { found, document, signOffs, rule, part, collector, role, link } = signing.value;
    const refused =
      role === 'participant' || rule.outcomes['worker-declined'] === undefined ? 'declined' : 'worker-declined';
    const outcome = input.wants === 'changes' ? 'changes' : refused;
    const chosen = rule.outcomes[outcome];
    if (chosen === undefined) return fail('invalid-input', { errors: [{ pointer: '/wants', code: 'not-an-option' }] });

    const changes = changeCase(found, ports.now());
    const by = byOf(actor);
    const before = signOffs.find((one) => one.role === role);
    const record: SignOff = {
      documentId: document.documentId,
      caseId: document.caseId,
      ...(document.subjectId === undefined ? {} : { subjectId: document.subjectId }),
      role,
      hash: document.hash,
      decision: 'declined',
      declineReason: input.reason,
      by: by.who,
      name: '',
      method: 'account',
      at: changes.at,
      version: (before?.version ?? 0) + 1,
    };
    changes.put({ put: 'sign-off', record });
    changes.event('signature-declined', by, { document: document.documentId, role, wants: input.wants });
    if (collector.roles !== undefined && input.wants === 'no-contract') {
      finishTask(changes, part, { outcome: 'declined', by, reason: input.reason });
      await closeWhenAllHaveSpoken(ports, changes, collector);
      return commitAll(ports.store, changes.all(), { outcome: 'declined' });
    }
    const status = chosen.documentStatus;
    if (status !== undefined && mayBecome(document.status, status))
      setStatus(changes, document, status, actor, input.reason);
    const said = countOutcome(changes, chosen, outcome);
    if (part.taskId !== collector.taskId) {
      finishTask(changes, part, { outcome, by, reason: input.reason });
      await endSideTasks(ports, changes, part, 'task-done');
    }
    await endSideTasks(ports, changes, collector, 'signature-declined');
    finishTask(changes, collector, { outcome: said, by, reason: input.reason, documentId: document.documentId });
    if (link !== undefined) changes.put(...spending(link, changes.at));
    return commitAll(ports.store, changes.all(), { outcome: said });
  });
