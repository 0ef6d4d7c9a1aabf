import { describe, expect, it } from 'vitest';
import type { EarlierDocument } from '../rules/rule.ts';
import { networkCalculations } from './calculations.ts';
import { capacityByMeeting } from './capacity-by-meeting.ts';
import { contextWith, earlierDocument } from './context.fixture.ts';
import { networkRules } from './index.ts';
import { meetingCadence } from './meeting-cadence.ts';
import { networkSentence } from './sentences.ts';

describe('sentences of broken rules', () => {
  it.each(networkRules.map(({ name }) => name))('%s is said in Polish', (code) => {
    const said = ['', 'head', 'delegate', 'strategic', 'operational'].map((kind) =>
      networkSentence({ code, params: { kind } }),
    );
    expect(said.some((sentence) => sentence !== undefined && sentence.length > 20)).toBe(true);
  });
  it('name the figures that broke the rule', () => {
    expect(networkSentence({ code: 'quorum', params: { present: 1, members: 5 } })).toMatch(
      /^Obecnych instytucji: 1 z 5\./,
    );
  });
  it('differ for heads and delegates, strategic and operational meetings', () => {
    const [error] = capacityByMeeting.check(
      { meetingType: 'operational', attendance: [{ present: 'yes', capacity: 'head' }] },
      contextWith(),
    );
    expect(error && networkSentence(error)).toMatch(/osoba merytoryczna/);
    const [gap] = meetingCadence.check(
      { meetingsCalendar: ['2026-01-01', '2026-09-01'].map((date) => ({ date, kind: 'strategic' })) },
      contextWith(),
    );
    expect(gap && networkSentence(gap)).toBe('Między spotkaniami strategicznymi mija więcej niż 3 miesiące.');
  });
  it('are there in the languages of the survey', () => {
    expect(networkSentence({ code: 'survey-branching' }, 'en')).toMatch(/question 5/);
    expect(networkSentence({ code: 'survey-branching' }, 'uk')).toMatch(/запитанні 5/);
  });
  it('say nothing about a code of another part', () => {
    expect(networkSentence({ code: 'required' })).toBeUndefined();
  });
});

describe('values set from other documents', () => {
  const calculate = (name: string, ...earlier: readonly EarlierDocument[]) =>
    networkCalculations.get(name)?.({}, contextWith(...earlier));

  it('weigh every institution’s card the same', () => {
    const cards = [80, 50.25].map((totalScore) => earlierDocument('cooperation-evaluation-card', { totalScore }));
    expect(calculate('mean-cooperation-score', ...cards, earlierDocument('cooperation-evaluation-card', {}))).toBe(
      65.1,
    );
  });
  it('are unknown without cards', () => {
    expect(calculate('mean-cooperation-score')).toBeUndefined();
  });
  it('sum up a consultation', () => {
    expect(
      calculate('consultation-summary', earlierDocument('consultation-comment', { resolution: 'rejected' })),
    ).toMatch(/nieuwzględnione: 1, bez odpowiedzi: 0$/);
  });
});
