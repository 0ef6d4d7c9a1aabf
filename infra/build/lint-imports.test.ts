import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './freshness.ts';
import { brokenImports, mayImport } from './lint-imports.ts';

const from = (file: string): string => join(ROOT, 'functions', file);

test.each([
  ['domain/cases/case.ts', '../../adapters/table/memory.ts'],
  ['domain/cases/case.ts', '../../use-cases/ports.ts'],
  ['domain/cases/case.ts', 'hono'],
  ['domain/cases/case.ts', 'node:fs'],
  ['use-cases/cases/open.ts', '../../adapters/mail/smtp-mailer.ts'],
  ['use-cases/cases/open.ts', '../../http/route.ts'],
  ['desk/app.ts', '../adapters/table/memory.ts'],
  ['desk/app.ts', '../board/app.ts'],
  ['desk/app.ts', '../wiring.ts'],
  ['web/main.ts', '../domain/forms/index.ts'],
  ['adapters/mail/ses-mailer.ts', '../../use-cases/cases/open.ts'],
])('%s must not import %s', (file, specifier) => {
  expect(mayImport(from(file), specifier)).toBe(false);
});

test.each([
  ['domain/cases/case.ts', '../ids.ts'],
  ['use-cases/cases/open.ts', '../../domain/cases/case.ts'],
  ['adapters/homes/home.ts', '../../use-cases/ports.ts'],
  ['desk/app.ts', '../use-cases/ports.ts'],
  ['desk/lambda.ts', '../wiring.ts'],
  ['wiring.ts', '#templates'],
])('%s may import %s', (file, specifier) => {
  expect(mayImport(from(file), specifier)).toBe(true);
});

test('no import of the house breaks the rule', () => {
  const { broken, looked } = brokenImports();
  expect(looked).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});
