import { describe, expect, it } from 'vitest';
import { barrierSupport } from './barrier-support.ts';
import { context, earlier, refusals } from './context.fixture.ts';
import { householdOrLivesAlone } from './household-or-lives-alone.ts';
import { meetingNotInFuture } from './meeting-not-in-future.ts';
import { oneDeficitAtLeast } from './one-deficit-at-least.ts';
import { opsClientGetsSocialContract } from './ops-client-gets-social-contract.ts';
import { participantHasSigned } from './participant-has-signed.ts';
import { teamHasOpsAndKis } from './team-has-ops-and-kis.ts';

describe('a referral', () => {
  it('needs a difficulty in one dimension only', () => {
    expect(refusals(oneDeficitAtLeast, { dimensionDeficits: { rights: 'Nie zna swoich praw' } })).toEqual([]);
  });

  it('refuses difficulties that are only spaces', () => {
    expect(refusals(oneDeficitAtLeast, { dimensionDeficits: { rights: '  ', resources: '' } })).toEqual([
      '/dimensionDeficits',
    ]);
    expect(refusals(oneDeficitAtLeast, {})).toEqual(['/dimensionDeficits']);
  });

  it('takes no effect without the signature of the person, whoever else has signed', () => {
    expect(refusals(participantHasSigned, {}, context({ signedBy: ['referrer'] }))).toEqual(['/signatureParticipant']);
    expect(refusals(participantHasSigned, {}, context({ signedBy: ['participant'] }))).toEqual([]);
  });
});

describe('a recruitment questionnaire', () => {
  it('has people in the household exactly when nobody lives alone', () => {
    const member = [{ relation: 'Córka', age: 7 }];
    expect(refusals(householdOrLivesAlone, { livesAlone: 'no', householdMembers: member })).toEqual([]);
    expect(refusals(householdOrLivesAlone, { livesAlone: 'yes', householdMembers: [] })).toEqual([]);
    expect(refusals(householdOrLivesAlone, { livesAlone: 'yes', householdMembers: member })).toEqual(['/livesAlone']);
    expect(refusals(householdOrLivesAlone, { livesAlone: 'no' })).toEqual(['/householdMembers']);
  });

  it('asks for help wanted only from those who care for somebody or cannot travel', () => {
    expect(refusals(barrierSupport, { careDuties: 'no', transportMeans: { bike: true, none: false } })).toEqual([]);
    expect(refusals(barrierSupport, { careDuties: 'yes' })).toEqual(['/expectedSupport']);
    expect(refusals(barrierSupport, { careDuties: 'no', transportMeans: { none: true } })).toEqual([
      '/expectedSupport',
    ]);
  });

  it('takes a kind of help or a reason as an answer', () => {
    expect(refusals(barrierSupport, { careDuties: 'yes', expectedSupport: { dayRoom: true } })).toEqual([]);
    expect(refusals(barrierSupport, { careDuties: 'yes', expectedSupportNote: 'Pomaga babcia' })).toEqual([]);
    expect(refusals(barrierSupport, { careDuties: 'yes', expectedSupport: { dayRoom: false } })).toEqual([
      '/expectedSupport',
    ]);
  });
});

describe('a decision on a referral', () => {
  const kis = { institution: 'kis', role: 'caseManager' };
  const psychologist = { institution: 'kis', role: 'psychologist' };
  const ops = { institution: 'ops', role: 'socialWorker' };
  const fromOps = context({ earlier: [earlier('referral', { referralSource: 'ops' })] });

  it('needs somebody of OPS in the team only for a client of OPS', () => {
    expect(refusals(teamHasOpsAndKis, { team: [psychologist] })).toEqual([]);
    expect(refusals(teamHasOpsAndKis, { team: [psychologist] }, fromOps)).toEqual(['/team']);
    expect(refusals(teamHasOpsAndKis, { team: [kis, ops] }, fromOps)).toEqual([]);
  });

  it('needs somebody of the club and one of the three professions', () => {
    expect(refusals(teamHasOpsAndKis, { team: [ops] })).toEqual(['/team']);
    expect(refusals(teamHasOpsAndKis, { team: [kis] })).toEqual(['/team']);
  });

  it('gives a client of OPS a social contract, and anyone else the choice', () => {
    expect(refusals(opsClientGetsSocialContract, { route: 'internalAgreement' }, fromOps)).toEqual(['/route']);
    expect(refusals(opsClientGetsSocialContract, { route: 'socialContract' }, fromOps)).toEqual([]);
    expect(refusals(opsClientGetsSocialContract, { route: 'internalAgreement' })).toEqual([]);
  });

  it('looks at the newest referral', () => {
    const returned = context({
      earlier: [earlier('referral', { referralSource: 'self' }), earlier('referral', { referralSource: 'ops' })],
    });
    expect(refusals(opsClientGetsSocialContract, { route: 'internalAgreement' }, returned)).toEqual([]);
  });

  it('comes on the day of the meeting or after it', () => {
    const today = context({ today: '2026-01-21' });
    expect(refusals(meetingNotInFuture, { meetingDate: '2026-01-21' }, today)).toEqual([]);
    expect(refusals(meetingNotInFuture, { meetingDate: '2026-01-22' }, today)).toEqual(['/meetingDate']);
    expect(refusals(meetingNotInFuture, {}, today)).toEqual([]);
  });
});
