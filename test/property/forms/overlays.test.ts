import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import {
  applyOverlay,
  type Component,
  diffForms,
  type FormDefinition,
  lint,
  mergeOverlay,
  type OverlayOperation,
} from '../../../functions/domain/forms/index.ts';
import { component, definitionOf } from '../../builders/forms.ts';

// Many forms on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const SEED = Number(process.env.SEED ?? 20260403);
const counts = { applied: 0, refused: 0, conflicts: 0, mergedCleanly: 0 };
afterAll(() => console.log(`overlays, seed ${SEED}`, counts));

const IDS = ['T1.a', 'T1.b', 'T1.c', 'T1.d', 'T1.e', 'T1.part', 'T1.x', 'T1.y', 'own.1', 'own.2'];
const OPTIONS = [
  { value: 'alfa', label: 'Alfa' },
  { value: 'beta', label: 'Beta' },
];

/** A national form whose optional features vary. */
const bases: fc.Arbitrary<FormDefinition> = fc
  .record({
    required: fc.boolean(),
    sourced: fc.boolean(),
    label: fc.constantFrom('A', 'Nazwa', 'Nowa'),
    hint: fc.option(fc.constantFrom('Pomoc', 'Nowa'), { nil: undefined }),
    without: fc.constantFrom('', 'c', 'd', 'e'),
    order: fc.shuffledSubarray(['b', 'c', 'd'], { minLength: 3 }),
    gamma: fc.boolean(),
  })
  .map(({ required, sourced, label, hint, without, order, gamma }) => {
    const make = (key: string): Component =>
      component({
        type: 'radio',
        key,
        values: gamma ? [...OPTIONS, { value: 'gamma', label: 'Gamma' }] : OPTIONS,
        ...(key === 'b' && { validate: { required } }),
        ...(key === 'c' && sourced && { properties: { source: 'sourced' } }),
      });
    return definitionOf(
      [
        component({ type: 'textfield', key: 'a', label, ...(hint && { description: hint }) }),
        ...order.map(make),
        component({ type: 'textfield', key: 'e' }),
        component({
          type: 'fieldset',
          key: 'part',
          legend: 'Część',
          components: [component({ type: 'textfield', key: 'x' }), component({ type: 'textfield', key: 'y' })],
        }),
      ].filter(({ key }) => key !== without),
    );
  });

const id = fc.constantFrom(...IDS);
const operation: fc.Arbitrary<OverlayOperation> = fc.oneof(
  fc.record({ op: fc.constant('relabel' as const), at: id, label: fc.constantFrom('Nowa', 'Inna') }),
  fc.record({ op: fc.constant('hint' as const), at: id, description: fc.constantFrom('Nowa', 'Inna') }),
  fc.record({
    op: fc.constant('translate' as const),
    at: id,
    language: fc.constantFrom('en' as const, 'uk' as const),
    texts: fc.constant({ label: 'New' }),
  }),
  fc.record({ op: fc.constant('hide-optional' as const), at: id }),
  fc.record({ op: fc.constant('reorder-within-section' as const), at: id, after: fc.option(id) }),
  fc.record({
    op: fc.constant('add-option' as const),
    at: id,
    option: fc.constantFrom({ value: 'gamma', label: 'Gamma' }, { value: 'delta', label: 'Delta' }),
  }),
  fc.tuple(id, fc.constantFrom(1, 2)).map(([after, number]) => ({
    op: 'add-after' as const,
    after,
    component: component({ type: 'textfield', key: `own${number}`, properties: { id: `own.${number}` } }),
  })),
);
const overlays = fc.array(operation, { maxLength: 6 });

/** Only the operations that can be replayed, as an editor would have kept them. */
function keepValid(base: FormDefinition, operations: readonly OverlayOperation[]): readonly OverlayOperation[] {
  const kept: OverlayOperation[] = [];
  for (const next of operations) {
    const fits = applyOverlay(base, [...kept, next]).ok;
    counts[fits ? 'applied' : 'refused'] += 1;
    if (fits) kept.push(next);
  }
  return kept;
}

