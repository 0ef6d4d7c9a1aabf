import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cooperationScores, inactionBalance, networkRules } from '../functions/domain/documents/network-rules/index.ts';
import { type Answers, type RuleContext, rules } from '../functions/domain/documents/rules/index.ts';
import {
  checkAnswers,
  composeTranslation,
  type FormTranslation,
  type JsonObject,
  reportTranslation,
  viewSummary,
} from '../functions/domain/forms/index.ts';
import type { LocalDate } from '../functions/domain/time.ts';
import {
  composed,
  type Example,
  examplesOf,
  form,
  HERE,
  library,
  read,
  SLUGS,
  type Slug,
} from './network-forms.fixture.ts';

const timers = read<Record<string, unknown>>('../workflows/timers.json');

const TODAY = '2026-03-02';

const contextOf = (example: Example): RuleContext => ({
  today: (example.context?.today ?? TODAY) as LocalDate,
  edition: example.context?.edition ?? 1,
  signedBy: [],
  earlier: (example.context?.earlier ?? []).map(({ slug, date, example: name, reference }) => ({
    slug,
    date: date as LocalDate,
    answers: read<Example>(slug, 'examples', `${name}.json`).answers,
    ...(reference !== undefined && { reference }),
  })),
});

/** Everything that the form and its rules, of whatever moment, say against an example. */
function errorsOf(slug: Slug, example: Example): readonly { pointer: string; code: string }[] {
  const { answers, errors } = checkAnswers(form(slug), example.answers, {
    today: contextOf(example).today,
    phase: 'submit',
    trusted: example.answers,
  });
  const names = (form(slug).definition.properties?.rules ?? '').split(' ').filter(Boolean);
  const broken = names.flatMap((name) => rules.get(name)?.check(answers as Answers, contextOf(example)) ?? []);
  return [...errors, ...broken].map(({ pointer, code }) => ({ pointer, code }));
}

const checkedAnswers = (slug: Slug, answers: JsonObject): JsonObject =>
  checkAnswers(form(slug), answers, { today: TODAY as LocalDate, phase: 'draft', trusted: answers }).answers;

describe.each(SLUGS)('%s', (slug) => {
  const examples = Object.entries(examplesOf(slug));

  it('has a full and a minimal example', () => {
    expect(examples.map(([name]) => name)).toEqual(expect.arrayContaining(['full', 'minimal']));
  });

  it.each(examples)('%s', (_name, example) => {
    expect(errorsOf(slug, example)).toEqual(example.breaks === null ? [] : [example.breaks]);
  });

  it.each(examples.filter(([, { breaks }]) => breaks === null))('keeps every answer of %s', (_name, example) => {
    const { answers } = checkAnswers(form(slug), example.answers, {
      today: contextOf(example).today,
      phase: 'submit',
      trusted: example.answers,
    });
    expect(answers).toMatchObject(withoutCalculated(example.answers));
  });

  it('names each field once and says where it comes from', () => {
    const nodes = form(slug).nodes;
    expect(new Set(nodes.map((node) => node.stableId)).size).toBe(nodes.length);
    for (const node of nodes) {
      expect(node.stableId).toMatch(new RegExp(`^${form(slug).definition.properties?.catalogue}\\.`));
      expect(['sourced', 'derived'], node.stableId).toContain(node.component.properties?.source);
    }
  });

  it('names only lists, parts and rules that are there', () => {
    for (const node of form(slug).nodes) {
      const { list, part } = node.component.properties ?? {};
      for (const name of list?.split(' ') ?? []) expect(library.lists, node.stableId).toHaveProperty(name);
      if (part !== undefined) expect(library.parts, node.stableId).toHaveProperty(part);
    }
    for (const name of (form(slug).definition.properties?.rules ?? '').split(' ').filter(Boolean))
      expect([...rules.keys()]).toContain(name);
  });

  it('waits for a timer that the processes know', () => {
    const { deadline } = form(slug).definition.properties ?? {};
    if (deadline !== undefined) expect(timers).toHaveProperty(deadline);
  });

  it('has a summary that shows the full example', () => {
    const full = read<Example>(slug, 'examples', 'full.json');
    const sections = viewSummary(form(slug), full.answers, { language: 'pl', level: 'special' });
    expect(sections.flatMap((section) => section.lines).some((line) => line.lines.length > 0)).toBe(true);
  });
});

/** Examples write calculated figures by hand; the form rounds them. */
const withoutCalculated = ({ groupScores, totalScore, ...answers }: JsonObject): JsonObject => answers;

