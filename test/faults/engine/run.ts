import { parseArgs } from 'node:util';
import { seededRandom } from '../../../infra/local/step-functions/language/jsonata-functions.ts';
import { killRun } from './kill-run.ts';
import { plantedBugs } from './planted-stores.ts';
import { powerCutRun } from './power-cut-run.ts';

const { values } = parseArgs({
  options: {
    executions: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '25' },
    cuts: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
let draws = 0;
const random = (): number => seededRandom(seed * 7919 + draws++);
console.log(`seed ${seed}`);

interface Counted {
  readonly lost: readonly string[];
  readonly stuck: readonly string[];
  readonly doubled: readonly string[];
  readonly malformed: readonly string[];
  readonly wrong: readonly string[];
}
const faults = (report: Counted): number =>
  report.lost.length + report.stuck.length + report.doubled.length + report.malformed.length + report.wrong.length;
const told = (report: Counted): string =>
  `${report.lost.length} lost, ${report.doubled.length} doubled, ${report.stuck.length} stuck, ${report.malformed.length} malformed, ${report.wrong.length} wrong`;

const caughtBy = { lost: ['lost'], doubled: ['doubled'], stuck: ['stuck'], history: ['malformed'] } as const;
let failed = false;

/** Whether a planted bug bites depends on the moment of the kill: three tries, then the run itself is at fault. */
const tries = 3;
for (const planted of plantedBugs) {
  let caught = false;
  for (let attempt = 1; attempt <= tries && !caught; attempt += 1) {
    const report = await killRun({
      executions: 60,
      kills: 4,
      random,
      planted,
      patience: planted === 'stuck' ? 8_000 : 20_000,
    });
    caught = caughtBy[planted].some((kind) => report[kind].length > 0);
    console.log(`planted ${planted}: ${caught ? 'caught' : 'not caught'} (${told(report)})`);
  }
  if (!caught) failed = true;
}
const lied = await powerCutRun({ executions: 60, cuts: 20, random, liesAboutSync: true });
const caughtLie = lied.lost.length + lied.wrong.length > 0;
console.log(`planted acknowledgement before sync: ${caughtLie ? 'caught' : 'NOT CAUGHT'} (${told(lied)})`);
if (!caughtLie || failed) {
  console.error('the fault run does not catch what it is for: its word would mean nothing');
  process.exit(1);
}

const cut = await powerCutRun({
  executions: Math.max(50, Math.round(Number(values.executions) / 5)),
  cuts: Number(values.cuts),
  random,
  liesAboutSync: false,
});
console.log(
  `power cuts: ${cut.executions} executions, ${cut.cuts} cuts, ${cut.droppedWrites} writes dropped, ${cut.calls} calls: ${told(cut)}`,
);
const killed = await killRun({
  executions: Number(values.executions),
  kills: Number(values.kills),
  random,
  patience: 120_000,
});
console.log(
  `kill -9: ${killed.executions} executions, ${killed.kills} kills, ${killed.calls} calls (${killed.repeatedCalls} repeated under the same key): ${told(killed)}`,
);
for (const line of [
  ...cut.malformed,
  ...cut.wrong,
  ...cut.lost,
  ...killed.malformed,
  ...killed.wrong,
  ...killed.lost,
  ...killed.doubled,
  ...killed.stuck,
].slice(0, 10))
  console.error(line);
const triedNothing = killed.kills === 0 || killed.calls === 0 || cut.cuts === 0 || cut.droppedWrites === 0;
if (triedNothing) console.error('nothing was tried');
process.exit(triedNothing || faults(cut) + faults(killed) > 0 ? 1 : 0);
