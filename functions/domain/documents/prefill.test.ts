import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../forms/index.ts';
import type { LocalDate } from '../time.ts';
import { prefillAnswers } from './prefill.ts';

const definition = {
  title: 'Kontrakt',
  name: 'social-contract',
  path: 'social-contract',
  type: 'form',
  display: 'form',
  components: [
    {
      type: 'panel',
      key: 'page',
      components: [
        {
          type: 'container',
          key: 'participant',
          label: 'Uczestnik',
          properties: { prefill: 'referral:participant' },
          components: [{ type: 'textfield', key: 'firstName' }],
        },
        {
          type: 'container',
          key: 'parties',
          components: [
            {
              type: 'textfield',
              key: 'phone',
              label: 'Telefon',
              properties: { prefill: 'referral:participant.phone' },
            },
          ],
        },
        {
          type: 'columns',
          key: 'columns',
          columns: [
            {
              components: [
                { type: 'textarea', key: 'reason', label: 'Powód', properties: { prefill: 'referral:reason' } },
              ],
            },
          ],
        },
        { type: 'textarea', key: 'own', label: 'Własne' },
      ],
    },
  ],
} as const satisfies FormDefinition;

const referral = {
  title: 'Skierowanie',
  date: '2026-04-03' as LocalDate,
  answers: { participant: { firstName: 'Halina', phone: '600100200' }, reason: 'Powód pierwszy' },
};
const known = (slug: string) => (slug === 'referral' ? referral : undefined);

describe('a new document', () => {
  it('takes over what earlier documents say and names each source with its date', () => {
    const { answers, notes } = prefillAnswers(definition, {}, known);
    expect(answers).toEqual({
      participant: { firstName: 'Halina', phone: '600100200' },
      parties: { phone: '600100200' },
      reason: 'Powód pierwszy',
    });
    expect(notes.map(({ path, source, date }) => [path, source, date])).toEqual([
      ['participant', 'Skierowanie', '2026-04-03'],
      ['parties.phone', 'Skierowanie', '2026-04-03'],
      ['reason', 'Skierowanie', '2026-04-03'],
    ]);
  });

  it('never overwrites what a person has written', () => {
    const { answers, notes } = prefillAnswers(definition, { reason: 'Inny powód' }, known);
    expect(answers.reason).toBe('Inny powód');
    expect(notes.map((note) => note.path)).not.toContain('reason');
  });

  it('stays as it is when the earlier document is missing or empty', () => {
    expect(prefillAnswers(definition, {}, () => undefined)).toEqual({ answers: {}, notes: [] });
    expect(
      prefillAnswers(definition, {}, () => ({ ...referral, answers: { participant: { firstName: '' }, reason: [] } }))
        .notes,
    ).toEqual([]);
  });
});

it('takes the first of several sources that has a value', () => {
  const field = {
    type: 'textarea',
    key: 'strengths',
    label: 'Mocne strony',
    properties: { prefill: 'social-contract:strengths internal-agreement:strengths' },
  } as const;
  const sources: Readonly<Record<string, object>> = {
    'social-contract': { ...referral, title: 'Kontrakt', answers: { strengths: '' } },
    'internal-agreement': { ...referral, title: 'Umowa', answers: { strengths: 'Szyje' } },
  };
  const form: FormDefinition = { ...definition, components: [field] };
  const { answers, notes } = prefillAnswers(form, {}, (slug) => sources[slug] as typeof referral | undefined);
  expect(answers).toEqual({ strengths: 'Szyje' });
  expect(notes.map(({ source }) => source)).toEqual(['Umowa']);
});
