import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Rule, rules } from './problem.ts';
import { validateDefinition } from './validate.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder);
const ruleOf = (file: string): string => file.replace(/\.(json|txt)$/, '');

test('every rule has a fixture that bears its name', () => {
  expect(fixtures.map(ruleOf).toSorted()).toEqual(Object.keys(rules).toSorted());
});

describe('each fixture breaks exactly its rule', () => {
  test.each(fixtures)('%s', (file) => {
    const type = ruleOf(file) === 'express-pattern' ? 'EXPRESS' : 'STANDARD';
    const found = validateDefinition(readFileSync(join(folder, file), 'utf8'), type);
    const broken = new Set(found.map((problem) => problem.rule));
    // A machine whose start is missing has, by that, states that nothing reaches.
    if (ruleOf(file) === 'start-at-missing') broken.delete('state-unreachable');
    expect([...broken]).toEqual([ruleOf(file) as Rule]);
    for (const problem of found) {
      expect(problem.path).toMatch(/^\//);
      expect(problem.reason).not.toBe('');
      expect(problem.code).toBe(rules[problem.rule]);
    }
  });
});

test('a definition that uses every honoured field is accepted', () => {
  const definition = {
    Comment: 'all of it',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: 60,
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
        TimeoutSeconds: '{% $states.input.wait %}',
        HeartbeatSeconds: 5,
        Retry: [
          {
            ErrorEquals: ['Busy'],
            IntervalSeconds: 1,
            BackoffRate: 1.5,
            MaxAttempts: 2,
            MaxDelaySeconds: 9,
            JitterStrategy: 'FULL',
          },
        ],
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Next: 'Stop',
            Output: '{% $states.errorOutput %}',
            Assign: { why: '{% $states.errorOutput.Error %}' },
          },
        ],
        Assign: { answer: '{% $states.result %}' },
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        Items: '{% [1, 2] %}',
        MaxConcurrency: 1,
        ToleratedFailureCount: 1,
        ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'One',
          States: { One: { Type: 'Pass', End: true } },
        },
        Next: 'Stop',
      },
      Stop: { Type: 'Fail', Error: 'Stopped', Cause: '{% $states.input.Cause %}' },
    },
  };
  expect(validateDefinition(JSON.stringify(definition))).toEqual([]);
});

test.each([
  'null',
  '[]',
  '"text"',
  '{"StartAt":1,"States":[]}',
  '{"StartAt":"A","States":{"A":null}}',
  '{"StartAt":"A","States":{"A":{"Type":"Map","ItemProcessor":7,"End":true}}}',
  '{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[null]}}}',
  '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"x","Retry":[null],"Catch":[4],"End":true}}}',
  '{"StartAt":"__proto__","States":{"A":{"Type":"Pass","End":true}}}',
])('nonsense is refused, not crashed on: %s', (text) => {
  expect(validateDefinition(text).some(({ severity }) => severity === 'ERROR')).toBe(true);
});
