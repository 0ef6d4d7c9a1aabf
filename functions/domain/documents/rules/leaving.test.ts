import { describe, expect, it } from 'vitest';
import { calculations } from './calculated.ts';
import { context, earlier, refusals } from './context.fixture.ts';
import { earlyEnd } from './early-end.ts';
import { followUpLate, followUpWindow } from './follow-up-window.ts';
import { endAfterStart, fullCycle } from './full-cycle.ts';
import { participantSignedOrReason } from './participant-signed-or-reason.ts';
import { terminationNeedsReview } from './termination-needs-review.ts';

const accepted = context({ earlier: [earlier('referral-decision', { decision: 'accept', startDate: '2026-02-02' })] });

describe('an exit card', () => {
  it('counts a full cycle from the day six months after the start', () => {
    const cycle = calculations.get('full-cycle');
    expect(cycle?.({ endDate: '2026-08-01' }, accepted)).toBe('no');
    expect(cycle?.({ endDate: '2026-08-02' }, accepted)).toBe('yes');
    expect(cycle?.({ endDate: '2026-08-02' }, context())).toBeUndefined();
    expect(cycle?.({}, accepted)).toBeUndefined();
  });

  it('does not say a full cycle when it was none, nor the reverse', () => {
    expect(refusals(fullCycle, { endDate: '2026-08-01', fullCycle: 'yes' }, accepted)).toEqual(['/fullCycle']);
    expect(refusals(fullCycle, { endDate: '2026-08-02', fullCycle: 'no' }, accepted)).toEqual(['/fullCycle']);
    expect(refusals(fullCycle, { endDate: '2026-08-02', fullCycle: 'yes' }, accepted)).toEqual([]);
    expect(refusals(fullCycle, { endDate: '2026-08-02' }, accepted)).toEqual([]);
  });

  it('counts from the newest acceptance of a person who came back', () => {
    const back = context({
      earlier: [
        earlier('referral-decision', { decision: 'accept', startDate: '2027-01-04' }),
        ...accepted.earlier,
        earlier('referral-decision', { decision: 'refuse' }),
      ],
    });
    expect(calculations.get('full-cycle')?.({ endDate: '2027-02-01' }, back)).toBe('no');
  });

  it('does not end before it began', () => {
    expect(refusals(endAfterStart, { endDate: '2026-02-01' }, accepted)).toEqual(['/endDate']);
    expect(refusals(endAfterStart, { endDate: '2026-02-02' }, accepted)).toEqual([]);
  });

  it('within eighteen months and without goals reached is pointed out, not refused', () => {
    expect(earlyEnd.when).toBe('warn');
    expect(refusals(earlyEnd, { endDate: '2027-08-01', endReason: 'resignation' }, accepted)).toEqual(['/endReason']);
    expect(refusals(earlyEnd, { endDate: '2027-08-02', endReason: 'resignation' }, accepted)).toEqual([]);
    expect(refusals(earlyEnd, { endDate: '2026-08-02', endReason: 'goalsReached' }, accepted)).toEqual([]);
    expect(refusals(earlyEnd, { endDate: '2026-08-02', endReason: 'death' }, accepted)).toEqual([]);
  });

  it('by the club needs a review that decided so', () => {
    const reviewed = (decision: string) => context({ earlier: [earlier('contract-review', { decision })] });
    expect(refusals(terminationNeedsReview, { endReason: 'terminated' }, reviewed('amend'))).toEqual(['/endReason']);
    expect(refusals(terminationNeedsReview, { endReason: 'terminated' }, reviewed('end'))).toEqual([]);
    expect(refusals(terminationNeedsReview, { endReason: 'moved' })).toEqual([]);
  });

  it('stands without the signature of the participant only with a reason', () => {
    expect(refusals(participantSignedOrReason, {})).toEqual(['/signaturesNote']);
    expect(refusals(participantSignedOrReason, { signaturesNote: 'Wyjazd za granicę' })).toEqual([]);
    expect(refusals(participantSignedOrReason, {}, context({ signedBy: ['participant'] }))).toEqual([]);
  });
});

describe('a follow-up', () => {
  const left = context({ earlier: [earlier('exit-card', { endDate: '2027-09-30' })] });

  it('is made from five months after leaving; after seven it is kept as late', () => {
    expect(refusals(followUpWindow, { contactDate: '2028-02-28' }, left)).toEqual(['/contactDate']);
    expect(refusals(followUpWindow, { contactDate: '2028-02-29' }, left)).toEqual([]);
    expect(refusals(followUpLate, { contactDate: '2028-04-30' }, left)).toEqual([]);
    expect(refusals(followUpLate, { contactDate: '2028-05-01' }, left)).toEqual(['/contactDate']);
    expect(refusals(followUpWindow, { contactDate: '2028-05-01' }, left)).toEqual([]);
  });

  it('says nothing while a date is missing', () => {
    expect(refusals(followUpWindow, {}, left)).toEqual([]);
    expect(refusals(followUpLate, { contactDate: '2028-05-01' })).toEqual([]);
  });
});
