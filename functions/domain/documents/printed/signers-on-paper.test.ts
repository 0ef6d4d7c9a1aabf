import { expect, it } from 'vitest';
import { type Component, loadForm } from '../../forms/index.ts';
import { signersOnPaper } from './signers-on-paper.ts';

const signature = (key: string, more: Partial<Component> = {}): Component => ({
  type: 'signature',
  key,
  label: 'Podpis',
  input: true,
  properties: { signOff: key },
  ...more,
});

const formOf = (signOff: string) =>
  loadForm(
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
        properties: { signOff },
        components: [
          { type: 'textfield', key: 'source', label: 'Źródło', input: true },
          {
            type: 'fieldset',
            key: 'signatures',
            legend: 'Podpisy',
            components: [
              signature('referrer', {
                conditional: {
                  show: true,
                  conjunction: 'all',
                  conditions: [{ component: 'source', operator: 'isNotEqual', value: 'self' }],
                },
              }),
              signature('participant'),
              signature('own', { properties: {} }),
            ],
          },
        ],
      },
    },
    'pl',
  );

it('leaves out the referrer of somebody who came alone', () => {
  const form = formOf('referrer? participant');
  expect(signersOnPaper(form, { source: 'ops' })).toEqual(['referrer', 'participant']);
  expect(signersOnPaper(form, { source: 'self' })).toEqual(['participant']);
});

it('has a place for everybody on the empty form', () => {
  expect(signersOnPaper(formOf('referrer? > participant'), undefined)).toEqual(['referrer', 'participant']);
});

it('keeps those who sign without a field of their own', () => {
  expect(signersOnPaper(formOf('classLeader chair?'), { source: 'self' })).toEqual(['classLeader', 'chair']);
  expect(signersOnPaper(formOf(''), {})).toEqual([]);
});
