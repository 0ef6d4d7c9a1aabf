import fc from 'fast-check';
import type { Component, Condition, ConditionOperator, JsonValue } from '../../../functions/domain/forms/index.ts';
import { component } from '../../builders/forms.ts';

/** A form whose fields depend on each other's answers, and answers to it. */
export interface ConditionSample {
  /** Operators of each field that has a condition, by its key. */
  readonly operators: Readonly<Record<string, readonly string[]>>;
  readonly components: readonly Component[];
  readonly answers: Record<string, JsonValue>;
}

const OPTIONS = ['alfa', 'beta', 'gamma'].map((value) => ({ value, label: value }));

/** Fields that conditions ask about. */
const ASKED: readonly Component[] = [
  component({ type: 'radio', key: 'choice', values: OPTIONS }),
  component({ type: 'number', key: 'number' }),
  component({ type: 'textfield', key: 'text' }),
  component({ type: 'checkbox', key: 'tick' }),
  component({ type: 'selectboxes', key: 'ticks', values: OPTIONS }),
  component({ type: 'datetime', key: 'date', enableTime: false, format: 'yyyy-MM-dd' }),
];

const orAbsent = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 5 });

const answersToAsked = fc.record({
  choice: orAbsent(fc.constantFrom('alfa', 'beta', 'gamma')),
  number: orAbsent(fc.integer({ min: 0, max: 4 })),
  text: orAbsent(fc.constantFrom('abc', 'abd', 'xbc', 'b')),
  tick: fc.boolean(),
  ticks: fc.record({ alfa: fc.boolean(), beta: fc.boolean(), gamma: fc.constant(false) }),
  date: orAbsent(fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03')),
});

type Test = readonly [string, ConditionOperator, Condition['value']?];

const numberTest = (operator: ConditionOperator): fc.Arbitrary<Test> =>
  fc.tuple(fc.constant('number'), fc.constant(operator), fc.integer({ min: 1, max: 3 }));
const textTest = (operator: ConditionOperator): fc.Arbitrary<Test> =>
  fc.tuple(fc.constant('text'), fc.constant(operator), fc.constantFrom('abc', 'b', 'a', 'c'));
const dateTest = (operator: ConditionOperator): fc.Arbitrary<Test> =>
  fc.tuple(fc.constant('date'), fc.constant(operator), fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03'));
const equality = (operator: ConditionOperator): fc.Arbitrary<Test> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('choice', 'ticks'), fc.constant(operator), fc.constantFrom('alfa', 'beta')),
    numberTest(operator),
    textTest(operator),
    ...(operator === 'isEqual'
      ? [fc.tuple(fc.constant('tick'), fc.constant(operator), fc.constantFrom(true, 'true'))]
      : []),
  );
const emptiness = (operator: ConditionOperator): fc.Arbitrary<Test> =>
  fc.tuple(fc.constantFrom('choice', 'number', 'text', 'ticks'), fc.constant(operator));

/** Every operator as often as any other. */
const tests: fc.Arbitrary<Test> = fc.oneof(
  ...(['isEqual', 'isNotEqual'] as const).map(equality),
  ...(['isEmpty', 'isNotEmpty'] as const).map(emptiness),
  ...(['lessThan', 'greaterThan', 'lessThanOrEqual', 'greaterThanOrEqual'] as const).map(numberTest),
  ...(['includes', 'notIncludes', 'startsWith', 'endsWith'] as const).map(textTest),
  ...(['dateLessThan', 'dateGreaterThan', 'dateLessThanOrEqual', 'dateGreaterThanOrEqual', 'isDateEqual'] as const).map(
    dateTest,
  ),
);

interface Dependent {
  readonly show: boolean;
  readonly conjunction: 'all' | 'any';
  readonly tests: readonly Test[];
  readonly answer: string | undefined;
}

const dependents: fc.Arbitrary<Dependent> = fc.record({
  show: fc.boolean(),
  conjunction: fc.constantFrom('all' as const, 'any' as const),
  tests: fc.array(tests, { minLength: 1, maxLength: 2 }),
  answer: fc.constantFrom<string | undefined>('x', undefined),
});

const dependentOf = ({ show, conjunction, tests: asked }: Dependent, key: string, prefix: string): Component =>
  component({
    type: 'textfield',
    key,
    validate: { required: true },
    conditional: {
      show,
      conjunction,
      conditions: asked.map(([name, operator, value]) => ({
        component: `${prefix}${name}`,
        operator,
        ...(value !== undefined && { value }),
      })),
    },
  });

