/**
 * Hostile definitions and answers against the form run-time and its linter: no crash, no call over 100 ms, nothing kept that the form
 * doesn't know, no prototype touched, every refusal well-formed.
 *   npm run fuzz:forms [-- --seconds 60] [--seed N]
 * First proves that it finds a planted bug of every kind; fails when it found a fault, or tried nothing.
 */
import { attackOnce, type Counts, type Fault } from './attack.ts';
import { seeded } from './hostile.ts';
import { PLANTED, product, type Subject } from './subject.ts';

const argument = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

const seconds = argument('seconds', 60);
const seed = argument('seed', Math.floor(Math.random() * 2 ** 31));
const noCounts = (): Counts => ({
  definitions: 0,
  accepted: 0,
  answers: 0,
  refusals: 0,
  calls: 0,
  slowestMs: 0,
  slowest: '',
});

/** Attacks until a fault is found, the time is up, or the rounds are spent. */
function attack(
  subject: Subject,
  from: number,
  milliseconds: number,
  rounds: number,
): { fault?: Fault; round: number; counts: Counts } {
  const counts = noCounts();
  const end = performance.now() + milliseconds;
  let round = 0;
  for (; round < rounds && performance.now() < end; round += 1) {
    // Every round has a seed of its own, so that one alone can be replayed.
    const fault = attackOnce(seeded(from + round), subject, counts);
    if (fault) return { fault, round, counts };
  }
  return { round, counts };
}

console.log(`fuzz:forms, seed ${seed}, ${seconds} s`);
for (const [name, { finds, subject }] of Object.entries(PLANTED)) {
  const { fault, round } = attack(subject, seed, 60_000, 20_000);
  if (fault?.kind !== finds) {
    console.log(
      `planted bug not found: ${name} (found ${fault ? `${fault.kind}: ${fault.detail}` : 'nothing'} in ${round} rounds)`,
    );
    process.exit(1);
  }
  console.log(`  planted bug found after ${round + 1} rounds: ${name}`);
}

const { fault, round, counts } = attack(product, seed, seconds * 1000, Number.POSITIVE_INFINITY);
console.log(
  `  ${counts.definitions} definitions (${counts.accepted} let in), ${counts.answers} answers, ${counts.refusals} refusals, ${counts.calls} calls, slowest ${counts.slowestMs.toFixed(1)} ms (${counts.slowest})`,
);
if (fault) {
  console.log(
    `FAULT ${fault.kind} in ${fault.where}: ${fault.detail}\nreplay: --seed ${seed + round}\n${JSON.stringify(fault.input)?.slice(0, 3000)}`,
  );
  process.exit(1);
}
if (counts.accepted < 10 || counts.answers < 10) {
  console.log('tried nothing');
  process.exit(1);
}
console.log('  no fault');
