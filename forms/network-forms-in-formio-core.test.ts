import * as formio from '@formio/core';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../functions/domain/forms/index.ts';
import { composed, type Example, examplesOf, form, SLUGS, type Slug } from './network-forms.fixture.ts';

interface CoreContext {
  readonly scope: { validated?: readonly { path: string; error?: { ruleName: string } | null }[] };
  readonly data: Record<string, unknown>;
}
const core = formio as unknown as { Processors: unknown; process(context: object): Promise<unknown> };

/** Core's names of the rules that it knows too; ours that cross fields it cannot tell. */
const CORE_RULES: Readonly<Record<string, string>> = { required: 'required', pattern: 'pattern', 'too-low': 'min' };

/** Core takes a missing radio answer for the text "undefined" when `dataType` is "string", so it misses that it is required. */
const MISSED_BY_CORE = new Set(['stakeholder-card/type-missing']);

async function runInCore(slug: Slug, example: Example) {
  const { components } = composed(slug);
  const data = structuredClone(example.answers) as Record<string, unknown>;
  const context: CoreContext & object = Object.assign(
    { form: composed(slug), components, submission: { data }, processors: core.Processors, config: { server: true } },
    { scope: {}, data },
  );
  await core.process(context);
  const signatures = new Set(
    form(slug).nodes.flatMap(({ component, path }) => (component.type === 'signature' ? path : [])),
  );
  const errors = (context.scope.validated ?? [])
    // Sign-offs are no answers here: they are drawn by the sign-off block.
    .filter(({ path, error }) => error && !signatures.has(path))
    .map(({ path, error }) => `${path}: ${error?.ruleName}`);
  return { errors, data: context.data };
}

describe.each(SLUGS)('%s in @formio/core', (slug) => {
  it.each(Object.entries(examplesOf(slug)))('says of %s what we say', async (name, example) => {
    const { errors } = await runInCore(slug, example);
    const rule = example.breaks && CORE_RULES[example.breaks.code];
    const canTell = rule && !MISSED_BY_CORE.has(`${slug}/${name}`);
    expect(errors).toEqual(canTell ? [`${pathOf(example.breaks?.pointer ?? '')}: ${rule}`] : []);
  });
});

it('calculates the same figures in @formio/core', async () => {
  const card = await runInCore(
    'cooperation-evaluation-card',
    examplesOf('cooperation-evaluation-card').full as Example,
  );
  expect(card.data.totalScore).toBe(examplesOf('cooperation-evaluation-card').full?.answers.totalScore);
  expect(card.data.groupScores).toEqual(examplesOf('cooperation-evaluation-card').full?.answers.groupScores);
  const cost = await runInCore('inaction-calculator', examplesOf('inaction-calculator').full as Example);
  expect(cost.data.balance).toBe(131_100);
});
