import { describe, expect, it } from 'vitest';
import { commentAnswered } from './comment-answered.ts';
import { commentForLowScores } from './comment-for-low-scores.ts';
import { pointersOf } from './context.fixture.ts';
import { cooperationScores } from './cooperation-scores.ts';
import { inactionBalance } from './inaction-balance.ts';
import { interviewEndsAfterStart } from './interview-ends-after-start.ts';
import { interviewPartTimes } from './interview-part-times.ts';
import { interviewTotalTime } from './interview-total-time.ts';
import { proposalsUnder60 } from './proposals-under-60.ts';
import { reportAdopted } from './report-adopted.ts';
import { surveyBranching } from './survey-branching.ts';
import { uniquePriorities } from './unique-priorities.ts';

const scores = (...ratings: readonly string[]) => ratings.map((score) => ({ score }));

describe('cooperation scores', () => {
  it('turn 1 into 0 points and 5 into 100', () => {
    expect(cooperationScores({ trust: scores('1', '1') }).groupScores.trust).toBe(0);
    expect(cooperationScores({ trust: scores('5', '5') }).groupScores.trust).toBe(100);
  });
  it('leave „nie dotyczy” and blanks out of the mean', () => {
    expect(cooperationScores({ trust: scores('5', 'na', '') }).groupScores.trust).toBe(100);
  });
  it('weigh criteria, not groups, in the total', () => {
    expect(cooperationScores({ trust: scores('5', '5', '5'), resources: scores('1') }).totalScore).toBe(75);
  });
  it('are absent where nothing was rated', () => {
    expect(cooperationScores({ trust: scores('na') })).toEqual({ groupScores: {} });
  });
});

describe('comment-for-low-scores', () => {
  it('asks why a criterion got 2', () => {
    expect(pointersOf(commentForLowScores, { goals: scores('3', '2'), trust: scores('1') })).toEqual([
      '/goals/1/comment',
      '/trust/0/comment',
    ]);
  });
  it('accepts a low score with its reason', () => {
    expect(pointersOf(commentForLowScores, { goals: [{ score: '1', comment: 'Cele zmieniono bez rozmowy' }] })).toEqual(
      [],
    );
  });
  it('asks nothing of a 3 and of „nie dotyczy”', () => {
    expect(pointersOf(commentForLowScores, { goals: scores('3', 'na') })).toEqual([]);
  });
});

describe('proposals-under-60', () => {
  it('asks for proposals at 50 points', () => {
    expect(pointersOf(proposalsUnder60, { trust: scores('3') })).toEqual(['/proposals']);
  });
  it('accepts 50 points with a proposal', () => {
    expect(pointersOf(proposalsUnder60, { trust: scores('3'), proposals: 'Stały termin spotkań' })).toEqual([]);
  });
  it('asks nothing at exactly 60 points', () => {
    expect(pointersOf(proposalsUnder60, { trust: scores('3', '3', '3', '4', '4') })).toEqual([]);
  });
  it('asks nothing when nothing was rated', () => {
    expect(pointersOf(proposalsUnder60, {})).toEqual([]);
  });
});

describe('survey-branching', () => {
  it('asks for one action when a partnership should exist', () => {
    expect(pointersOf(surveyBranching, { q5ShouldExist: 'yes' })).toEqual(['/q6Actions1']);
  });
  it('lets question 6 be skipped after NIE in question 5', () => {
    expect(pointersOf(surveyBranching, { q5ShouldExist: 'no', q5Argument: 'Wystarczy OPS' })).toEqual([]);
  });
  it('refuses answers 3 and 4 after NIE in question 2', () => {
    expect(pointersOf(surveyBranching, { q2PartnershipExists: 'no', q3Signatory: 'yes', q4Rooted: 'no' })).toEqual([
      '/q3Signatory',
      '/q4Rooted',
    ]);
  });
  it('refuses causes of failure of a partnership that took root', () => {
    const answers = { q2PartnershipExists: 'yes', q4Rooted: 'yes', q4FailureCauses2: 'Brak spotkań' };
    expect(pointersOf(surveyBranching, answers)).toEqual(['/q4FailureCauses2']);
  });
});

describe('interviews', () => {
  it('may not end before they begin', () => {
    expect(pointersOf(interviewEndsAfterStart, { startedAt: '2026-03-02T10:00', endedAt: '2026-03-02T10:00' })).toEqual(
      ['/endedAt'],
    );
    expect(pointersOf(interviewEndsAfterStart, { startedAt: '2026-03-02T10:00', endedAt: '2026-03-02T10:50' })).toEqual(
      [],
    );
  });
  it('warn about a part that took longer than its time', () => {
    expect(interviewPartTimes.when).toBe('warn');
    expect(pointersOf(interviewPartTimes, { introductionMinutes: 10, p1Minutes: 11, p4Minutes: 15 })).toEqual([
      '/p1Minutes',
    ]);
  });
  it('warn after an hour', () => {
    expect(interviewTotalTime.when).toBe('warn');
    expect(pointersOf(interviewTotalTime, { startedAt: '2026-03-02T10:00', endedAt: '2026-03-02T11:00' })).toEqual([]);
    expect(pointersOf(interviewTotalTime, { startedAt: '2026-03-02T10:00', endedAt: '2026-03-02T11:01' })).toEqual([
      '/endedAt',
    ]);
  });
});

describe('unique-priorities', () => {
  it('refuses the second problem with a priority', () => {
    expect(pointersOf(uniquePriorities, { problems: [{ priority: 1 }, { priority: 2 }, { priority: 1 }] })).toEqual([
      '/problems/2/priority',
    ]);
  });
  it('accepts an order of problems, and leaves missing priorities to the required field', () => {
    expect(pointersOf(uniquePriorities, { problems: [{ priority: 2 }, { priority: 1 }, {}, {}] })).toEqual([]);
  });
});

describe('answers and adoption before approval', () => {
  it('hold up a comment that nobody answered, but not its submission', () => {
    expect(commentAnswered.when).toBe('sign');
    expect(pointersOf(commentAnswered, {})).toEqual(['/resolution']);
    expect(pointersOf(commentAnswered, { resolution: 'accepted' })).toEqual([]);
  });
  it('hold up a report that no convention adopted, but not its submission', () => {
    expect(reportAdopted.when).toBe('sign');
    expect(pointersOf(reportAdopted, {})).toEqual(['/decision']);
    expect(pointersOf(reportAdopted, { decision: 'minutes-3' })).toEqual([]);
  });
});

describe('balance of inaction', () => {
  it('adds costs and gains forgone and takes off the programme', () => {
    const answers = {
      benefitsCost: 100_000,
      otherCosts: [{ name: 'Noclegownia', value: 20_000 }, { name: 'Interwencje' }],
      expectedTaxes: 5_000,
      otherGains: [{ name: 'Wolontariat', value: 3_000 }],
      programmeCost: 40_000,
    };
    expect(inactionBalance(answers)).toBe(88_000);
  });
  it('takes what is missing for nothing', () => {
    expect(inactionBalance({})).toBe(0);
  });
});
