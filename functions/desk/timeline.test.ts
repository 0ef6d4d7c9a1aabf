import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CaseEvent } from '../domain/cases/case.ts';
import { messagesOf } from '../http/messages.ts';
import { SENTENCES, timelineLine } from './timeline.ts';

const ROOT = join(import.meta.dirname, '..');

/** Event types that use cases write literally: `changes.event('task-done', …)`. */
const written = new Set(
  globSync('use-cases/**/*.ts', { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\.event\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? ''),
    ),
);

it('has a sentence for every event type that a use case writes', () => {
  expect(written.size).toBeGreaterThan(15);
  expect([...written].filter((type) => !Object.hasOwn(SENTENCES, type))).toEqual([]);
});

it('names the person, the role and the one they stood in for, never an id', () => {
  const event = {
    caseId: 'c',
    sequence: 3,
    type: 'signed',
    at: '2026-04-03T08:00:00.000Z',
    previousHash: '',
    hash: '',
    version: 1,
    by: { who: 'p1', role: 'caseManager', substitutes: 'p2' },
    data: { document: 'd1', role: 'caseManager' },
  } as unknown as CaseEvent;
  const line = timelineLine(event, {
    names: new Map([
      ['p1', 'Anna Lis'],
      ['p2', 'Ewa Bąk'],
    ]),
    titles: new Map([['d1', 'Kontrakt socjalny']]),
    messages: messagesOf('pl'),
  });
  expect(line.text).toBe('Podpis (case manager): Kontrakt socjalny.');
  expect(line.who).toBe('Anna Lis, case manager (w zastępstwie: Ewa Bąk)');
});
