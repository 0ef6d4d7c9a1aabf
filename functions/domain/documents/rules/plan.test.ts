import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barrierPlanWhenBarriers } from './barrier-plan-when-barriers.ts';
import { categoryFitsService } from './category-fits-service.ts';
import { context, earlier, refusals } from './context.fixture.ts';
import { diagnosisIsSigned } from './diagnosis-is-signed.ts';
import { fiveSpheres } from './five-spheres.ts';
import { goalExists } from './goal-exists.ts';
import { observationTwoWeeks } from './observation-two-weeks.ts';
import { meetsSocialShare, plannedWeeks, sharePercent } from './social-share.ts';
import { socialShareTwoThirds } from './social-share-two-thirds.ts';
import { stagesRiseGradually } from './stages-rise-gradually.ts';
import { threeDimensionsOrReason } from './three-dimensions-or-reason.ts';
import { updateNeedsReason } from './update-needs-reason.ts';

const block = (category: string, hoursPerWeek: number, from: string, to: string) => ({
  category,
  hoursPerWeek,
  from,
  to,
});

describe('a diagnostic report', () => {
  it('names every sphere it leaves out', () => {
    const rows = ['socialLiving', 'social', 'psychological', 'vocational'].map((row) => ({ row }));
    expect(fiveSpheres.check({ sphereSummary: rows }, context())).toEqual([
      { pointer: '/sphereSummary', code: 'five-spheres', params: { sphere: 'health' } },
    ]);
  });

  it('may have more than five spheres', () => {
    const rows = ['socialLiving', 'health', 'social', 'psychological', 'vocational', 'spiritual'].map((row) => ({
      row,
    }));
    expect(refusals(fiveSpheres, { sphereSummary: rows })).toEqual([]);
  });
});

describe('the social share of a plan', () => {
  it('is met at exactly two thirds', () => {
    const plan = {
      actions: [block('social', 4, '2026-03-16', '2026-03-22'), block('vocational', 2, '2026-03-16', '2026-03-22')],
    };
    expect(refusals(socialShareTwoThirds, plan)).toEqual([]);
    expect(sharePercent({ social: 4, all: 6 })).toBe(66.7);
  });

  it('is looked at week by week, and the first week below it is named', () => {
    const plan = {
      actions: [block('social', 4, '2026-03-16', '2026-04-12'), block('vocational', 2.25, '2026-03-25', '2026-04-01')],
    };
    expect(socialShareTwoThirds.check(plan, context())).toEqual([
      { pointer: '/actions', code: 'social-share-two-thirds', params: { week: '2026-03-23', percent: 64 } },
    ]);
  });

  it('is not met in a week that has only employment', () => {
    const plan = {
      actions: [block('social', 6, '2026-03-16', '2026-03-22'), block('vocational', 1, '2026-03-16', '2026-03-29')],
    };
    expect(refusals(socialShareTwoThirds, plan)).toEqual(['/actions']);
  });

  it('counts a block in each week that it touches', () => {
    const weeks = plannedWeeks({ actions: [block('social', 3, '2026-03-22', '2026-03-23')] });
    expect(weeks.map(({ week }) => week)).toEqual(['2026-03-16', '2026-03-23']);
  });

  it('leaves out blocks without dates, and weeks without hours', () => {
    expect(
      plannedWeeks({
        actions: [
          { category: 'social', hoursPerWeek: 3 },
          { from: '2026-03-16', to: '2026-03-16' },
        ],
      }),
    ).toEqual([]);
    expect(sharePercent({ social: 0, all: 0 })).toBe(100);
  });

  it('never falls when social hours are added, never rises when others are', () => {
    const hours = fc.integer({ min: 0, max: 160 }).map((quarters) => quarters / 4);
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 1, max: 40 }), (social, other, more) => {
        const all = social + other;
        fc.pre(all > 0);
        const before = sharePercent({ social, all });
        expect(sharePercent({ social: social + more, all: all + more })).toBeGreaterThanOrEqual(before);
        expect(sharePercent({ social, all: all + more })).toBeLessThanOrEqual(before);
        expect(meetsSocialShare({ social, all })).toBe(Math.round(social * 4) * 3 >= Math.round(all * 4) * 2);
      }),
    );
  });
});

