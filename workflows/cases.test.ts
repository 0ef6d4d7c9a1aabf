import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenAt } from '../functions/domain/cases/events.ts';
import { caseOf, eventsOf } from '../test/simulate/acting.ts';
import { type CaseFile, outcomeOf, playCase } from '../test/simulate/play-case.ts';

const files = globSync('*.cases/*.json', { cwd: import.meta.dirname }).sort();

describe('case files', () => {
  test('are there', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test.each(files)('%s comes out as written', async (name) => {
    const path = join(import.meta.dirname, name);
    const file = JSON.parse(readFileSync(path, 'utf8')) as CaseFile;
    const { house, caseId } = await playCase(file);
    try {
      const outcome = await outcomeOf(house, caseId);
      // WRITE_CASES=1 writes what happened into the file, for a person to check and commit.
      if (process.env.WRITE_CASES === '1')
        writeFileSync(path, `${JSON.stringify({ ...file, expect: outcome }, null, 2)}\n`);
      else expect(outcome).toEqual(file.expect);
      expect(brokenAt(await eventsOf(house, caseId), (await caseOf(house, caseId)).head)).toBeUndefined();
      expect(house.logged.filter(({ event }) => event === 'outbox-effect-threw')).toEqual([]);
    } finally {
      await house.close();
    }
  });
});
