import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../protocol/operations.ts';
import { startEngine } from '../start-engine.ts';
import { span } from './describe.ts';

const directory = mkdtempSync(join(tmpdir(), 'sfn-cli-'));
const file = join(directory, 'engine.sqlite');
const sfn = (...words: string[]): string =>
  execFileSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words, '--file', file], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  const engine = await startEngine({ key: 'k', file, call: async () => ({ kind: 'silent' }), log: () => undefined });
  const definition = JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:f',
        TimeoutSeconds: 90_000,
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  });
  const { api } = engine;
  await operations.CreateStateMachine?.(api, { name: 'contact', definition, roleArn: 'arn:aws:iam::0:role/x' });
  await operations.StartExecution?.(api, {
    stateMachineArn: 'arn:aws:states:eu-central-1:000000000000:stateMachine:contact',
    name: 'case-1',
    input: '{"secret":1}',
  });
  await engine.stop();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('list names every execution with its status', () => {
  expect(sfn('list')).toMatch(/RUNNING\s+contact\s+case-1/);
  expect(sfn('list', '--status', 'FAILED')).toBe('no executions\n');
});

test('show says where an execution stands and until when, and keeps its data to itself unless asked', () => {
  const shown = sfn('show', 'case-1');
  expect(shown).toMatch(/Ask: waits for its task since/);
  expect(shown).toMatch(/open task Ask: .*until .*1 d/);
  expect(shown).not.toContain('secret');
  expect(sfn('show', 'case-1', '--data')).toContain('secret');
});

test('history is one readable line per event', () => {
  const lines = sfn('history', 'case-1').trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^\s+2 .*TaskStateEntered\s+Ask$/);
});

test('graph marks the place of the execution', () => {
  expect(sfn('graph', 'case-1')).toContain('▶ Ask');
  expect(sfn('graph', 'contact')).toMatch(/^<svg/);
});

test('an unknown execution is an error', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), 'show', 'nobody', '--file', file],
    { encoding: 'utf8' },
  );
  expect([status, stderr.trim()]).toEqual([1, 'there is no execution nobody']);
});

test.each([
  [0, '0 s'],
  [340, '340 ms'],
  [61_000, '1 min 1 s'],
  [86_400_000 * 3 + 7_200_000, '3 d 2 h'],
])('%i ms reads %s', (milliseconds, told) => {
  expect(span(milliseconds)).toBe(told);
});
