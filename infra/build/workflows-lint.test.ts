import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintWorkflows } from './workflows-lint.ts';

const ROOT = join(import.meta.dirname, '../..');
const FORMS = join(ROOT, 'forms');

type Json = Record<string, never>;

/** Lints a copy of the shipped workflows in which one file was spoiled. */
function spoiled(file: string, spoil: (content: Json) => void): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  cpSync(join(ROOT, 'workflows'), folder, { recursive: true });
  const path = join(folder, file);
  const content = JSON.parse(readFileSync(path, 'utf8')) as Json;
  spoil(content);
  writeFileSync(path, JSON.stringify(content));
  return lintWorkflows(folder, FORMS).problems;
}

/** Follows a path in JSON; tests know where it leads. */
// biome-ignore lint/suspicious/noExplicitAny: spoiling means writing what no type allows
const at = (content: Json, ...keys: readonly string[]): any =>
  keys.reduce((value, key) => value[key] as never, content);

/** Writes what no type allows: that is what spoiling means. */
const put = (target: object, key: string, value: unknown): void => {
  Object.assign(target, { [key]: value });
};

const STATES = 'recruitment.asl.json';
const RULES = 'recruitment.tasks.json';

describe('the lint of workflows', () => {
  test('finds nothing wrong with what is shipped, and looks at all of it', () => {
    const { problems, tried } = lintWorkflows(join(ROOT, 'workflows'), FORMS);
    expect(problems).toEqual([]);
    expect(tried.states).toBeGreaterThan(200);
    expect(tried.outcomes).toBeGreaterThan(150);
  });

  test.each<readonly [string, string, (content: Json) => void, RegExp]>([
    [
      'a wait without its timeout',
      STATES,
      (c) => delete at(c, 'States', 'FillSurvey').TimeoutSeconds,
      /FillSurvey: waits without/,
    ],
    [
      'a task that catches nothing',
      STATES,
      (c) => delete at(c, 'States', 'FillSurvey').Catch,
      /FillSurvey: catches nothing/,
    ],
    [
      'a state that nothing leads to',
      STATES,
      (c) => put(at(c, 'States', 'ChooseTalk').Choices[0], 'Next', 'EndRecruitment'),
      /OfferJointTalk: no path leads here/,
    ],
    [
      'a name in a payload',
      STATES,
      (c) => put(at(c, 'States', 'FillSurvey', 'Arguments', 'Payload'), 'name', 'x'),
      /payload carries name/,
    ],
    [
      'an unknown command',
      STATES,
      (c) => put(at(c, 'States', 'AcceptCase', 'Arguments', 'Payload'), 'command', 'guess'),
      /no command guess/,
    ],
    ['a machine without an end', STATES, (c) => put(c, 'TimeoutSeconds', 1 as never), /differs from the standard/],
    [
      'an outcome that leads nowhere',
      RULES,
      (c) => put(at(c, 'steps', 'decide', 'outcomes'), 'maybe', { label: 'Może' }),
      /nothing follows outcome maybe/,
    ],
    ['a missing timer', RULES, (c) => put(at(c, 'steps', 'decide'), 'timer', 'soon'), /no timer soon/],
    ['a missing form', RULES, (c) => put(at(c, 'steps', 'decide'), 'form', 'no-form'), /no form no-form/],
    [
      'a missing escalation',
      RULES,
      (c) => put(at(c, 'steps', 'decide'), 'escalation', 'nobody'),
      /no escalation chain nobody/,
    ],
    ['a task without a role', RULES, (c) => delete at(c, 'steps', 'decide').assign, /recruitment.tasks.json/],
    ['an unknown key', RULES, (c) => put(at(c, 'steps', 'decide'), 'color', 'red'), /recruitment.tasks.json/],
    [
      'silence as consent',
      RULES,
      (c) => put(at(c, 'steps', 'decide'), 'silence', 'accept'),
      /silence is never consent/,
    ],
    [
      'a value outside its bounds',
      'timers.json',
      (c) => put(at(c, 'contract'), 'value', 'P90D'),
      /contract is outside its bounds/,
    ],
    ['a run over its budget', 'budget.json', (c) => put(at(c, 'recruitment'), 'transitions', 3), /the budget allows 3/],
    [
      'a mapping to nowhere',
      'coverage.json',
      (c) => put(at(c, 'P1'), '1 signature', ['recruitment/nowhere']),
      /which is not there/,
    ],
  ])('finds %s', (_what, file, spoil, expected) => {
    expect(spoiled(file, spoil).join('\n')).toMatch(expected);
  });
});
