import { describe, expect, it } from 'vitest';
import { allEightPrinciples, PRINCIPLES } from './all-eight-principles.ts';
import { apoliticalYes } from './apolitical-yes.ts';
import { atLeastTwoParties } from './at-least-two-parties.ts';
import { consultationSummary } from './consultation-summary.ts';
import { contextWith, earlierDocument, pointersOf } from './context.fixture.ts';
import { informalPartnership } from './informal-partnership.ts';
import { leaderIsAParty } from './leader-is-a-party.ts';
import { noOpenComment } from './no-open-comment.ts';
import { noTypeC } from './no-type-c.ts';

const parties = (...institutions: readonly string[]) => ({
  parties: institutions.map((institution) => ({ institution })),
});
const ticked = (...principles: readonly string[]) => ({
  principlesAccepted: Object.fromEntries(principles.map((principle) => [principle, true])),
});
const card = (institution: string, stakeholderType: string) =>
  earlierDocument('stakeholder-card', { institution: { stakeholderType } }, institution);

describe('at-least-two-parties', () => {
  it('accepts two institutions', () => {
    expect(pointersOf(atLeastTwoParties, parties('kis', 'ops'))).toEqual([]);
  });
  it('refuses one institution', () => {
    expect(pointersOf(atLeastTwoParties, parties('kis'))).toEqual(['/parties']);
  });
  it('counts an institution once, however often it is named', () => {
    expect(pointersOf(atLeastTwoParties, parties('kis', 'kis'))).toEqual(['/parties']);
  });
  it('does not count a row without an institution', () => {
    expect(pointersOf(atLeastTwoParties, parties('kis', ''))).toEqual(['/parties']);
  });
});

describe('leader-is-a-party', () => {
  it('accepts a leader among the parties', () => {
    expect(pointersOf(leaderIsAParty, { leader: 'kis', ...parties('kis', 'ops') })).toEqual([]);
  });
  it('refuses a leader from outside', () => {
    expect(pointersOf(leaderIsAParty, { leader: 'pup', ...parties('kis', 'ops') })).toEqual(['/leader']);
  });
  it('leaves a missing leader to the required field', () => {
    expect(pointersOf(leaderIsAParty, parties('kis', 'ops'))).toEqual([]);
  });
});

describe('all-eight-principles', () => {
  it('accepts all eight', () => {
    expect(pointersOf(allEightPrinciples, ticked(...PRINCIPLES))).toEqual([]);
  });
  it('refuses seven and says that one is missing', () => {
    const errors = allEightPrinciples.check(ticked(...PRINCIPLES.slice(1)), contextWith());
    expect(errors).toEqual([{ pointer: '/principlesAccepted', code: 'all-eight-principles', params: { missing: 1 } }]);
  });
  it('does not let an unknown principle stand for a missing one', () => {
    expect(pointersOf(allEightPrinciples, ticked(...PRINCIPLES.slice(1), 'loyalty'))).toEqual(['/principlesAccepted']);
  });
});

describe('apolitical-yes', () => {
  it('accepts TAK', () => {
    expect(pointersOf(apoliticalYes, { apolitical: 'yes' })).toEqual([]);
  });
  it('refuses NIE', () => {
    expect(pointersOf(apoliticalYes, { apolitical: 'no' })).toEqual(['/apolitical']);
  });
});

describe('no-open-comment', () => {
  const comment = (resolution?: string) => earlierDocument('consultation-comment', resolution ? { resolution } : {});
  it('lets an agreement be approved when every comment has its answer', () => {
    expect(pointersOf(noOpenComment, {}, contextWith(comment('accepted'), comment('rejected')))).toEqual([]);
  });
  it('stops an agreement with one open comment', () => {
    expect(pointersOf(noOpenComment, {}, contextWith(comment('accepted'), comment()))).toEqual([
      '/consultationSummary',
    ]);
  });
  it('stops approval only, not submission', () => {
    expect(noOpenComment.when).toBe('sign');
  });
  it('has a summary that counts comments by their resolution', () => {
    expect(consultationSummary([comment('accepted'), comment('accepted'), comment('partly'), comment()])).toBe(
      'uwzględnione: 2, częściowo uwzględnione: 1, nieuwzględnione: 0, bez odpowiedzi: 1',
    );
  });
});

describe('informal-partnership', () => {
  it('warns about informal cooperation and lets it pass', () => {
    expect(informalPartnership.when).toBe('warn');
    expect(pointersOf(informalPartnership, { legalForm: 'informal' })).toEqual(['/legalForm']);
  });
  it('is silent about an agreement', () => {
    expect(pointersOf(informalPartnership, { legalForm: 'agreement' })).toEqual([]);
  });
});

describe('no-type-c', () => {
  it('warns when no party is of type C', () => {
    expect(noTypeC.when).toBe('warn');
    expect(pointersOf(noTypeC, parties('kis', 'ops'), contextWith(card('kis', 'A'), card('ops', 'B')))).toEqual([
      '/parties',
    ]);
  });
  it('is silent when one party is of type C', () => {
    expect(pointersOf(noTypeC, parties('kis', 'library'), contextWith(card('kis', 'A'), card('library', 'C')))).toEqual(
      [],
    );
  });
  it('does not count an institution that is no party', () => {
    expect(pointersOf(noTypeC, parties('kis', 'ops'), contextWith(card('library', 'C')))).toEqual(['/parties']);
  });
});
