import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../forms/definition.ts';
import { campaignResults } from './results.ts';

const option = (value: string) => ({ value, label: value });
const FORM = {
  title: 'Ankieta',
  name: 'ankieta',
  path: 'ankieta',
  type: 'form',
  display: 'form',
  components: [
    {
      type: 'panel',
      key: 'page',
      components: [
        {
          type: 'radio',
          key: 'knows',
          label: 'Zna?',
          values: [option('yes'), option('no')],
          properties: { id: 'C1.knows' },
        },
        {
          type: 'columns',
          key: 'c',
          columns: [
            {
              components: [{ type: 'selectboxes', key: 'wants', label: 'Czego?', values: [option('a'), option('b')] }],
            },
          ],
        },
        { type: 'select', key: 'since', data: { values: [option('old'), option('new')] } },
        { type: 'textarea', key: 'why', label: 'Dlaczego?' },
      ],
    },
  ],
} as unknown as FormDefinition;

const times = (count: number, answer: object) => Array.from({ length: count }, () => ({ ...answer }));
const of = (answers: readonly object[], key: string) => {
  const found = campaignResults(FORM, answers as never).find((one) => one.key === key);
  if (found === undefined) throw new Error(`no question ${key}`);
  return { asked: found.asked, counts: found.lines.map((line) => line.count), texts: found.texts };
};

describe('results of a campaign', () => {
  it('show what every group is large enough for', () => {
    const answers = [...times(8, { knows: 'yes' }), ...times(6, { knows: 'no' })];
    expect(of(answers, 'knows')).toMatchObject({ asked: 14, counts: [8, 6] });
    expect(campaignResults(FORM, answers as never)[0]).toMatchObject({ stableId: 'C1.knows', label: 'Zna?' });
    expect(campaignResults(FORM, answers as never)[2]).toMatchObject({ stableId: 'since', label: 'since' });
  });

  it('hide a small group with another, and the number asked with them', () => {
    expect(of([...times(18, { knows: 'yes' }), ...times(4, { knows: 'no' })], 'knows')).toMatchObject({
      asked: undefined,
      counts: [undefined, undefined],
    });
  });

  it('do not give a small group away by a question that only the others were asked', () => {
    const answers = [
      ...times(10, { knows: 'yes', since: 'old' }),
      ...times(8, { knows: 'yes', since: 'new' }),
      ...times(4, { knows: 'no' }),
    ];
    const asked = of(answers, 'since');
    expect(asked.asked).toBeUndefined();
    expect(asked.counts.filter((count) => count !== undefined).length).toBeLessThan(2);
  });

  it('hide that almost everybody chose an option', () => {
    const answers = [...times(19, { wants: { a: true, b: false } }), { wants: { a: false, b: true } }];
    expect(of(answers, 'wants')).toMatchObject({ counts: [undefined, undefined] });
    const many = [...times(10, { wants: { a: true } }), ...times(10, { wants: { b: true } })];
    expect(of(many, 'wants')).toMatchObject({ asked: 20, counts: [10, 10] });
  });

  it('show texts of five or more in an order that says nothing, and none of fewer', () => {
    const texts = ['ż', 'a', 'ć', 'b', 'c'];
    expect(
      of(
        texts.map((why) => ({ why })),
        'why',
      ),
    ).toMatchObject({ asked: 5, texts: ['a', 'b', 'c', 'ć', 'ż'] });
    expect(
      of(
        texts.slice(1).map((why) => ({ why })),
        'why',
      ),
    ).toMatchObject({ asked: undefined, texts: [] });
  });
});
