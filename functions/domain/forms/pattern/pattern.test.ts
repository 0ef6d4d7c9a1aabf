import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePattern, patternJudge } from './ambiguity.ts';
import { compilePattern } from './match-pattern.ts';

const atoms = fc.constantFrom(
  'a',
  'b',
  '.',
  '\\d',
  '[ab]',
  '[^a]',
  '\\w',
  '-',
  '1',
  '\\.',
  '[a-c1-3]',
  '\\x61',
  '\\u0062',
  '\\s',
  '\\S',
  '\\D',
  '\\W',
  '\\t',
);
const quantifiers = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,3}', '{2,}', '*?', '+?');

/** Small patterns of everything that is understood. */
const patterns = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(atoms, quantifiers).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:${left}|${right})`),
    fc.tuple(tie('pattern'), quantifiers).map(([inner, quantifier]) => `(${inner})${quantifier}`),
  ),
})).pattern;

const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '-', '.', ' ', '\t', 'ż'), maxLength: 8 });

describe('matching', () => {
  test('agrees with RegExp on whole texts', () => {
    let matched = 0;
    let refused = 0;
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 8, maxLength: 8 }), (pattern, all) => {
        const ours = compilePattern(pattern);
        const theirs = new RegExp(`^(?:${pattern})$`);
        for (const text of ['', 'a', 'ab', '1', ...all]) {
          expect([pattern, text, ours?.matches(text)]).toEqual([pattern, text, theirs.test(text)]);
          if (theirs.test(text)) matched += 1;
          else refused += 1;
        }
      }),
      { numRuns: 700, seed: 20260403 },
    );
    expect(Math.min(matched, refused)).toBeGreaterThan(1000);
  });

  test.each([
    '(?=a)b',
    '(?<!a)b',
    '\\1',
    '\\bx',
    '\\p{L}',
    '(?<n>a)',
    '[',
    '(',
    'a)',
    'a**',
    'a{3,2}',
    '[b-a]',
    'a^b',
    'a$b',
    '\\',
    '\\u12',
    '[\\d-z]',
    '\\cA',
    `${'('.repeat(30)}a${')'.repeat(30)}`,
    'a'.repeat(501),
    'a{9999}',
    '[a',
    ']',
  ])('does not understand %s', (pattern) => {
    expect(compilePattern(pattern)).toBeUndefined();
    expect(['not-understood', 'too-complicated']).toContain(judgePattern(pattern));
  });

  test('anchors at the ends say nothing new', () => {
    const pattern = compilePattern('^ab$|^cd$');
    expect(['ab', 'cd', 'abcd'].map((text) => pattern?.matches(text))).toEqual([true, true, false]);
  });

  test('an evil pattern is matched in linear time', () => {
    const pattern = compilePattern('(a+)+b');
    const start = performance.now();
    expect(pattern?.matches('a'.repeat(10_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('judging', () => {
  test.each([
    '(a+)+b',
    '(a|a)*c',
    '(a*)*',
    '(a?){50}a{50}',
    '(.*a){20}',
    '\\w*\\w*x',
    '(?:[a-z]|[a-z0-9])+x',
    '(a|b|ab)*c',
    '(x+x+)+y',
    '(a{0,20}b{0,20}){0,20}',
    '(?:a|a){30}',
    '.*.*.*x',
    '(\\d+)*-',
    '(a|aa)+$',
  ])('%s backtracks', (pattern) => {
    expect(judgePattern(pattern)).toBe('backtracks');
  });

  test.each([
    '[0-9]{2}-[0-9]{3}',
    '\\d{3} ?\\d{3} ?\\d{3}',
    '[A-Z]{1,3}/\\d{1,6}/\\d{4}',
    '([a-z]+ )*[a-z]+',
    '\\d+-\\d+',
    '(?:\\d{1,3}\\.){3}\\d{1,3}',
    '[a-z]{1,200}',
    '^[0-9]{11}$',
    '(?:kis|cis)/\\d+',
    'a*b*c*',
  ])('%s is sound', (pattern) => {
    expect(judgePattern(pattern)).toBe('sound');
  });

  test('what it calls sound never takes a backtracking engine long', () => {
    let sound = 0;
    fc.assert(
      fc.property(patterns, fc.constantFrom('a', 'b', 'ab', '1', 'a1', '-', 'aab'), (pattern, pump) => {
        if (judgePattern(pattern) !== 'sound') return;
        sound += 1;
        const theirs = new RegExp(`^(?:${pattern})$`);
        const start = process.threadCpuUsage().user;
        theirs.test(`${pump.repeat(2000)}\n!`);
        expect([pattern, (process.threadCpuUsage().user - start) / 1000 < 200]).toEqual([pattern, true]);
      }),
      { numRuns: 1500, seed: 20260403 },
    );
    expect(sound).toBeGreaterThan(250);
  });

  test('many patterns of one form share one budget, each is judged once', () => {
    const judge = patternJudge();
    const start = process.threadCpuUsage().user;
    const verdicts = Array.from({ length: 1000 }, (_, at) => judge(`(?:a${at}|b|c|d){1,${20 + (at % 40)}}x*${at}y*z*`));
    expect((process.threadCpuUsage().user - start) / 1000).toBeLessThan(500);
    expect(verdicts).toContain('too-complicated');
    expect(judge('[0-9]+')).toBe(judge('[0-9]+'));
  });
});
