import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Component, JsonValue } from '../../../functions/domain/forms/index.ts';
import { askCore, askOurs } from './core-oracle.ts';
import { SAMPLES, type Sample } from './rule-samples.ts';

// Many forms on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const SEED = Number(process.env.SEED ?? 20260403);
const WANTED = 1000;
const FIELDS = 12;

const counts: Record<string, { accepts: number; rejects: number }> = {};

afterAll(() => {
  console.log(`oracle @formio/core, seed ${SEED}`);
  for (const [rule, { accepts, rejects }] of Object.entries(counts))
    console.log(`  ${rule.padEnd(24)} accepts ${accepts}  rejects ${rejects}`);
});

/** One form of many fields with the same rule, the answers beside it. */
function formOfSamples(samples: readonly Sample[]): { components: Component[]; answers: Record<string, JsonValue> } {
  const components = samples.map((sample, at) => ({
    ...sample.component,
    key: `f${at}`,
    properties: { id: `T1.f${at}` },
  }));
  const given = samples.flatMap((sample, at): [string, JsonValue][] =>
    sample.answer === undefined ? [] : [[`f${at}`, sample.answer]],
  );
  return { components, answers: Object.fromEntries(given) };
}

test('catches a planted bug: a limit that is off by one', () => {
  const offByOne = (component: Component): Component => ({
    ...component,
    validate: { ...component.validate, minLength: (component.validate?.minLength ?? 0) + 1 },
  });
  const samples = SAMPLES['shortest text'];
  if (!samples) throw new Error('the rule is gone');
  expect(() =>
    fc.assert(
      fc.property(fc.array(samples, { minLength: FIELDS, maxLength: FIELDS }), (all) => {
        const { components, answers } = formOfSamples(all);
        expect(askOurs(components.map(offByOne), answers).refused).toEqual(askCore(components, answers).refused);
      }),
      { numRuns: 60, seed: SEED },
    ),
  ).toThrow();
});

describe('agrees with @formio/core on verdict and cleaned data, rule by rule', () => {
  test.each(Object.entries(SAMPLES))('%s', (rule, samples) => {
    const count = { accepts: 0, rejects: 0 };
    counts[rule] = count;
    const batch = fc.array(samples, { minLength: FIELDS, maxLength: FIELDS });
    for (let round = 0; round < 40 && (count.accepts < WANTED || count.rejects < WANTED); round += 1) {
      fc.assert(
        fc.property(batch, (all) => {
          const { components, answers } = formOfSamples(all);
          const [ours, core] = [askOurs(components, answers), askCore(components, answers)];
          const differing = components.filter(({ key }) => ours.refused.has(key) !== core.refused.has(key));
          expect(
            differing.map((component) => ({
              component,
              answer: answers[component.key],
              ours: ours.refused.has(component.key),
            })),
          ).toEqual([]);
          const agreed = Object.keys(answers).filter((key) => !ours.refused.has(key));
          expect(pick(ours.data, agreed)).toEqual(pick(core.data, agreed));
          count.rejects += ours.refused.size;
          count.accepts += components.length - ours.refused.size;
        }),
        { numRuns: 60, seed: SEED + round, endOnFailure: false },
      );
    }
    expect(count.accepts).toBeGreaterThanOrEqual(WANTED);
    expect(count.rejects).toBeGreaterThanOrEqual(WANTED);
  });
});

const pick = (data: JsonValue, keys: readonly string[]): JsonValue =>
  Object.fromEntries(Object.entries(data as Record<string, JsonValue>).filter(([key]) => keys.includes(key)));
