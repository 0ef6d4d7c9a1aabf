import { describe, expect, it } from 'vitest';
import { benefitConfirmed } from './benefit-confirmed.ts';
import { bothHaveGranted } from './both-have-granted.ts';
import { calculations } from './calculated.ts';
import { changeMatrixComplete } from './change-matrix-complete.ts';
import { changePeriod } from './change-period.ts';
import { consentCoversRecipient } from './consent-covers-recipient.ts';
import { consentNotBeyondExit } from './consent-not-beyond-exit.ts';
import { context, earlier, refusals } from './context.fixture.ts';
import { detailedPartFilled } from './detailed-part-filled.ts';
import { entriesOnlyAppended } from './entries-only-appended.ts';
import { exitFactsEntered } from './exit-facts-entered.ts';
import { fulfilmentConfirmed } from './fulfilment-confirmed.ts';
import { partnerHasAnswered } from './partner-has-answered.ts';
import { psychologistHasGivenOpinion } from './psychologist-has-given-opinion.ts';
import { requestAheadOfTime } from './request-ahead-of-time.ts';
import { ticketForTicket } from './ticket-for-ticket.ts';

describe('the rolling card', () => {
  const before = context({
    edition: 2,
    earlier: [earlier('advisory-card', { actionLog: [{ action: 'a', date: '1' }], results: [] })],
  });

  it('takes new entries and keeps the old ones, whatever the order of their keys', () => {
    expect(refusals(entriesOnlyAppended, { actionLog: [{ date: '1', action: 'a' }, { action: 'b' }] }, before)).toEqual(
      [],
    );
  });

  it('refuses a changed, removed or reordered entry', () => {
    expect(refusals(entriesOnlyAppended, { actionLog: [{ action: 'A', date: '1' }] }, before)).toEqual([
      '/actionLog/0',
    ]);
    expect(refusals(entriesOnlyAppended, { actionLog: [] }, before)).toEqual(['/actionLog/0']);
    expect(refusals(entriesOnlyAppended, { actionLog: [{ action: 'b' }, { action: 'a', date: '1' }] }, before)).toEqual(
      ['/actionLog/0'],
    );
  });

  it('opens nearly empty, and closes only when every group is in use', () => {
    expect(detailedPartFilled.when).toBe('close');
    expect(refusals(detailedPartFilled, { needs: [{}], assets: [{}], proposedSupport: [{}], actionLog: [{}] })).toEqual(
      ['/results'],
    );
  });

  it('closes with an opinion of a psychologist, not of an adviser alone', () => {
    expect(refusals(psychologistHasGivenOpinion, { opinions: [{ role: 'careerAdviser' }] })).toEqual(['/opinions']);
    expect(refusals(psychologistHasGivenOpinion, { opinions: [{ role: 'psychologist' }] })).toEqual([]);
  });

  it('closes with the day of leaving and the follow-up that was made', () => {
    const left = earlier('exit-card', { endDate: '2027-09-30' });
    const followed = earlier('follow-up', {});
    expect(refusals(exitFactsEntered, {}, context({ earlier: [followed, left] }))).toEqual([
      '/endDate',
      '/followUpRef',
    ]);
    expect(refusals(exitFactsEntered, { endDate: '2027-09-30' }, context({ earlier: [left] }))).toEqual([]);
    expect(refusals(exitFactsEntered, { endDate: '2027-09-29' }, context({ earlier: [left] }))).toEqual(['/endDate']);
    expect(refusals(exitFactsEntered, {})).toEqual(['/endDate']);
  });
});

describe('a change report', () => {
  it('covers two months less a day at most', () => {
    expect(refusals(changePeriod, { periodFrom: '2026-03-16', periodTo: '2026-05-15' })).toEqual([]);
    expect(refusals(changePeriod, { periodFrom: '2026-03-16', periodTo: '2026-05-16' })).toEqual(['/periodTo']);
    expect(refusals(changePeriod, { periodFrom: '2026-12-31', periodTo: '2027-02-27' })).toEqual([]);
    expect(refusals(changePeriod, { periodFrom: '2026-12-31', periodTo: '2027-02-28' })).toEqual(['/periodTo']);
  });

  it('starts the day after the one before', () => {
    const given = context({ earlier: [earlier('change-report', { periodTo: '2026-04-30' })] });
    expect(refusals(changePeriod, { periodFrom: '2026-05-01', periodTo: '2026-05-31' }, given)).toEqual([]);
    expect(refusals(changePeriod, { periodFrom: '2026-04-30', periodTo: '2026-05-31' }, given)).toEqual([
      '/periodFrom',
    ]);
    expect(refusals(changePeriod, { periodFrom: '2026-05-02', periodTo: '2026-05-31' }, given)).toEqual([
      '/periodFrom',
    ]);
    expect(refusals(changePeriod, {}, given)).toEqual([]);
  });

  it('names its next due day a month later, the last of a shorter month', () => {
    expect(calculations.get('next-change-report')?.({ periodTo: '2026-01-31' }, context())).toBe('2026-02-28');
    expect(calculations.get('next-change-report')?.({}, context())).toBeUndefined();
  });

  const spheres = ['socialLiving', 'health', 'social', 'psychological', 'vocational'];
  const cells = spheres.flatMap((row) =>
    ['resources', 'rights', 'participation'].map((dimension) => ({ row, dimension, change: 'none' })),
  );

  it('has fifteen cells and describes those in which something changed', () => {
    expect(refusals(changeMatrixComplete, { changeMatrix: cells })).toEqual([]);
    expect(refusals(changeMatrixComplete, { changeMatrix: cells.slice(1) })).toEqual(['/changeMatrix']);
    const worse = cells.with(4, { row: 'health', dimension: 'rights', change: 'worse' });
    expect(refusals(changeMatrixComplete, { changeMatrix: worse })).toEqual(['/changeMatrix/4/description']);
  });
});

