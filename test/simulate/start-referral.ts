import type { CaseId, DocumentId, OrganisationId } from '../../functions/domain/ids.ts';
import { fileReferral } from '../../functions/use-cases/cases/file-referral.ts';
import { type Answers, example, must } from './acting.ts';
import type { House } from './house.ts';
import { type Act, perform } from './play-case.ts';

export const REFERRAL_FORM = { slug: 'referral', scope: 'national', number: 1 };

/** A complete referral by OPS for a person with an e-mail address. */
export const referralAnswers = (patch: Answers = {}): Answers =>
  example('referral/full', {
    hasSocialContract: 'no',
    fullContract: null,
    participant: {
      firstName: 'Anna',
      lastName: 'Nowak',
      birthDate: '1980-02-03',
      residence: 'Lipniki',
      email: 'anna@example.org',
    },
    ...patch,
  });

export async function referralByOps(house: House): Promise<{ caseId: CaseId; documentId: DocumentId }> {
  const filed = must(
    await fileReferral(house.ports, house.actor('opsSocialWorker'), {
      organisationId: 'kis' as OrganisationId,
      form: REFERRAL_FORM,
      answers: referralAnswers(),
    }),
  );
  await house.settle();
  return filed;
}

const TEAM = [
  { name: 'Anna', institution: 'kis', role: 'psychologist' },
  { name: 'Ewa', institution: 'ops', role: 'socialWorker' },
];
const UNDECIDED = { decision: null, refusalReason: null, justification: null, recommendedAlternative: null };

/** What the team and the manager write in A3 for an acceptance. */
export const acceptance = (meetingDate: string, route = 'socialContract'): Answers => ({
  ...UNDECIDED,
  team: TEAM,
  meetingDate,
  decision: 'accept',
  caseManager: 'caseManager',
  route,
  startDate: '2026-05-04',
});
export const opinion = (meetingDate: string): Answers => ({ ...UNDECIDED, team: TEAM, meetingDate });

/** Parties of a contract in the test network. */
export const PARTIES = {
  parties: {
    participant: { firstName: 'Anna', lastName: 'Nowak', birthDate: '1980-02-03', residence: 'Lipniki' },
    ops: 'ops',
    kis: 'kis',
  },
};

/** Everything that people do from a referral by OPS to an active contract, without moments. */
export const OPS_PATH: readonly Omit<Act, 'at'>[] = [
  { as: 'participant', step: 'recruitment/confirm', sign: true },
  { as: 'caseManager', step: 'recruitment/check-completeness', outcome: 'complete' },
  { as: 'participant', step: 'recruitment/survey', fill: 'recruitment-survey/minimal' },
  {
    as: 'psychologist',
    step: 'recruitment/opinion',
    fill: 'referral-decision/minimal',
    answers: opinion('2026-04-01'),
  },
  {
    as: 'kisManager',
    step: 'recruitment/decide',
    fill: 'referral-decision/minimal',
    answers: acceptance('2026-04-01'),
  },
  { as: 'opsSocialWorker', step: 'social-contract/draft-contract', fill: 'social-contract/minimal', answers: PARTIES },
  { as: 'caseManager', step: 'social-contract/consult', outcome: 'approve' },
  { as: 'caseManager', step: 'social-contract/sign-contract', sign: true },
  { as: 'participant', step: 'social-contract/sign-contract', sign: true },
  { as: 'opsSocialWorker', step: 'social-contract/sign-contract', sign: true },
];

/** Does the path up to (without) the act of a number. */
export async function walk(house: House, caseId: CaseId, upTo: number): Promise<void> {
  for (const act of OPS_PATH.slice(0, upTo)) {
    must(await perform(house, caseId, { ...act, at: house.ports.now() }));
    await house.settle();
  }
}
