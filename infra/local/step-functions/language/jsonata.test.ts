import { describe, expect, test } from 'vitest';
import type { Scope } from '../core/flow.ts';
import type { Json, JsonObject } from '../core/model.ts';
import { evaluateJsonata, expressionIn, fillJsonata } from './jsonata.ts';

const now = Date.UTC(2026, 2, 29, 1, 30);
let drawn = 0;
const scope = (input: Json, variables: JsonObject = {}): Scope => ({
  inputText: JSON.stringify(input),
  input,
  variables,
  context: { Execution: { Name: 'run' } },
  stateName: 'S',
  enteredEventId: 7,
  now,
  random: () => 0.25,
  uuid: () => `uuid-${drawn++}`,
});
const evaluate = (source: string, input: Json = {}, variables: JsonObject = {}): Promise<Json> =>
  evaluateJsonata(source, 'Output', scope(input, variables), { result: 'r' });

describe('an expression', () => {
  test.each<[string, Json]>([
    ['$states.input.a + $limit', 7],
    ['$states.result & $states.context.Execution.Name', 'rrun'],
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(1, 9, 3)', [1, 4, 7]],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'],
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$random()', 0.25],
    ['$random(7) = $random(7)', true],
    ['$now()', '2026-03-29T01:30:00.000Z'],
    ["$now('[Y0001]-[M01]-[D01]')", '2026-03-29'],
    ['$millis()', now],
    ['$map([1,2], function($v) { $v * 2 })', [2, 4]],
    ['[1..3][$ > 1]', [2, 3]],
    ['$states.input.none ? 1 : 2', 2],
    ['null', null],
  ])('%s is %j', async (source, expected) => {
    expect(await evaluate(source, { a: 2 }, { limit: 5 })).toEqual(expected);
  });

  test.each([
    ['$states.input.none', 'returned nothing (undefined).'],
    ["$eval('1')", 'threw an error during evaluation. T1006'],
    ["1 + 'x'", 'threw an error during evaluation. T2002'],
    ["$hash('abc', 'CRC')", 'Unsupported hash algorithm'],
    ['$range(1, 5000, 1)', 'at most 1000'],
    ['$sum', 'unsupported result type'],
    ["$error('own words')", 'own words'],
  ])('%s fails with its place and reason', async (source, why) => {
    await expect(evaluate(source)).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
      location: 'Output',
      causeText: expect.stringContaining(
        "An error occurred while executing the state 'S' (entered at the event id #7).",
      ),
    });
    await expect(evaluate(source)).rejects.toMatchObject({ causeText: expect.stringContaining(why) });
  });

  test('gives a value of its own: changing it changes nothing else', async () => {
    const input = { list: [{ n: 1 }] };
    const value = (await evaluate('$states.input.list', input)) as { n: number }[];
    expect(Object.keys(value)).toEqual(['0']);
    (value[0] as { n: number }).n = 2;
    expect(input.list[0]?.n).toBe(1);
  });

  test('runs one at a time, so that budgets do not mix', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => evaluate(`$sum([1..${index + 1}])`)));
    expect(all).toEqual(Array.from({ length: 50 }, (_, index) => ((index + 1) * (index + 2)) / 2));
  });
});

test.each([
  ['{% 1 %}', '1'],
  ['{%1%}', '1'],
  [' {% 1 %}', undefined],
  ['{% 1', undefined],
  ['plain', undefined],
  [7, undefined],
])('%j holds the expression %j', (text, source) => {
  expect(expressionIn(text)).toBe(source);
});

test('a template is filled where it holds expressions and kept elsewhere', async () => {
  const template = { a: '{% 1 + 1 %}', b: ['{% $states.input %}', 'plain', null, true], 'c.$': '$.not.a.path' };
  expect(await fillJsonata(template, 'Output', scope('in'), {})).toEqual({
    a: 2,
    b: ['in', 'plain', null, true],
    'c.$': '$.not.a.path',
  });
});