describe('rules of the network', () => {
  it('each stand in a form and are broken by an example', () => {
    const named = new Set(SLUGS.flatMap((slug) => (form(slug).definition.properties?.rules ?? '').split(' ')));
    const broken = new Set(SLUGS.flatMap((slug) => Object.values(examplesOf(slug)).map(({ breaks }) => breaks?.code)));
    expect(networkRules.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
    expect(networkRules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });
});

describe('calculated figures', () => {
  it('of the cooperation card are those of the indicator, for any ratings', () => {
    const groups = form('cooperation-evaluation-card').nodes.filter(({ component }) => component.type === 'datagrid');
    const rating = fc.constantFrom('1', '2', '3', '4', '5', 'na');
    const card = fc.record(
      Object.fromEntries(
        groups.map(({ component }) => {
          const rows = (component.defaultValue ?? []) as readonly JsonObject[];
          const scores = fc.array(rating, { minLength: rows.length, maxLength: rows.length });
          return [component.key, scores.map((each) => rows.map((row, at) => ({ ...row, score: each[at] ?? 'na' })))];
        }),
      ),
    );
    fc.assert(
      fc.property(card, (answers) => {
        const checked = checkedAnswers('cooperation-evaluation-card', answers as JsonObject);
        const { groupScores, totalScore } = cooperationScores(answers);
        const rounded = Object.entries(groupScores).map(([group, score]) => [group, Math.round(score * 10) / 10]);
        expect(checked.groupScores ?? {}).toEqual(Object.fromEntries(rounded));
        expect(checked.totalScore).toBe(totalScore === undefined ? undefined : Math.round(totalScore * 10) / 10);
      }),
      { numRuns: 200 },
    );
  });

  it('of the cost of inaction are those of the indicator, for any amounts', () => {
    const zloty = fc.integer({ min: 0, max: 1_000_000 });
    const rows = fc.array(fc.record({ name: fc.constant('Pozycja'), value: zloty }), { maxLength: 5 });
    const amounts = fc.record(
      { benefitsCost: zloty, otherCosts: rows, expectedTaxes: zloty, otherGains: rows, programmeCost: zloty },
      { requiredKeys: ['benefitsCost'] },
    );
    fc.assert(
      fc.property(amounts, (answers) => {
        expect(checkedAnswers('inaction-calculator', answers).balance).toBe(inactionBalance(answers));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the institution survey', () => {
  const survey = form('institution-survey');
  const branch = (answers: JsonObject): readonly string[] => Object.keys(checkedAnswers('institution-survey', answers));

  it('goes from NIE in question 2 to question 5', () => {
    const full = read<Example>('institution-survey', 'examples', 'full.json').answers;
    const kept = branch({ ...full, q2PartnershipExists: 'no' });
    expect(kept.filter((key) => /^q[34]|^q2Goals/.test(key))).toEqual([]);
    expect(kept).toContain('q5ShouldExist');
  });

  it('forgets the branch that a changed answer closes', () => {
    const full = read<Example>('institution-survey', 'examples', 'full.json').answers;
    expect(
      branch({ ...full, q9CouldJoin: 'no', q9WhyNot: 'Brak ludzi' }).filter((key) => key.startsWith('q9')),
    ).toEqual(['q9CouldJoin', 'q9WhyNot']);
  });

  it.each(['en', 'uk'] as const)('is complete in %s', (language) => {
    const own = read<FormTranslation>('institution-survey', `${language}.json`);
    const definition = composed('institution-survey');
    const { gaps, wanted } = reportTranslation(definition, composeTranslation(definition, own, library, language));
    expect(wanted).toBeGreaterThan(60);
    expect(gaps).toEqual([]);
  });

  it('fits a phone: no page asks more than two numbered questions', () => {
    expect(survey.pages.length).toBe(9);
    for (const page of survey.pages)
      expect(
        page.nodes.flatMap(({ children }) => children).filter(({ label }) => /^Pytanie/.test(label)).length,
      ).toBeLessThanOrEqual(2);
  });
});

describe('the thirteen procedure cards', () => {
  const cards = readdirSync(join(HERE, 'procedure-card/cards')).sort();

  it('are numbered 1 to 13', () => {
    expect(cards).toEqual(Array.from({ length: 13 }, (_, at) => `${String(at + 1).padStart(2, '0')}.json`));
  });

  it.each(cards)('%s fills the card and asks only who is responsible', (file) => {
    const card = read<{ number: number; dependsOn: readonly number[]; answers: JsonObject }>(
      'procedure-card/cards',
      file,
    );
    expect(card.answers.cardNumber).toBe(card.number);
    expect(checkedAnswers('procedure-card', card.answers)).toEqual(card.answers);
    const { errors } = checkAnswers(form('procedure-card'), card.answers, {
      today: TODAY as LocalDate,
      phase: 'submit',
    });
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/introducedBy',
      '/informed',
      '/responsible/name',
      '/responsible/function',
    ]);
    for (const before of card.dependsOn) expect(cards).toContain(`${String(before).padStart(2, '0')}.json`);
  });

  it('wait for each other without a circle', () => {
    const after = new Map(
      cards.map((file) => {
        const card = read<{ number: number; dependsOn: readonly number[] }>('procedure-card/cards', file);
        return [card.number, card.dependsOn];
      }),
    );
    const done = new Set<number>();
    for (let round = 0; round < 13; round += 1)
      for (const [card, before] of after) if (before.every((each) => done.has(each))) done.add(card);
    expect([...done].sort((a, b) => a - b)).toEqual([...after.keys()]);
  });
});
