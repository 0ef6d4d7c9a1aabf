import { describe, expect, it } from 'vitest';
import { contextWith, earlierDocument, pointersOf } from './context.fixture.ts';
import { financialValue } from './financial-value.ts';
import { invitationWeekAhead } from './invitation-week-ahead.ts';
import { leaveNotice } from './leave-notice.ts';
import { letterTwoWeeksAhead } from './letter-two-weeks-ahead.ts';
import { meetingCadence } from './meeting-cadence.ts';
import { resourcesOrNone } from './resources-or-none.ts';
import { termsAccepted } from './terms-accepted.ts';
import { twoDifferentRepresentatives } from './two-different-representatives.ts';
import { uniqueCardNumber } from './unique-card-number.ts';

describe('resources-or-none', () => {
  it('accepts one resource', () => {
    expect(pointersOf(resourcesOrNone, { resources: [{ kind: 'premises' }] })).toEqual([]);
  });
  it('accepts a partner who brings nothing and says so', () => {
    expect(pointersOf(resourcesOrNone, { noResources: 'yes' })).toEqual([]);
  });
  it('refuses an empty declaration', () => {
    expect(pointersOf(resourcesOrNone, {})).toEqual(['/resources']);
    expect(pointersOf(resourcesOrNone, { noResources: 'no', resources: [] })).toEqual(['/resources']);
  });
  it('refuses resources beside the words that there are none', () => {
    expect(pointersOf(resourcesOrNone, { resources: [{ kind: 'premises' }], noResources: 'yes' })).toEqual([
      '/noResources',
    ]);
  });
});

describe('financial-value', () => {
  it('refuses money without a sum', () => {
    expect(pointersOf(financialValue, { resources: [{ kind: 'premises' }, { kind: 'financial' }] })).toEqual([
      '/resources/1/estimatedValue',
    ]);
  });
  it('accepts money with a sum, zero included', () => {
    expect(pointersOf(financialValue, { resources: [{ kind: 'financial', estimatedValue: 0 }] })).toEqual([]);
  });
});

describe('terms-accepted', () => {
  it('refuses to join without accepting the agreement', () => {
    expect(pointersOf(termsAccepted, { kind: 'join', accessionTerms: 'no' })).toEqual(['/accessionTerms']);
  });
  it('accepts a member on the agreement’s terms', () => {
    expect(pointersOf(termsAccepted, { kind: 'join', accessionTerms: 'yes' })).toEqual([]);
  });
  it('asks nothing of who leaves', () => {
    expect(pointersOf(termsAccepted, { kind: 'leave', accessionTerms: 'no' })).toEqual([]);
  });
});

describe('leave-notice', () => {
  it('warns about leaving in 29 days and lets it pass', () => {
    expect(leaveNotice.when).toBe('warn');
    expect(pointersOf(leaveNotice, { kind: 'leave', from: '2026-03-31' })).toEqual(['/from']);
  });
  it('is silent about leaving in 30 days', () => {
    expect(pointersOf(leaveNotice, { kind: 'leave', from: '2026-04-01' })).toEqual([]);
  });
  it('is silent about a pause at once', () => {
    expect(pointersOf(leaveNotice, { kind: 'pause', from: '2026-03-02' })).toEqual([]);
  });
});

describe('letter-two-weeks-ahead and invitation-week-ahead', () => {
  it('warn when the meeting is too near, and let it pass', () => {
    expect([letterTwoWeeksAhead.when, invitationWeekAhead.when]).toEqual(['warn', 'warn']);
    expect(pointersOf(letterTwoWeeksAhead, { firstMeetingDate: '2026-03-15T17:00' })).toEqual(['/firstMeetingDate']);
    expect(pointersOf(invitationWeekAhead, { date: '2026-03-08T17:00' })).toEqual(['/date']);
  });
  it('are silent on the last day allowed', () => {
    expect(pointersOf(letterTwoWeeksAhead, { firstMeetingDate: '2026-03-16T17:00' })).toEqual([]);
    expect(pointersOf(invitationWeekAhead, { date: '2026-03-09T08:00' })).toEqual([]);
  });
  it('leave a missing date to the required field', () => {
    expect(pointersOf(letterTwoWeeksAhead, {})).toEqual([]);
    expect(pointersOf(invitationWeekAhead, {})).toEqual([]);
  });
});

describe('two-different-representatives', () => {
  it('refuses the same person twice, whatever the letter case and spaces', () => {
    const answers = { head: { name: 'Anna  Wójcik' }, delegate: { name: ' anna wójcik ' } };
    expect(pointersOf(twoDifferentRepresentatives, answers)).toEqual(['/delegate/name']);
  });
  it('accepts two people', () => {
    expect(
      pointersOf(twoDifferentRepresentatives, { head: { name: 'Anna Wójcik' }, delegate: { name: 'Piotr Maj' } }),
    ).toEqual([]);
  });
  it('accepts an institution that takes no part in the work', () => {
    expect(
      pointersOf(twoDifferentRepresentatives, { head: { name: 'Anna Wójcik' }, withoutParticipation: 'yes' }),
    ).toEqual([]);
  });
});

describe('meeting-cadence', () => {
  const calendar = (kind: string, ...dates: readonly string[]) => ({
    meetingsCalendar: dates.map((date) => ({ date: `${date}T10:00`, kind })),
  });
  it('accepts strategic meetings three months apart', () => {
    expect(pointersOf(meetingCadence, calendar('strategic', '2026-01-15', '2026-04-15'))).toEqual([]);
  });
  it('warns about a gap of more than a quarter, in whatever order the dates stand', () => {
    expect(meetingCadence.when).toBe('warn');
    expect(pointersOf(meetingCadence, calendar('strategic', '2026-04-16', '2026-01-15'))).toEqual([
      '/meetingsCalendar/0/date',
    ]);
  });
  it('warns about a gap of more than a month between operational meetings', () => {
    expect(pointersOf(meetingCadence, calendar('operational', '2026-01-15', '2026-02-15', '2026-03-16'))).toEqual([
      '/meetingsCalendar/2/date',
    ]);
  });
});

describe('unique-card-number', () => {
  const first = earlierDocument('procedure-card', { cardNumber: 14, procedureName: 'WSPÓLNY DOWÓZ' });
  it('refuses a number that another procedure has', () => {
    expect(pointersOf(uniqueCardNumber, { cardNumber: 14, procedureName: 'BANK CZASU' }, contextWith(first))).toEqual([
      '/cardNumber',
    ]);
  });
  it('accepts a new edition of the same card', () => {
    expect(
      pointersOf(uniqueCardNumber, { cardNumber: 14, procedureName: 'WSPÓLNY DOWÓZ' }, contextWith(first)),
    ).toEqual([]);
  });
  it('accepts a free number', () => {
    expect(pointersOf(uniqueCardNumber, { cardNumber: 15, procedureName: 'BANK CZASU' }, contextWith(first))).toEqual(
      [],
    );
  });
  it('leaves a missing number to the required field', () => {
    expect(
      pointersOf(uniqueCardNumber, { procedureName: 'BANK CZASU' }, contextWith(earlierDocument('procedure-card', {}))),
    ).toEqual([]);
  });
});
