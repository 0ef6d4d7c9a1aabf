import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../core/model.ts';
import { choiceHolds, matchesPattern } from './choice-tests.ts';
import type { Place } from './payload-template.ts';

const place = (root: Json): Place => ({
  root,
  scope: {
    inputText: JSON.stringify(root),
    input: root,
    variables: { limit: 5 },
    context: { Execution: { Name: 'run' } },
    stateName: 'Decide',
    enteredEventId: 2,
    now: 0,
    random: () => 0,
    uuid: () => 'u',
  },
});

describe('a choice rule', () => {
  test.each<[JsonObject, Json, boolean]>([
    [{ Variable: '$.n', NumericLessThan: 5 }, { n: 4 }, true],
    [{ Variable: '$.n', NumericLessThan: 5 }, { n: '4' }, false],
    [{ Variable: '$.n', NumericGreaterThanEqualsPath: '$limit' }, { n: 5 }, true],
    [{ Variable: '$.s', StringGreaterThan: 'a' }, { s: 'b' }, true],
    [{ Variable: '$.b', BooleanEquals: false }, { b: false }, true],
    [{ Variable: '$.b', BooleanEquals: false }, { b: null }, false],
    [{ Variable: '$.t', TimestampLessThan: '2026-01-01T00:00:00Z' }, { t: '2026-01-01T00:30:00+01:00' }, true],
    [{ Variable: '$.t', IsTimestamp: true }, { t: '2026-02-30T00:00:00Z' }, false],
    [{ Variable: '$.t', IsNull: true }, { t: null }, true],
    [{ Variable: '$.none', IsPresent: false }, {}, true],
    [{ Variable: '$.t', IsPresent: true }, { t: null }, true],
    [{ Variable: '$$.Execution.Name', StringEquals: 'run' }, {}, true],
    [{ Not: { Variable: '$.n', NumericEquals: 1 } }, { n: 2 }, true],
    [
      {
        And: [
          { Variable: '$.n', IsNumeric: true },
          { Variable: '$.n', NumericEquals: 2 },
        ],
      },
      { n: 2 },
      true,
    ],
    [
      {
        Or: [
          { Variable: '$.n', NumericEquals: 1 },
          { Variable: '$.n', NumericEquals: 3 },
        ],
      },
      { n: 2 },
      false,
    ],
  ])('%j for %j is %s', (rule, input, holds) => {
    expect(choiceHolds(rule, place(input))).toBe(holds);
  });

  test('that reads a place which is not there fails as AWS says', () => {
    expect(() => choiceHolds({ Variable: '$.n', NumericEquals: 1 }, place({}))).toThrow(
      "Invalid path '$.n': The choice state's condition path references an invalid value.",
    );
  });
});

describe('a pattern', () => {
  test.each([
    ['log-2026.txt', 'log-*.txt', true],
    ['log-2026.csv', 'log-*.txt', false],
    ['', '*', true],
    ['a*b', 'a\\*b', true],
    ['axb', 'a\\*b', false],
    ['a\\b', 'a\\\\b', true],
    ['abcabc', '*abc', true],
  ])('%j against %j is %s', (text, pattern, matches) => {
    expect(matchesPattern(text, pattern)).toBe(matches);
  });

  test('with many stars takes no longer than its text', () => {
    const from = performance.now();
    expect(matchesPattern('a'.repeat(20_000), `${'*a'.repeat(200)}b`)).toBe(false);
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});
