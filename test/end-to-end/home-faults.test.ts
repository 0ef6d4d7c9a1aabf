import { expect, it } from 'vitest';
import { checkerFindsPlantedBugs, runFaults } from '../faults/home/run-faults.ts';

/** The short form of `npm run faults:home`. */
it('keeps every promised referral once while its parts are killed', { timeout: 300_000 }, async () => {
  const say = (line: string): void => console.log(line);
  await checkerFindsPlantedBugs(say);
  const report = await runFaults({ submissions: 24, atOnce: 3, kills: 4, wholeKills: 1, seed: 7, say });
  const { app, engine, dynoxide } = report.killed;
  say(
    `${report.acknowledged} of ${report.submitted} acknowledged; kill -9: app ${app}, engine ${engine}, store ${dynoxide}, home ${report.wholeKilled}`,
  );
  expect(report.acknowledged).toBe(24);
  expect(app + engine + dynoxide).toBe(4);
  expect(report.wholeKilled).toBe(1);
  expect(report).toMatchObject({ lost: [], duplicated: [], torn: [], asleep: [] });
});
