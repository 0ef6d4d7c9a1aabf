/**
 * Runs a whole club with seeded people and checks what must always hold.
 *   npm run simulate -- --years 3 --participants 100 --seed 1 [--runs N]
 */
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    years: { type: 'string', default: '3' },
    participants: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
  },
});
const years = Number(values.years);
const participants = Number(values.participants);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

for (const plant of ['lost-wake-ups', 'twice-sent', 'lost-event'] as const) {
  const { broken } = await simulate({ years: 1, participants: 3, seed: 1, plant });
  if (broken.length === 0) {
    say(`the planted bug ${plant} was not seen: this simulation proves nothing`);
    process.exit(1);
  }
  say(`planted bug ${plant}: seen (${broken[0]})`);
}
const one = await simulate({ years: 3, participants: 1, seed: 1 });
say(`3 years of one case: ${one.milliseconds} ms, ${one.acts} acts`);
let failed = 0;
for (let run = 0; run < Number(values.runs); run += 1) {
  const seed = Number(values.seed) + run;
  const result = await simulate({ years, participants, seed });
  say(`seed ${seed}: ${years} years, ${participants} participants, ${result.acts} acts in ${result.milliseconds} ms`);
  for (const [name, value] of Object.entries(result.indicators)) say(`  ${name}: ${value}`);
  for (const [what, times] of Object.entries(result.refused)) say(`  refused ${times} ×: ${what}`);
  for (const line of result.broken.slice(0, 20)) say(`  BROKEN ${line}`);
  say(`  broken invariants: ${result.broken.length}`);
  if (result.broken.length > 0 || result.acts === 0) failed += 1;
}
if (failed > 0) process.exitCode = 1;
