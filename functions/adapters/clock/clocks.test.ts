import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileClock, realClock } from './clocks.ts';

test('the real clock is now', () => {
  expect(Math.abs(Date.parse(realClock()()) - Date.now())).toBeLessThan(1_000);
});

test('a virtual clock stands where its file says, follows it at once, and never slips to real time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  const file = join(folder, 'clock');
  const now = fileClock(file);
  expect(() => now()).toThrow();
  for (const moment of ['2026-04-03T07:00:00.000Z', '2026-04-17T07:00:00.000Z']) {
    writeFileSync(`${file}.part`, moment);
    renameSync(`${file}.part`, file);
    expect(now()).toBe(moment);
    expect(now()).toBe(moment);
  }
  rmSync(folder, { recursive: true });
  expect(() => now()).toThrow();
});
