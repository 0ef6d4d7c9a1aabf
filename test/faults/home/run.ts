/**
 * Kills parts of a running home (kill -9) while people file referrals; nothing promised may be lost or kept twice, and workflows go on.
 *   npm run faults:home -- [--submissions N] [--kills N] [--whole-kills N] [--at-once N] [--seed N]
 */
import { parseArgs } from 'node:util';
import { checkerFindsPlantedBugs, runFaults } from './run-faults.ts';

const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '60' },
    'whole-kills': { type: 'string', default: '5' },
    'at-once': { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
});

const LIMIT_MILLISECONDS = 2_000;
const sorted = (times: readonly number[]): readonly number[] => [...times].sort((left, right) => left - right);
const at = (times: readonly number[], share: number): string =>
  times.length === 0
    ? '–'
    : `${Math.round(sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)} ms`;

const say = (line: string): void => console.log(line);
await checkerFindsPlantedBugs(say);
const report = await runFaults({
  submissions: Number(values.submissions),
  atOnce: Number(values['at-once']),
  kills: Number(values.kills),
  wholeKills: Number(values['whole-kills']),
  seed: Number(values.seed),
  say,
});
const { killed } = report;
const kills = killed.app + killed.engine + killed.dynoxide;
say(
  `submissions ${report.submitted}, acknowledged ${report.acknowledged}, tries again ${report.retries} (seed ${values.seed})`,
);
say(`kill -9: app ${killed.app}, engine ${killed.engine}, store ${killed.dynoxide}, whole home ${report.wholeKilled}`);
say(
  `ready again after a part: p50 ${at(report.restarts, 0.5)}, max ${at(report.restarts, 1)}; after the whole home: p50 ${at(report.wholeRestarts, 0.5)}, max ${at(report.wholeRestarts, 1)}`,
);
say(
  `lost ${report.lost.length}, duplicated ${report.duplicated.length}, torn ${report.torn.length}, without their task ${report.asleep.length}`,
);
const slow = report.restarts.filter((time) => time > LIMIT_MILLISECONDS).length;
if (slow > 0) say(`${slow} restarts took longer than ${LIMIT_MILLISECONDS} ms`);
const broken = [...report.lost, ...report.duplicated, ...report.torn, ...report.asleep];
if (broken.length > 0) say(broken.slice(0, 20).join('\n'));
if (broken.length > 0 || report.acknowledged === 0 || kills === 0) process.exitCode = 1;
