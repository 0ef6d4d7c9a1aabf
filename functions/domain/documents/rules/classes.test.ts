import { describe, expect, it } from 'vitest';
import { calculations } from './calculated.ts';
import { context, earlier, refusals } from './context.fixture.ts';
import { everyoneHasAStatus } from './everyone-has-a-status.ts';
import { nobodyInTwoPlaces } from './nobody-in-two-places.ts';
import { plannedAttendance } from './session.ts';
import { sessionsWithinWeek } from './sessions-within-week.ts';
import { socialShareIncident } from './social-share-incident.ts';
import { socialShareNeedsReason } from './social-share-needs-reason.ts';
import { weekStartsOnMonday } from './week-starts-on-monday.ts';

const session = (date: string, start: string, end: string, category: string, participants: readonly string[]) => ({
  date,
  start,
  end,
  category,
  participants,
});
const workshop = session('2026-03-24', '09:00', '11:00', 'social', ['k-1', 'k-2']);
const adviser = session('2026-03-26', '09:00', '10:30', 'vocational', ['k-2']);
const schedule = { week: '2026-03-23', sessions: [workshop, adviser] };
const planned = (...records: readonly ReturnType<typeof earlier>[]) =>
  context({ earlier: [...records, earlier('weekly-schedule', schedule, '2026-03-19', 'p-13')], participant: 'k-2' });
const present = (row: number, ...people: readonly string[]) => ({
  sessionRef: `p-13:${row}`,
  attendance: people.map((participant) => ({ participant, status: 'present' })),
});

describe('a weekly schedule', () => {
  it('is named by its Monday', () => {
    expect(refusals(weekStartsOnMonday, { week: '2026-03-23' })).toEqual([]);
    expect(refusals(weekStartsOnMonday, { week: '2026-03-29' })).toEqual(['/week']);
  });

  it('holds classes from Monday to Sunday', () => {
    const on = (date: string) => ({ week: '2026-03-23', sessions: [{ date }] });
    expect(refusals(sessionsWithinWeek, on('2026-03-23'))).toEqual([]);
    expect(refusals(sessionsWithinWeek, on('2026-03-29'))).toEqual([]);
    expect(refusals(sessionsWithinWeek, on('2026-03-30'))).toEqual(['/sessions/0/date']);
    expect(refusals(sessionsWithinWeek, on('2026-03-22'))).toEqual(['/sessions/0/date']);
    expect(refusals(sessionsWithinWeek, { sessions: [{ date: '2026-03-30' }] })).toEqual([]);
  });

  it('puts nobody in two places, but lets classes follow one another', () => {
    const next = session('2026-03-24', '11:00', '12:00', 'social', ['k-1']);
    const overlapping = session('2026-03-24', '10:59', '12:00', 'social', ['k-1']);
    const others = session('2026-03-24', '10:00', '12:00', 'social', ['k-3']);
    expect(refusals(nobodyInTwoPlaces, { sessions: [workshop, next, others] })).toEqual([]);
    expect(refusals(nobodyInTwoPlaces, { sessions: [workshop, overlapping] })).toEqual(['/sessions/1/participants']);
  });

  it('below two thirds for anybody waits for the reason of the manager, and says how many are below', () => {
    const low = {
      sessions: [
        workshop,
        { ...adviser, end: '10:01' },
        session('2026-03-27', '09:00', '12:00', 'vocational', ['k-1']),
      ],
    };
    expect(socialShareNeedsReason.check(low, context())).toEqual([
      { pointer: '/socialShareWeekNote', code: 'social-share-needs-reason', params: { people: 2, percent: 40 } },
    ]);
    expect(refusals(socialShareNeedsReason, { ...low, socialShareWeekNote: 'Badania lekarskie' })).toEqual([]);
    expect(refusals(socialShareNeedsReason, { sessions: [workshop] })).toEqual([]);
    expect(calculations.get('social-share-of-week')?.(low, context())).toBe(40);
  });
});