describe('an individual action plan', () => {
  it('rests on the signed diagnosis that it names', () => {
    const signed = context({ earlier: [earlier('diagnostic-report', {}, '2026-02-27', 'd1')] });
    expect(refusals(diagnosisIsSigned, { diagnosisRef: 'd1' }, signed)).toEqual([]);
    expect(refusals(diagnosisIsSigned, { diagnosisRef: 'd2' }, signed)).toEqual(['/diagnosisRef']);
    expect(refusals(diagnosisIsSigned, { diagnosisRef: 'd1' })).toEqual(['/diagnosisRef']);
    const unsigned = context({
      earlier: [{ ...earlier('diagnostic-report', {}, '2026-02-27', 'd1'), status: 'submitted' }],
    });
    expect(refusals(diagnosisIsSigned, { diagnosisRef: 'd1' }, unsigned)).toEqual(['/diagnosisRef']);
  });

  it('follows two weeks of observation, both days counted', () => {
    expect(refusals(observationTwoWeeks, { observationFrom: '2026-02-16', observationTo: '2026-03-01' })).toEqual([]);
    expect(refusals(observationTwoWeeks, { observationFrom: '2026-02-16', observationTo: '2026-02-28' })).toEqual([
      '/observationTo',
    ]);
  });

  it('covers three dimensions or says why not', () => {
    const goals = ['resources', 'rights', 'participation'].map((dimension) => ({ dimension }));
    expect(refusals(threeDimensionsOrReason, { goals })).toEqual([]);
    expect(refusals(threeDimensionsOrReason, { goals: goals.slice(1) })).toEqual(['/goalsNote']);
    expect(refusals(threeDimensionsOrReason, { goals: [], goalsNote: 'Najpierw jeden cel' })).toEqual([]);
  });

  it('has only services for goals on its list', () => {
    const goals = [{ goal: 'a' }, { goal: 'b' }];
    expect(refusals(goalExists, { goals, actions: [{ goalRef: 2 }, { goalRef: 3 }, {}] })).toEqual([
      '/actions/1/goalRef',
    ]);
  });

  it('cannot pass work off as social reintegration, nor the reverse', () => {
    const row = (serviceType: string, category: string) => ({ serviceType, category });
    const actions = [
      row('internship', 'social'),
      row('therapy', 'vocational'),
      row('therapy', 'social'),
      row('internship', 'vocational'),
    ];
    expect(refusals(categoryFitsService, { actions })).toEqual(['/actions/0/category', '/actions/1/category']);
  });

  it('lets the planner set the kind of a mixed workshop', () => {
    const mixed = ['social', 'vocational'].map((category) => ({ serviceType: 'socioVocationalWorkshop', category }));
    expect(refusals(categoryFitsService, { sessions: mixed })).toEqual([]);
    expect(refusals(categoryFitsService, { sessions: [{ serviceType: 'therapy' }, {}] })).toEqual([]);
  });

  it('answers the barriers of the questionnaire', () => {
    const withSurvey = (survey: Record<string, unknown>) =>
      context({ earlier: [earlier('recruitment-survey', survey)] });
    expect(refusals(barrierPlanWhenBarriers, {}, withSurvey({ careDuties: 'yes' }))).toEqual(['/barrierPlan']);
    expect(refusals(barrierPlanWhenBarriers, {}, withSurvey({ transportMeans: { none: true } }))).toEqual([
      '/barrierPlan',
    ]);
    expect(refusals(barrierPlanWhenBarriers, {}, withSurvey({ otherBarriers: { health: true } }))).toEqual([
      '/barrierPlan',
    ]);
    expect(
      refusals(barrierPlanWhenBarriers, { barrierPlan: [{ barrier: 'x' }] }, withSurvey({ careDuties: 'yes' })),
    ).toEqual([]);
    expect(refusals(barrierPlanWhenBarriers, {}, withSurvey({ careDuties: 'no' }))).toEqual([]);
  });

  it('says why it was changed from its second version on', () => {
    expect(refusals(updateNeedsReason, {})).toEqual([]);
    expect(refusals(updateNeedsReason, {}, context({ edition: 2 }))).toEqual(['/updateReason']);
    expect(refusals(updateNeedsReason, { updateReason: 'Nowa praca' }, context({ edition: 2 }))).toEqual([]);
  });

  it('rises from stage to stage without a gap, and not backwards in time', () => {
    const step = (stage: number, from: string) => ({ stage, from });
    expect(
      refusals(stagesRiseGradually, { actions: [step(1, '2026-03-01'), step(2, '2026-05-01'), step(1, '2026-04-01')] }),
    ).toEqual([]);
    expect(refusals(stagesRiseGradually, { actions: [step(1, '2026-03-01'), step(3, '2026-05-01')] })).toEqual([
      '/actions/1/stage',
    ]);
    expect(refusals(stagesRiseGradually, { actions: [step(1, '2026-05-01'), step(2, '2026-03-01')] })).toEqual([
      '/actions/1/stage',
    ]);
    expect(refusals(stagesRiseGradually, { actions: [{}] })).toEqual([]);
  });
});
