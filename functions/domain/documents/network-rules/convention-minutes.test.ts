import { describe, expect, it } from 'vitest';
import { capacityByMeeting } from './capacity-by-meeting.ts';
import { caseReviewAtStrategic } from './case-review-at-strategic.ts';
import { contextWith, earlierDocument, pointersOf } from './context.fixture.ts';
import { nextMeetingAfter } from './next-meeting-after.ts';
import { oneInstitutionOneVote } from './one-institution-one-vote.ts';
import { quorum } from './quorum.ts';
import { voteAfterConsensus } from './vote-after-consensus.ts';
import { votesWithinPresent } from './votes-within-present.ts';

const row = (institution: string, present: 'yes' | 'no' = 'yes', capacity = 'head') => ({
  institution,
  person: 'Ewa Lis',
  capacity,
  present,
});
const vote = (votes: { for?: number; against?: number; abstain?: number }, consensusTried = 'yes') => ({
  text: 'Wspólny dowóz na zajęcia',
  mode: 'vote',
  consensusTried,
  ...votes,
});

describe('vote-after-consensus', () => {
  it('accepts a vote after consensus was tried', () => {
    expect(pointersOf(voteAfterConsensus, { decisions: [vote({ for: 3 })] })).toEqual([]);
  });
  it('refuses a vote without a try for consensus', () => {
    expect(pointersOf(voteAfterConsensus, { decisions: [vote({ for: 3 }), vote({ for: 3 }, 'no')] })).toEqual([
      '/decisions/1/mode',
    ]);
  });
  it('asks nothing of a decision by consensus', () => {
    expect(pointersOf(voteAfterConsensus, { decisions: [{ mode: 'consensus', consensusTried: 'no' }] })).toEqual([]);
  });
});

describe('votes-within-present and one-institution-one-vote', () => {
  const three = [row('kis'), row('ops'), row('library')];
  const threeWithTwoOfOps = [...three, row('ops', 'yes', 'delegate')];

  it('accept as many votes as institutions are present', () => {
    const answers = { attendance: three, decisions: [vote({ for: 1, against: 1, abstain: 1 })] };
    expect(pointersOf(votesWithinPresent, answers)).toEqual([]);
    expect(pointersOf(oneInstitutionOneVote, answers)).toEqual([]);
  });
  it('refuse a fourth vote of two people of one institution', () => {
    const answers = { attendance: threeWithTwoOfOps, decisions: [vote({ for: 4 })] };
    expect(pointersOf(oneInstitutionOneVote, answers)).toEqual(['/decisions/0/for']);
    expect(pointersOf(votesWithinPresent, answers)).toEqual([]);
  });
  it('refuse more votes than people in the room, as a mistake of its own', () => {
    const answers = { attendance: three, decisions: [vote({ for: 2, against: 2 })] };
    expect(pointersOf(votesWithinPresent, answers)).toEqual(['/decisions/0/for']);
    expect(pointersOf(oneInstitutionOneVote, answers)).toEqual([]);
  });
  it('do not count people who did not come', () => {
    const answers = { attendance: [row('kis'), row('ops', 'no')], decisions: [vote({ for: 2 })] };
    expect(pointersOf(votesWithinPresent, answers)).toEqual(['/decisions/0/for']);
  });
});