const withoutAbsent = (answers: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> =>
  Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));

const operatorsOf = (all: readonly Dependent[]): ConditionSample['operators'] =>
  Object.fromEntries(all.map((one, at) => [`d${at}`, one.tests.map(([, operator]) => operator)]));

/** Conditions between fields of one group: flat, in a fieldset, or in a container. */
export const flatConditions: fc.Arbitrary<ConditionSample> = fc
  .tuple(
    answersToAsked,
    fc.array(dependents, { minLength: 12, maxLength: 12 }),
    fc.constantFrom('flat', 'fieldset', 'container'),
  )
  .map(([asked, all, layout]) => {
    const keyed = all.map((one, at) => dependentOf(one, `d${at}`, ''));
    const given = Object.fromEntries(all.map(({ answer }, at) => [`d${at}`, answer]));
    const inside =
      layout === 'flat'
        ? keyed
        : [
            component({
              type: layout === 'fieldset' ? 'fieldset' : 'container',
              key: 'group',
              legend: 'Grupa',
              components: keyed,
            }),
          ];
    const answers = layout === 'container' ? { ...asked, group: withoutAbsent(given) } : { ...asked, ...given };
    return { operators: operatorsOf(all), components: [...ASKED, ...inside], answers: withoutAbsent(answers) };
  });

/** Conditions inside the rows of a repeated group, each row by its own answers. */
export const rowConditions: fc.Arbitrary<ConditionSample> = fc
  .tuple(
    fc.array(answersToAsked, { minLength: 1, maxLength: 4 }),
    fc.array(dependents, { minLength: 3, maxLength: 3 }),
    fc.constantFrom('datagrid' as const, 'editgrid' as const),
  )
  .map(([rows, all, type]) => ({
    operators: operatorsOf(all),
    components: [
      component({
        type,
        key: 'rows',
        components: [...ASKED, ...all.map((one, at) => dependentOf(one, `d${at}`, 'rows.'))],
      }),
    ],
    answers: {
      rows: rows.map((asked, row) =>
        // Every row has an answer of its own, so that none counts as left empty.
        withoutAbsent({
          ...asked,
          text: asked.text ?? 'abc',
          ...Object.fromEntries(all.map(({ answer }, at) => [`d${at}`, (at + row) % 2 ? answer : undefined])),
        }),
      ),
    },
  }));

const comparisons = ['==', '!=', '===', '<', '>=', 'in'] as const;

/** Conditions as JSON Logic over `data`. */
export const logicConditions: fc.Arbitrary<ConditionSample> = fc
  .tuple(
    answersToAsked,
    fc.array(
      fc.record({
        join: fc.constantFrom('and', 'or', '!'),
        parts: fc.array(
          fc.oneof(
            fc.tuple(
              fc.constantFrom(...comparisons.slice(0, 3)),
              fc.constant('data.choice'),
              fc.constantFrom<JsonValue>('alfa', 'beta'),
            ),
            fc.tuple(
              fc.constantFrom(...comparisons.slice(0, 5)),
              fc.constant('data.number'),
              fc.integer({ min: 0, max: 4 }),
            ),
            fc.tuple(
              fc.constant(comparisons[5]),
              fc.constant('data.choice'),
              fc.constant<JsonValue>(['alfa', 'gamma']),
            ),
            fc.tuple(fc.constant(comparisons[0]), fc.constant('data.ticks.alfa'), fc.constant(true)),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        answer: fc.constantFrom<string | undefined>('x', undefined),
      }),
      { minLength: 8, maxLength: 8 },
    ),
  )
  .map(([asked, all]) => ({
    operators: Object.fromEntries(
      all.map(({ join, parts }, at) => [`d${at}`, [join, ...parts.map(([operator]) => operator)]]),
    ),
    components: [
      ...ASKED,
      ...all.map(({ join, parts }, at) => {
        const logic = parts.map(([operator, name, value]): JsonValue => ({ [operator]: [{ var: name }, value] }));
        return component({
          type: 'textfield',
          key: `d${at}`,
          validate: { required: true },
          conditional: { json: { [join]: join === '!' ? logic.slice(0, 1) : logic } },
        });
      }),
    ],
    answers: withoutAbsent({ ...asked, ...Object.fromEntries(all.map(({ answer }, at) => [`d${at}`, answer])) }),
  }));
