import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inDirectory } from './measure.ts';
import { fillWaiting, measureCallbacks, measureSteps } from './ours.ts';
import { measureInMemory, measureOpenWorkflow, measureOpenWorkflowSignals } from './peers.ts';
import { measureStartUp } from './start-up.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '400' },
    width: { type: 'string', default: '32' },
    samples: { type: 'string', default: '300' },
    waiting: { type: 'string', default: '10000' },
  },
});
const [runs, width, samples, waiting] = [
  Number(values.runs),
  Number(values.width),
  Number(values.samples),
  Number(values.waiting),
];
const whole = (value: number): string => value.toFixed(0).padStart(7);
const ms = (value: number): string => value.toFixed(1).padStart(7);

await inDirectory(async (directory) => {
  // Warm both paths once, so that nobody pays for compilation in the measured round.
  await measureSteps(undefined, 50, width);
  await measureInMemory(50, width);

  const durable = await measureSteps(directory, runs, width);
  const memory = await measureSteps(undefined, runs, width);
  const peer = await measureOpenWorkflow(directory, runs, width);
  const reference = await measureInMemory(runs, width);
  console.log(`durable steps per second, ${runs} runs of 5 steps, ${width} at a time`);
  console.log(`  this engine, SQLite          ${whole(durable.stepsPerSecond)}`);
  console.log(
    `  openworkflow, SQLite         ${whole(peer.stepsPerSecond)}   ratio ${(durable.stepsPerSecond / peer.stepsPerSecond).toFixed(2)}`,
  );
  console.log(`  this engine, in memory       ${whole(memory.stepsPerSecond)}`);
  console.log(
    `  aws-local-stepfunctions      ${whole(reference.stepsPerSecond)}   ratio ${(durable.stepsPerSecond / reference.stepsPerSecond).toFixed(2)} (in memory, keeps nothing)`,
  );

  const wire = await measureCallbacks(directory, samples, true);
  const inside = await measureCallbacks(directory, samples, false);
  const signals = await measureOpenWorkflowSignals(directory, Math.min(samples, 60));
  console.log(`callback round trip in ms (answer sent until the next question arrives)   p50     p99`);
  console.log(
    `  this engine over HTTP, SDK client                                  ${ms(wire.p50)} ${ms(wire.p99)}   ${wire.samples} samples`,
  );
  console.log(
    `  this engine in process                                             ${ms(inside.p50)} ${ms(inside.p99)}   ${inside.samples} samples`,
  );
  console.log(
    `  openworkflow signals, in process                                   ${ms(signals.p50)} ${ms(signals.p99)}   ${signals.samples} samples, ratio ${(signals.p50 / inside.p50).toFixed(1)}`,
  );

  const empty = await measureStartUp(join(directory, 'empty.sqlite'));
  const file = join(directory, 'waiting.sqlite');
  const filled = await fillWaiting(file, waiting, samples);
  const full = await measureStartUp(file);
  console.log(`${waiting} executions waiting for an answer`);
  console.log(`  started in ${filled.seconds.toFixed(1)} s (${whole(waiting / filled.seconds).trim()} per second)`);
  console.log(
    `  start-up ${full.milliseconds.toFixed(0)} ms, ${full.mebibytes.toFixed(0)} MiB; with none: ${empty.milliseconds.toFixed(0)} ms, ${empty.mebibytes.toFixed(0)} MiB`,
  );
  const growth = filled.among.cpu / filled.alone.cpu;
  console.log(
    `  callback ${filled.alone.cpu.toFixed(2)} ms of processor alone, ${filled.among.cpu.toFixed(2)} ms among them: ratio ${growth.toFixed(2)}; p50 ${filled.alone.p50.toFixed(1)} and ${filled.among.p50.toFixed(1)} ms`,
  );
  if (growth > 1.5) {
    console.error('the cost of a step grows with the number of waiting executions');
    process.exit(1);
  }
});
process.exit(0);
