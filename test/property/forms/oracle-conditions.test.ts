import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type ConditionSample, flatConditions, logicConditions, rowConditions } from './condition-samples.ts';
import { askCore, askOurs } from './core-oracle.ts';

const SEED = Number(process.env.SEED ?? 20260403);
/** How many times the usual number of forms is tried; from 8 on every operator must reach the count by itself. */
const ROUNDS = Number(process.env.ROUNDS ?? 1);
const WANTED = 1000;

interface Count {
  accepts: number;
  rejects: number;
}

/** By operator: fields with it that were accepted (shown and answered, or hidden) and refused (shown, required, empty). */
const counts = new Map<string, Count>();

afterAll(() => {
  console.log(`oracle @formio/core, conditions, seed ${SEED}`);
  for (const [name, { accepts, rejects }] of counts)
    console.log(`  ${name.padEnd(32)} accepts ${accepts}  rejects ${rejects}`);
});

const countOf = (name: string): Count => {
  const count = counts.get(name) ?? { accepts: 0, rejects: 0 };
  counts.set(name, count);
  return count;
};

function compare(kind: string, { components, answers, operators }: ConditionSample): void {
  const [ours, core] = [askOurs(components, answers), askCore(components, answers)];
  expect([...ours.refused].sort()).toEqual([...core.refused].sort());
  expect(ours.data).toEqual(core.data);
  const refused = [...ours.refused].map((path) => path.split('.').at(-1));
  const places = Array.isArray(answers.rows) ? answers.rows.length : 1;
  for (const [key, own] of Object.entries(operators)) {
    const rejects = refused.filter((name) => name === key).length;
    for (const name of [kind, ...own.map((operator) => `${kind}: ${operator}`)]) {
      const count = countOf(name);
      count.rejects += rejects;
      count.accepts += places - rejects;
    }
  }
}

describe('agrees with @formio/core on what is shown, asked and kept', () => {
  test.each([
    ['conditions', flatConditions, 600],
    ['conditions in rows', rowConditions, 480],
    ['json logic', logicConditions, 700],
  ] as const)(
    '%s',
    (kind, samples, numRuns) => {
      fc.assert(
        fc.property(samples, (sample) => compare(kind, sample)),
        { numRuns: numRuns * ROUNDS, seed: SEED },
      );
      const tried = [...counts].filter(([name]) => name === kind || (ROUNDS >= 8 && name.startsWith(`${kind}: `)));
      expect(tried.length).toBeGreaterThan(0);
      expect(tried.filter(([, { accepts, rejects }]) => Math.min(accepts, rejects) < WANTED)).toEqual([]);
    },
    600_000,
  );
});