describe('quorum', () => {
  const half = [row('kis'), row('ops'), row('library', 'no'), row('pup', 'no')];
  const third = [row('kis'), row('ops', 'no'), row('library', 'no')];
  const decisions = [{ text: 'Zakup biletów', mode: 'consensus' }];

  it('lets half of the institutions decide', () => {
    expect(pointersOf(quorum, { attendance: half, decisions })).toEqual([]);
  });
  it('refuses decisions of a third of the institutions', () => {
    expect(quorum.check({ attendance: third, decisions }, contextWith())).toEqual([
      { pointer: '/decisions', code: 'quorum', params: { present: 1, members: 3 } },
    ]);
  });
  it('lets a third of the institutions talk without deciding', () => {
    expect(pointersOf(quorum, { attendance: third })).toEqual([]);
  });
  it('counts institutions, not people', () => {
    const twoOfOne = [row('kis'), row('kis', 'yes', 'delegate'), row('ops', 'no'), row('library', 'no')];
    expect(pointersOf(quorum, { attendance: twoOfOne, decisions })).toEqual(['/decisions']);
  });
  it('does not let an empty room decide', () => {
    expect(pointersOf(quorum, { decisions })).toEqual(['/decisions']);
  });

  const failed = (date: string, attendance = third, meetingType = 'strategic') =>
    contextWith(earlierDocument('convention-minutes', { meetingType, date, attendance }));
  const second = { meetingType: 'strategic', date: '2026-03-02T10:00', attendance: third, decisions };

  it('lets those present decide at a second meeting within 14 days', () => {
    expect(pointersOf(quorum, second, failed('2026-02-16T10:00'))).toEqual([]);
  });
  it('does not take a meeting 15 days later for a second one', () => {
    expect(pointersOf(quorum, second, failed('2026-02-15T10:00'))).toEqual(['/decisions']);
  });
  it('does not take a meeting of the other kind for the first one', () => {
    expect(pointersOf(quorum, second, failed('2026-02-16T10:00', third, 'operational'))).toEqual(['/decisions']);
  });
  it('does not take a meeting that had its quorum for a failed one', () => {
    expect(pointersOf(quorum, second, failed('2026-02-16T10:00', half))).toEqual(['/decisions']);
  });
  it('does not take the same minutes for an earlier meeting', () => {
    expect(pointersOf(quorum, second, failed('2026-03-02T10:00'))).toEqual(['/decisions']);
  });
});

describe('capacity-by-meeting', () => {
  it('expects heads at a strategic meeting', () => {
    expect(
      pointersOf(capacityByMeeting, {
        meetingType: 'strategic',
        attendance: [row('kis'), row('ops', 'yes', 'delegate')],
      }),
    ).toEqual(['/attendance/1/comment']);
  });
  it('expects delegates at an operational meeting', () => {
    expect(
      pointersOf(capacityByMeeting, {
        meetingType: 'operational',
        attendance: [row('kis', 'yes', 'delegate'), row('ops')],
      }),
    ).toEqual(['/attendance/1/comment']);
  });
  it('allows anybody else with a note', () => {
    const attendance = [{ ...row('ops', 'yes', 'other'), comment: 'Zastępstwo na czas choroby' }];
    expect(pointersOf(capacityByMeeting, { meetingType: 'strategic', attendance })).toEqual([]);
  });
  it('asks nothing of who did not come', () => {
    expect(
      pointersOf(capacityByMeeting, { meetingType: 'strategic', attendance: [row('ops', 'no', 'delegate')] }),
    ).toEqual([]);
  });
});

describe('case-review-at-strategic', () => {
  it('refuses a strategic meeting without the state of cases', () => {
    expect(pointersOf(caseReviewAtStrategic, { meetingType: 'strategic' })).toEqual(['/caseReview']);
  });
  it('accepts one case by its code', () => {
    expect(
      pointersOf(caseReviewAtStrategic, { meetingType: 'strategic', caseReview: [{ caseCode: 'LUB/2026/0007' }] }),
    ).toEqual([]);
  });
  it('asks nothing of an operational meeting', () => {
    expect(pointersOf(caseReviewAtStrategic, { meetingType: 'operational' })).toEqual([]);
  });
});

describe('next-meeting-after', () => {
  it('refuses a next meeting at the same moment', () => {
    expect(pointersOf(nextMeetingAfter, { date: '2026-03-02T10:00', nextMeeting: '2026-03-02T10:00' })).toEqual([
      '/nextMeeting',
    ]);
  });
  it('accepts a later one', () => {
    expect(pointersOf(nextMeetingAfter, { date: '2026-03-02T10:00', nextMeeting: '2026-04-02T10:00' })).toEqual([]);
  });
  it('leaves a missing date to the required field', () => {
    expect(pointersOf(nextMeetingAfter, { date: '2026-03-02T10:00' })).toEqual([]);
  });
});
