import { expect, it } from 'vitest';
import { participantRules } from './participant-rules.ts';
import { ruleSentence } from './sentences.ts';

it.each(['pl', 'en', 'uk'] as const)(
  'says every rule of the participant in %s, with nothing left to fill',
  (language) => {
    const params = {
      sphere: 'health',
      dimension: 'rights',
      week: '2026-06-01',
      percent: 60,
      people: 2,
      count: 3,
      missing: 1,
    };
    const sentences = participantRules.map(({ name }) =>
      ruleSentence({ code: name, params: { ...params, first: '2028-02-29', last: '2028-04-30' } }, language),
    );
    expect(sentences.filter((sentence) => sentence === undefined || /[{}]/.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(participantRules.length);
  },
);

it('names days, shares and spheres as people write them', () => {
  expect(ruleSentence({ code: 'social-share-two-thirds', params: { week: '2026-06-01', percent: 66.6 } }, 'pl')).toBe(
    'W tygodniu od 1 czerwca 2026 reintegracja społeczna to 66,6% godzin. Musi być co najmniej 2/3.',
  );
  expect(ruleSentence({ code: 'five-spheres', params: { sphere: 'health' } }, 'pl')).toContain('zdrowotna');
});

it('leaves codes that are no rules to the run-time', () => {
  const required = { pointer: '/goals', code: 'required' };
  expect(ruleSentence(required, 'pl')).toBeUndefined();
});