describe('an attendance record', () => {
  it('gives everybody who was planned a status, and may name guests', () => {
    const record = present(0, 'k-1', 'k-2', 'k-9');
    expect(refusals(everyoneHasAStatus, record, planned())).toEqual([]);
    expect(everyoneHasAStatus.check(present(0, 'k-1'), planned())).toEqual([
      { pointer: '/attendance', code: 'everyone-has-a-status', params: { missing: 1 } },
    ]);
  });

  it('opens with everybody who was planned', () => {
    expect(plannedAttendance(planned(), 'p-13:0')).toEqual([{ participant: 'k-1' }, { participant: 'k-2' }]);
    expect(plannedAttendance(planned(), 'p-99:0')).toEqual([]);
  });

  it('belongs to a class of a schedule that is there', () => {
    for (const sessionRef of ['p-13:7', 'p-99:0', 'p-13', '']) {
      expect(refusals(everyoneHasAStatus, { sessionRef, attendance: [] }, planned())).toEqual(['/sessionRef']);
    }
  });

  it('raises an incident when a person came only to the employment part of the week', () => {
    expect(refusals(socialShareIncident, present(1, 'k-2'), planned())).toEqual(['/attendance/0/participant']);
    const alsoSocial = planned(earlier('attendance-record', present(0, 'k-2')));
    expect(refusals(socialShareIncident, present(1, 'k-2'), alsoSocial)).toEqual(['/attendance/0/participant']);
  });

  it('raises none for people who were there for the social part, or not at all', () => {
    expect(refusals(socialShareIncident, present(0, 'k-1', 'k-2'), planned())).toEqual([]);
    const absent = { sessionRef: 'p-13:1', attendance: [{ participant: 'k-2', status: 'absent' }] };
    expect(refusals(socialShareIncident, absent, planned())).toEqual([]);
    expect(refusals(socialShareIncident, present(1, 'k-2'), context())).toEqual([]);
  });

  it('counts a late arrival as presence', () => {
    const late = { sessionRef: 'p-13:1', attendance: [{ participant: 'k-2', status: 'late' }] };
    expect(refusals(socialShareIncident, late, planned())).toEqual(['/attendance/0/participant']);
    expect(calculations.get('actual-social-share-of-week')?.(late, planned())).toBe(0);
  });
});

describe('what the server works out of attendance', () => {
  const month = { periodFrom: '2026-03-16', periodTo: '2026-04-15' };
  const records = planned(
    earlier('attendance-record', present(0, 'k-1', 'k-2')),
    earlier('attendance-record', { sessionRef: 'p-13:1', attendance: [{ participant: 'k-2', status: 'excused' }] }),
  );

  it('is the attendance of the participant alone', () => {
    expect(calculations.get('attendance-rate')?.(month, records)).toBe(50);
  });

  it('is the lowest social share of a week in the period', () => {
    expect(calculations.get('social-share-of-period')?.(month, records)).toBe(100);
    const both = planned(
      earlier('attendance-record', present(0, 'k-2')),
      earlier('attendance-record', present(1, 'k-2')),
    );
    expect(calculations.get('social-share-of-period')?.(month, both)).toBe(57.1);
  });

  it('is unknown outside the period, without a period, and without records', () => {
    const later = { periodFrom: '2026-04-01', periodTo: '2026-04-30' };
    for (const [answers, given] of [
      [later, records],
      [{}, records],
      [month, context()],
    ] as const) {
      expect(calculations.get('attendance-rate')?.(answers, given)).toBeUndefined();
      expect(calculations.get('social-share-of-period')?.(answers, given)).toBeUndefined();
    }
  });

  it('is the lowest week of a plan', () => {
    const actions = [
      { category: 'social', hoursPerWeek: 3, from: '2026-03-16', to: '2026-03-29' },
      { category: 'vocational', hoursPerWeek: 1, from: '2026-03-23', to: '2026-03-29' },
    ];
    expect(calculations.get('lowest-weekly-social-share')?.({ actions }, context())).toBe(75);
    expect(calculations.get('lowest-weekly-social-share')?.({}, context())).toBeUndefined();
  });
});
