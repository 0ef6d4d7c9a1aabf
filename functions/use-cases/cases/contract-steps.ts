import { isEnd } from '../../domain/cases/phases.ts';
import { fail, ok } from '../../domain/result.ts';
import { byOf } from '../acting.ts';
import { checkMoment } from '../tasks/check-content.ts';
import { advance } from '../tasks/save-document.ts';
import { startFollowing } from './start-process.ts';
import { documentOf, type StepCommand } from './step-command.ts';
import { tellParticipant, tellStaff } from './tell-people.ts';
import { cancelOpenTasks, stopProcesses } from './withdraw-case.ts';

const CONTRACT_FORM = { socialContract: 'social-contract', internalAgreement: 'internal-agreement' } as const;

/** P2: on which basis the person takes part. */
const readRoute: StepCommand = async (_ports, changes) => ok({ route: changes.current().route ?? 'internalAgreement' });

/** P2.5: all have signed; the contract is in force, the one before it is superseded, the stay begins. */
const activateContract: StepCommand = async (ports, changes, input) => {
  const found = changes.current();
  const document = await documentOf(ports, found, CONTRACT_FORM[found.route ?? 'internalAgreement']);
  if (document === undefined) return fail('not-found', { reason: 'no-contract' });
  if (document.status === 'active') return ok({ documentId: document.documentId });
  const allowed = await checkMoment(ports, document, 'effect');
  if (!allowed.ok) return allowed;
  advance(changes, document, 'active');
  if (document.supersedes !== undefined) {
    const old = await ports.store.read('document', { caseId: found.caseId, documentId: document.supersedes });
    advance(changes, old, 'superseded');
  }
  changes.set({ phase: 'active' });
  changes.event('contract-active', byOf('system'), { document: document.documentId, route: found.route ?? '' });
  await tellParticipant(ports, changes, 'contract-active', document.documentId);
  await tellStaff(ports, changes, found.opsSocialWorkerId, 'contract-active');
  startFollowing(changes, input.process, input.command);
  return ok({ documentId: document.documentId });
};

/** P2: no contract was concluded; the referral is closed, what had begun meanwhile ends, without consequences for the person. */
const closeNotConcluded: StepCommand = async (ports, changes, input) => {
  const found = changes.current();
  if (isEnd(found.phase)) return ok({});
  advance(changes, await documentOf(ports, found, 'referral'), 'closed');
  await cancelOpenTasks(ports, changes, 'system', 'not-concluded');
  stopProcesses(changes, 'not-concluded', input.process);
  changes.set({ phase: 'not-concluded', closedAt: changes.at });
  changes.event('case-not-concluded', byOf('system'));
  await tellStaff(ports, changes, found.referrerPersonId, 'case-decided');
  return ok({});
};

export const contractSteps: Readonly<Record<string, StepCommand>> = {
  'read-route': readRoute,
  'activate-contract': activateContract,
  'close-not-concluded': closeNotConcluded,
};
