import { join } from 'node:path';
import { inDirectory } from './measure.ts';
import { liveThreeYears, type ThreeYears } from './three-years.ts';

const told = (where: string, lived: ThreeYears): string =>
  `${where}: ${lived.reports} reports, ${lived.evaluations} evaluations, ${lived.reminders} reminders, ${lived.escalations} escalations, ` +
  `${lived.executions} executions, ${lived.transitions} transitions until ${lived.until} in ${lived.milliseconds.toFixed(0)} ms`;

const memory = await liveThreeYears();
console.log(told('in memory', memory));
const durable = await inDirectory((directory) => liveThreeYears(join(directory, 'engine.sqlite')));
console.log(told('durable  ', durable));
if (memory.reports !== 36 || memory.evaluations !== 6 || memory.milliseconds > 1_000) {
  console.error('three years of a case must take less than a second in memory');
  process.exit(1);
}
process.exit(0);