describe('a consent to share data', () => {
  it('works only when both agree and the helper sees no harm', () => {
    expect(refusals(bothHaveGranted, { participantDecision: 'grant', helperDecision: 'grant' })).toEqual([]);
    expect(refusals(bothHaveGranted, { participantDecision: 'refuse' })).toEqual([
      '/participantDecision',
      '/helperDecision',
    ]);
    expect(refusals(benefitConfirmed, { benefitCheck: 'no' })).toEqual(['/benefitCheck']);
    expect(refusals(benefitConfirmed, { benefitCheck: 'yes' })).toEqual([]);
  });

  it('ends today at the earliest and with the stay at the latest', () => {
    const leaving = context({ earlier: [earlier('exit-card', { endDate: '2026-09-30' })] });
    expect(refusals(consentNotBeyondExit, { validTo: '2026-07-01' })).toEqual([]);
    expect(refusals(consentNotBeyondExit, { validTo: '2026-06-30' })).toEqual(['/validTo']);
    expect(refusals(consentNotBeyondExit, { validTo: '2026-09-30' }, leaving)).toEqual([]);
    expect(refusals(consentNotBeyondExit, { validTo: '2026-10-01' }, leaving)).toEqual(['/validTo']);
  });
});

describe('a request to a partner', () => {
  const consent = { participantDecision: 'grant', helperDecision: 'grant', validTo: '2026-12-31', recipient: 'cis' };
  const given = (more: Record<string, unknown> = {}) =>
    context({ earlier: [earlier('data-sharing-consent', { ...consent, ...more }, '2026-06-01', 'z1')] });
  const request = { partner: 'cis', consentRef: 'z1' };

  it('goes with personal data only under a consent in force for that partner', () => {
    expect(refusals(consentCoversRecipient, request, given())).toEqual([]);
    for (const wrong of [
      { recipient: 'pup' },
      { validTo: '2026-06-30' },
      { helperDecision: 'refuse' },
      { participantDecision: 'refuse' },
      { withdrawnAt: '2026-06-15T10:00' },
    ]) {
      expect(refusals(consentCoversRecipient, request, given(wrong))).toEqual(['/consentRef']);
    }
    expect(refusals(consentCoversRecipient, request)).toEqual(['/consentRef']);
  });

  it('goes without a consent when it names no person', () => {
    expect(refusals(consentCoversRecipient, { partner: 'cis' })).toEqual([]);
  });

  it('less than two weeks ahead is urgent, and still let through', () => {
    expect(requestAheadOfTime.when).toBe('warn');
    expect(refusals(requestAheadOfTime, { neededFrom: '2026-07-15' })).toEqual([]);
    expect(refusals(requestAheadOfTime, { neededFrom: '2026-07-14' })).toEqual(['/neededFrom']);
  });

  it('takes effect with an answer, and closes with its fulfilment unless it was refused', () => {
    expect(refusals(partnerHasAnswered, {})).toEqual(['/answer']);
    expect(refusals(fulfilmentConfirmed, { answer: 'accept' })).toEqual(['/fulfilled']);
    expect(refusals(fulfilmentConfirmed, { answer: 'accept', fulfilled: 'part' })).toEqual([]);
    expect(refusals(fulfilmentConfirmed, { answer: 'refuse' })).toEqual([]);
  });
});

describe('ticket for ticket', () => {
  const tickets = (ticketsGiven: number, ticketsReturned: number) => ({
    support: 'ticketForTicket',
    ticketsGiven,
    ticketsReturned,
  });

  it('leaves at most one ticket open', () => {
    expect(refusals(ticketForTicket, tickets(1, 0))).toEqual([]);
    expect(refusals(ticketForTicket, tickets(2, 0))).toEqual(['/ticketsGiven']);
  });

  it('settles no ticket that was not given', () => {
    expect(refusals(ticketForTicket, tickets(1, 2))).toEqual(['/ticketsReturned']);
  });

  it('says nothing of other support', () => {
    expect(refusals(ticketForTicket, { ...tickets(5, 0), support: 'bicycle' })).toEqual([]);
    expect(refusals(ticketForTicket, { support: 'ticketForTicket' })).toEqual([]);
  });
});
