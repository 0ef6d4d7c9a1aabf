import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addressesOf } from './addresses.ts';

it('names people whom the demo really has', () => {
  const demo = readFileSync(join(import.meta.dirname, '../demo/directory.ts'), 'utf8');
  const names = addressesOf({ baseUrl: 'http://localhost:8080' }, true).flatMap(
    ({ who }) => who.match(/\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?= \()/gu) ?? [],
  );
  expect(names).toHaveLength(5);
  for (const name of names) expect(demo).toContain(`'${name}'`);
});

it('names roles only in a home without demo people', () => {
  expect(JSON.stringify(addressesOf({ baseUrl: '' }, false))).not.toContain('Sowa');
});
