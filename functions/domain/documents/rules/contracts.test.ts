import { describe, expect, it } from 'vitest';
import { coAuthored } from './co-authored.ts';
import { context, earlier, refusals } from './context.fixture.ts';
import { dateOrder } from './date-order.ts';
import { endAfterBreachNeedsAmendment } from './end-after-breach-needs-amendment.ts';
import { entryNotFromOps } from './entry-not-from-ops.ts';
import { kisConsultedAndFullAccess } from './kis-consulted-and-full-access.ts';
import { nonEmploymentMeasureAmongGoals } from './non-employment-measure-among-goals.ts';

describe('a social contract', () => {
  it('may be filed, but not signed, before the club took part and sees all of it', () => {
    expect(kisConsultedAndFullAccess.when).toBe('sign');
    expect(refusals(kisConsultedAndFullAccess, { kisConsulted: 'no', kisFullAccess: 'yes' })).toEqual([
      '/kisConsulted',
    ]);
    expect(refusals(kisConsultedAndFullAccess, { kisConsulted: 'yes' })).toEqual(['/kisFullAccess']);
    expect(refusals(kisConsultedAndFullAccess, { kisConsulted: 'yes', kisFullAccess: 'yes' })).toEqual([]);
  });

  it('needs one goal among all that is measured by something other than a job', () => {
    const job = { goal: 'Praca' };
    expect(refusals(nonEmploymentMeasureAmongGoals, { goals: [job] })).toEqual(['/goals/0/successMeasure']);
    expect(refusals(nonEmploymentMeasureAmongGoals, { goals: [job, { successMeasure: 'motivation' }] })).toEqual([]);
  });

  it('leaves a missing list of goals to the form', () => {
    expect(refusals(nonEmploymentMeasureAmongGoals, {})).toEqual([]);
  });
});

describe('an internal agreement', () => {
  it('may be filed, but not signed, before it was agreed with the participant', () => {
    expect(coAuthored.when).toBe('sign');
    expect(refusals(coAuthored, { coAuthored: 'no' })).toEqual(['/coAuthored']);
    expect(refusals(coAuthored, { coAuthored: 'yes' })).toEqual([]);
  });

  it('is not for people who come from OPS', () => {
    expect(refusals(entryNotFromOps, { entrySource: 'ops' })).toEqual(['/entrySource']);
    expect(refusals(entryNotFromOps, { entrySource: 'pup' })).toEqual([]);
  });
});

describe('spans of time', () => {
  it('may begin and end on the same day', () => {
    expect(refusals(dateOrder, { validFrom: '2026-02-02', validTo: '2026-02-02' })).toEqual([]);
  });

  it('may have no end', () => {
    expect(refusals(dateOrder, { validFrom: '2026-02-02', validTo: '' })).toEqual([]);
    expect(refusals(dateOrder, { validFrom: '2026-02-02' })).toEqual([]);
  });

  it('are found wherever they stand, under each way to name them', () => {
    const answers = {
      neededFrom: '2026-02-02',
      neededTo: '2026-02-01',
      actions: [
        { from: '2026-03-01', to: '2026-04-01' },
        { from: '2026-03-01', to: '2026-02-01' },
      ],
      sessions: [{ start: '11:00', end: '09:30' }],
      group: { periodFrom: '2026-02-02', periodTo: '2026-01-01' },
    };
    expect(refusals(dateOrder, answers)).toEqual(['/neededTo', '/actions/1/to', '/sessions/0/end', '/group/periodTo']);
  });

  it('leave everything else alone', () => {
    expect(
      refusals(dateOrder, { from: 3, to: 2, list: [null, 'a'], from2: '2', nested: { startFrom: '2026-01-01' } }),
    ).toEqual([]);
  });
});

describe('a review of a contract', () => {
  const breach = { trigger: 'breach', decision: 'end' };

  it('ends support after a breach only if the contract was changed before, or for a written reason', () => {
    const amended = context({ earlier: [earlier('contract-review', { decision: 'amend' })] });
    const kept = context({ earlier: [earlier('contract-review', { decision: 'keep' })] });
    expect(refusals(endAfterBreachNeedsAmendment, breach)).toEqual(['/decisionNote']);
    expect(refusals(endAfterBreachNeedsAmendment, breach, kept)).toEqual(['/decisionNote']);
    expect(refusals(endAfterBreachNeedsAmendment, breach, amended)).toEqual([]);
    expect(refusals(endAfterBreachNeedsAmendment, { ...breach, decisionNote: 'Zagrożenie dla innych' })).toEqual([]);
  });

  it('may end support on the wish of the participant', () => {
    expect(refusals(endAfterBreachNeedsAmendment, { trigger: 'request', decision: 'end' })).toEqual([]);
  });
});