const apply = (base: FormDefinition, operations: readonly OverlayOperation[]): FormDefinition => {
  const result = applyOverlay(base, operations);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

const find = (components: readonly Component[], wanted: string): Component | undefined =>
  components
    .map((given) => (given.properties?.id === wanted ? given : find(given.components ?? [], wanted)))
    .find((found) => found !== undefined);

const run = (property: fc.IProperty<[FormDefinition, FormDefinition, readonly OverlayOperation[]]>): void =>
  fc.assert(property, { numRuns: 1500, seed: SEED });

describe('overlays', () => {
  test('never weaken what is required or sourced, never lose an id, and still pass the linter', () => {
    run(
      fc.property(bases, bases, overlays, (base, _other, operations) => {
        const result = apply(base, keepValid(base, operations));
        for (const wanted of IDS) {
          const [before, after] = [find(base.components, wanted), find(result.components, wanted)];
          if (!before) continue;
          expect(after).toBeDefined();
          expect(after?.validate).toEqual(before.validate);
          expect(after?.properties).toEqual(before.properties);
          if (before.validate?.required || before.properties?.source === 'sourced')
            expect(after?.hidden).toBeUndefined();
          for (const option of before.values ?? []) expect(after?.values).toContainEqual(option);
        }
        expect(lint(result).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });

  test('replay the same way each time, and an empty one changes nothing', () => {
    run(
      fc.property(bases, bases, overlays, (base, _other, operations) => {
        const valid = keepValid(base, operations);
        expect(apply(base, valid)).toEqual(apply(base, valid));
        expect(apply(base, [])).toBe(base);
        expect(diffForms(base, base)).toEqual([]);
      }),
    );
  });
});

describe('merging with a new national version', () => {
  test('what is kept always applies; nothing is lost: kept, in conflict, or taken over by the nation', () => {
    run(
      fc.property(bases, bases, overlays, (oldBase, newBase, operations) => {
        const valid = keepValid(oldBase, operations);
        const { operations: kept, conflicts } = mergeOverlay(oldBase, newBase, valid);
        expect(applyOverlay(newBase, kept).ok).toBe(true);
        const decided = [...kept, ...conflicts.map((conflict) => conflict.operation)];
        const takenOver = valid.filter((one) => !decided.includes(one));
        const merged = apply(newBase, kept);
        for (const one of takenOver) {
          const there = find(merged.components, 'at' in one ? one.at : one.after);
          if (one.op === 'relabel') expect(there?.label ?? there?.legend).toBe(one.label);
          else if (one.op === 'hint') expect(there?.description).toBe(one.description);
          else if (one.op === 'add-option') expect(there?.values).toContainEqual(one.option);
          else expect(one.op).toBe('hide-optional');
        }
        counts.conflicts += conflicts.length;
        counts.mergedCleanly += conflicts.length === 0 ? 1 : 0;
      }),
    );
    expect(counts.conflicts).toBeGreaterThan(300);
    expect(counts.mergedCleanly).toBeGreaterThan(500);
  });

  test('with an unchanged nation every operation stays', () => {
    run(
      fc.property(bases, bases, overlays, (base, _other, operations) => {
        const valid = keepValid(base, operations);
        expect(mergeOverlay(base, base, valid)).toEqual({ operations: valid, conflicts: [] });
      }),
    );
  });

  test('catches a planted bug: a merge that drops conflicts without a word', () => {
    let lost = 0;
    run(
      fc.property(bases, bases, overlays, (oldBase, newBase, operations) => {
        const valid = keepValid(oldBase, operations);
        const { operations: kept } = mergeOverlay(oldBase, newBase, valid);
        const merged = apply(newBase, kept);
        const silent = valid.filter((one) => !kept.includes(one));
        if (silent.some((one) => one.op === 'relabel' && find(merged.components, one.at)?.label !== one.label))
          lost += 1;
      }),
    );
    expect(lost).toBeGreaterThan(0);
  });
});
