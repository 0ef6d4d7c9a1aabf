import type { Case } from '../../domain/cases/case.ts';
import { isEnd } from '../../domain/cases/phases.ts';
import type { Document } from '../../domain/documents/document.ts';
import type { PersonId } from '../../domain/ids.ts';
import { fail, ok } from '../../domain/result.ts';
import { signedBy } from '../../domain/sign-offs/collecting.ts';
import type { LocalDate } from '../../domain/time.ts';
import { byOf } from '../acting.ts';
import { advance } from '../tasks/save-document.ts';
import type { CaseChanges } from './case-changes.ts';
import { startFollowing } from './start-process.ts';
import { documentOf, type StepCommand, type StepPorts } from './step-command.ts';
import { tellParticipant, tellStaff } from './tell-people.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** P1.1: has the person signed this content of the referral? */
const checkConfirmation: StepCommand = async (ports, changes) => {
  const found = changes.current();
  const referral = await documentOf(ports, found, 'referral');
  if (referral === undefined) return fail('not-found', { reason: 'no-referral' });
  const { items } = await ports.store.list('sign-offs-of-document', {
    caseId: found.caseId,
    documentId: referral.documentId,
  });
  const confirmed = signedBy(items, referral).includes('participant');
  if (confirmed && referral.status === 'draft') advance(changes, referral, 'submitted');
  return ok({ confirmed });
};

/** P1.5 ↩: the manager asks for the referral to be completed. */
const returnReferral: StepCommand = async (ports, changes) => {
  const found = changes.current();
  const decision = await documentOf(ports, found, 'referral-decision');
  advance(changes, await documentOf(ports, found, 'referral'), 'returned', text(decision?.answers.justification));
  return ok({});
};

/** The social assistance centre with which the contract is concluded: the referrer's, else the network's. */
async function opsOf(ports: StepPorts, found: Case): Promise<Case['opsOrganisationId']> {
  if (found.opsOrganisationId !== undefined || found.networkId === undefined) return found.opsOrganisationId;
  const { items } = await ports.store.list(
    'organisations-of-network',
    { networkId: found.networkId },
    { limit: 1_000 },
  );
  return items.find(({ kind }) => kind === 'ops')?.organisationId;
}

/** What the decision on acceptance sets on the case: case manager, route, first day. */
async function applyDecision(ports: StepPorts, changes: CaseChanges): Promise<Document | undefined> {
  const found = changes.current();
  const decision = await documentOf(ports, found, 'referral-decision');
  if (decision === undefined) return undefined;
  const { caseManager, route, startDate } = decision.answers;
  const social = route === 'socialContract';
  const opsOrganisationId = social ? await opsOf(ports, found) : found.opsOrganisationId;
  changes.set({
    route: social ? 'socialContract' : 'internalAgreement',
    ...(text(caseManager) === '' ? {} : { caseManagerId: text(caseManager) as PersonId }),
    ...(text(startDate) === '' ? {} : { startDate: text(startDate) as LocalDate }),
    ...(opsOrganisationId === undefined ? {} : { opsOrganisationId }),
  });
  return decision;
}

/** Phases in which an acceptance still has something to change. */
const DECIDABLE: ReadonlySet<string> = new Set(['referred', 'surveying', 'deciding']);

/** P1.6: accepted; the case manager is known, P2 and what else begins with it starts. */
const acceptCase: StepCommand = async (ports, changes, input) => {
  if (!DECIDABLE.has(changes.current().phase)) return ok({}); // a resumed process says it again
  const decision = await applyDecision(ports, changes);
  if (decision === undefined) return fail('not-found', { reason: 'no-decision' });
  changes.set({ phase: 'contracting' });
  const { caseManagerId, route, referrerPersonId } = changes.current();
  changes.event('case-accepted', byOf('system'), { caseManager: caseManagerId ?? '', route: route ?? '' });
  await tellParticipant(ports, changes, 'case-decided', decision.documentId);
  await tellStaff(ports, changes, referrerPersonId, 'case-decided');
  await tellStaff(ports, changes, caseManagerId, 'task-opened');
  startFollowing(changes, input.process, input.command);
  return ok({});
};

/** P2: accepted again after a reconsideration. */
const reacceptCase: StepCommand = async (ports, changes) => {
  if ((await applyDecision(ports, changes)) === undefined) return fail('not-found', { reason: 'no-decision' });
  const { caseManagerId, route } = changes.current();
  changes.event('case-accepted', byOf('system'), { caseManager: caseManagerId ?? '', route: route ?? '' });
  return ok({});
};

/** P1.6: refused with reason and alternative; counted by reason (creaming check). */
const refuseCase: StepCommand = async (ports, changes) => {
  const found = changes.current();
  const referred = found.referrerPersonId !== undefined;
  if (found.phase === 'refused') return ok({ referred });
  const decision = await documentOf(ports, found, 'referral-decision');
  advance(changes, await documentOf(ports, found, 'referral'), 'refused');
  changes.set({ phase: 'refused', closedAt: changes.at });
  changes.event('case-refused', byOf('system'), { reason: text(decision?.answers.refusalReason) });
  if (decision !== undefined) await tellParticipant(ports, changes, 'case-decided', decision.documentId);
  await tellStaff(ports, changes, found.referrerPersonId, 'case-decided');
  return ok({ referred });
};

/** P1: the person or the referrer does not want it; no consequences. */
const withdraw: StepCommand = async (ports, changes) => {
  const found = changes.current();
  if (isEnd(found.phase)) return ok({});
  advance(changes, await documentOf(ports, found, 'referral'), 'withdrawn');
  changes.set({ phase: 'withdrawn', closedAt: changes.at });
  changes.event('case-withdrawn', byOf('system'));
  await tellStaff(ports, changes, found.referrerPersonId, 'case-decided');
  return ok({});
};

export const recruitmentSteps: Readonly<Record<string, StepCommand>> = {
  'check-confirmation': checkConfirmation,
  'return-referral': returnReferral,
  'accept-case': acceptCase,
  'reaccept-case': reacceptCase,
  'refuse-case': refuseCase,
  'withdraw-case': withdraw,
};
