/**
 * The application of one machine: every surface on one address, the functions that workflows call on another, and the two pumps (outbox,
 * wake-ups). Runs with --disallow-code-generation-from-strings; ends when its standard input does. Its environment: docs/configuration.md.
 */
import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { readSettings } from '../../../functions/settings.ts';
import { prepareSetup } from '../../../functions/use-cases/account/setup.ts';
import { wire } from '../../../functions/wiring.ts';
import { seedCases, seedDirectory } from '../demo/seed-demo.ts';
import { prepareRelease, prepareTable } from './prepare.ts';
import { startApp } from './start-app.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    'functions-port': { type: 'string', default: '0' },
    'trusted-proxy': { type: 'string' },
    prepare: { type: 'boolean', default: false },
    kind: { type: 'string', default: 'own' },
  },
});

const settings = readSettings(process.env);
if (settings.REINTEGRA_HOME !== 'machine') throw new Error('this is the application of one machine');
if (values.prepare) await prepareTable(settings);
const wired = await wire();
const app = await startApp(wired, {
  host: values.host,
  port: Number(values.port),
  functionsPort: Number(values['functions-port']),
  beforeListening: async (ports) => {
    if (!values.prepare) return;
    await prepareRelease(settings, ports);
    if (values.kind === 'demo') return seedDirectory(ports);
    const setup = await prepareSetup(ports);
    if (setup.ok) console.log(`setup ${setup.value.url}`);
  },
  afterListening: async (ports, portsOfCase) => {
    if (values.kind !== 'demo') return;
    try {
      console.log(`demo ${await seedCases(ports, portsOfCase)}`);
    } catch (error) {
      console.error(error); // invented data may be shown; the home goes on without the rest of them
    }
  },
  ...(values['trusted-proxy'] === undefined ? {} : { trustedProxy: values['trusted-proxy'] }),
});

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  await app.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
// The supervisor holds our standard input: when it is gone, so are we.
process.stdin.on('end', () => void end());
process.stdin.on('close', () => void end());
process.stdin.resume();

console.log(`listening ${app.address} functions ${app.functionsAddress}`);
// Now, not at the end: a killed process writes no cache, and the next start would compile everything again.
setTimeout(() => flushCompileCache(), 2_000).unref();
