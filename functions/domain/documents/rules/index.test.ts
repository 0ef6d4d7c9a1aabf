import { expect, it } from 'vitest';
import { loadForm } from '../../forms/index.ts';
import { dayOf } from './calendar.ts';
import { context } from './context.fixture.ts';
import { checkRules, rules, setCalculated } from './index.ts';
import { networkRules } from './network-rules.ts';
import { participantRules } from './participant-rules.ts';

it('knows every rule by one name', () => {
  expect(rules.size).toBe(participantRules.length + networkRules.length);
});

it('asks only the rules of the moment', () => {
  const answers = { coAuthored: 'no', entrySource: 'ops' };
  const codes = (moment: 'submit' | 'sign') =>
    checkRules('co-authored entry-not-from-ops', moment, answers, context()).map(({ code }) => code);
  expect(codes('submit')).toEqual(['entry-not-from-ops']);
  expect(codes('sign')).toEqual(['co-authored']);
  expect(checkRules('', 'submit', answers, context())).toEqual([]);
});

it('sets what the server works out, and takes away what can no longer be known', () => {
  const field = (key: string, auto: string) =>
    ({ type: 'textfield', key, label: key, input: true, disabled: true, properties: { auto } }) as const;
  const form = loadForm(
    {
      slug: 'trial',
      scope: 'national',
      number: 1,
      definition: {
        title: 'Próba',
        name: 'trial',
        path: 'trial',
        type: 'form',
        display: 'form',
        components: [
          field('nextDue', 'next-change-report'),
          field('rate', 'attendance-rate'),
          field('other', 'of-nobody'),
        ],
      },
    },
    'pl',
  );
  expect(setCalculated(form, { periodTo: '2026-04-15', rate: 90, other: 'x' }, context())).toEqual({
    periodTo: '2026-04-15',
    nextDue: '2026-05-15',
    other: 'x',
  });
});

it('throws on a name that no rule has', () => {
  expect(() => checkRules('no-such-rule', 'submit', {}, context())).toThrow('no-such-rule');
});

it('no rule of the participant falls over answers of any shape', () => {
  const shapes = [null, 0, 'x', [], [null], [1], {}, { goals: {} }];
  for (const rule of participantRules) {
    for (const shape of shapes) {
      const answers = Object.fromEntries(
        [
          'goals',
          'actions',
          'sessions',
          'sphereSummary',
          'changeMatrix',
          'team',
          'attendance',
          'dimensionDeficits',
          'transportMeans',
          'week',
          'sessionRef',
        ].map((key) => [key, shape]),
      );
      expect(Array.isArray(rule.check(answers, context()))).toBe(true);
    }
  }
});

it('takes only days that exist', () => {
  expect(dayOf('2026-02-28')).toBe('2026-02-28');
  for (const wrong of ['2026-02-30', '2026-2-1', '2026-13-01', '', 5, undefined]) expect(dayOf(wrong)).toBeUndefined();
});
