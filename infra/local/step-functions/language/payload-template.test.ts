import { describe, expect, test } from 'vitest';
import type { Json } from '../core/model.ts';
import { parsePath, putAtPath } from './jsonpath.ts';
import { fillTemplate, type Place, pathValue } from './payload-template.ts';

const place = (root: Json): Place => ({
  root,
  scope: {
    inputText: JSON.stringify(root),
    input: root,
    variables: { v: { w: [1, 2] } },
    context: { Execution: { Name: 'run' } },
    stateName: 'S',
    enteredEventId: 2,
    now: 0,
    random: () => 0.5,
    uuid: () => 'u',
  },
});
const given = { a: 1, list: [{ n: 1, k: 'x' }, { n: 2 }, { n: 3 }], 'odd key': true, deep: { list: [[1], [2, 3]] } };

describe('a path', () => {
  test.each<[string, Json]>([
    ['$.a', 1],
    ["$['odd key']", true],
    ['$.list[-1].n', 3],
    ['$.list[0:2].n', [1, 2]],
    ['$.list[*].n', [1, 2, 3]],
    ['$..n', [1, 2, 3]],
    ['$.list[?(@.n > 1)].n', [2, 3]],
    ['$.list[?(@.k)].n', [1]],
    ['$.none[*]', []],
    ['$$.Execution.Name', 'run'],
    ['$v.w[1]', 2],
    ["States.Format('{}-{}', $.a, States.ArrayLength($.list))", '1-3'],
    ["States.Format('It\\'s \\{{}\\}', $.a)", "It's {1}"],
    ['States.ArrayUnique(States.Array(1, 1, 2))', [1, 2]],
    ['States.JsonMerge(States.StringToJson(\'{"a":1}\'), States.StringToJson(\'{"b":2}\'), false)', { a: 1, b: 2 }],
    ['States.MathAdd(1, -3)', -2],
    ['States.MathRandom(1, 10)', 5],
    ['States.UUID()', 'u'],
    ["States.Base64Decode('xYHDs2TFug==')", 'Łódź'],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
    ['States.ArrayPartition($.deep.list, 1)', [[[1]], [[2, 3]]]],
    ['States.ArrayContains($.list, $.list[1])', true],
    ['States.ArrayGetItem($.deep.list, 1)', [2, 3]],
    ["States.Hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ])('%s finds %j', (path, expected) => {
    expect(pathValue(path, 'x.$', place(given))).toEqual(expected);
  });

  test.each(['', 'a', '$.', '$.a.', '$[', '$.a b', '$.list.length()', '$.list[?(@.n]'])('%j is none', (path) => {
    expect(parsePath(path)).toBeUndefined();
  });

  test('that leads nowhere fails with path, field and input', () => {
    expect(() => pathValue('$.none', 'x.$', place({ a: 1 }))).toThrow(
      "The JSONPath '$.none' specified for the field 'x.$' could not be found in the input '{\"a\":1}'",
    );
  });

  test('in a filter cannot run code', () => {
    const attempt = "$.list[?(@.constructor.constructor('return process')())]";
    const found =
      parsePath(attempt) === undefined
        ? 'refused'
        : (() => {
            try {
              return pathValue(attempt, 'x.$', place(given));
            } catch {
              return 'failed';
            }
          })();
    expect(['refused', 'failed', JSON.stringify([])]).toContain(
      typeof found === 'string' ? found : JSON.stringify(found),
    );
  });
});

test('a template is filled at its marked keys, at any depth', () => {
  const template = { 'a.$': '$.a', fixed: '$.a', inner: [{ 'n.$': '$.list[1].n' }] };
  expect(fillTemplate(template, place(given))).toEqual({ a: 1, fixed: '$.a', inner: [{ n: 2 }] });
});

describe('a value put at a path', () => {
  test.each<[readonly (string | number)[], Json, Json | undefined]>([
    [['x', 'y'], { a: 1 }, { a: 1, x: { y: 'v' } }],
    [['a'], { a: 1, b: 2 }, { a: 'v', b: 2 }],
    [['list', 0], { list: [1, 2] }, { list: ['v', 2] }],
    [['list', 5], { list: [1, 2] }, undefined],
    [['a', 'b'], { a: 1 }, undefined],
    [['a'], 'text', undefined],
  ])('%j into %j gives %j', (steps, into, expected) => {
    const before = JSON.stringify(into);
    expect(putAtPath(steps, into, 'v')).toEqual(expected);
    expect(JSON.stringify(into)).toBe(before);
  });
});
