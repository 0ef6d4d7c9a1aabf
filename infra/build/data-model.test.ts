import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataModelPage } from './data-model.ts';

test('docs/data-model.md says what the entities say', () => {
  expect(readFileSync(new URL('../../docs/data-model.md', import.meta.url), 'utf8')).toBe(dataModelPage());
});
