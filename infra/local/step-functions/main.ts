import { parseArgs } from 'node:util';
import { startEngine } from './start-engine.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    port: { type: 'string', default: '0' },
    functions: { type: 'string' },
    dynamodb: { type: 'string' },
    events: { type: 'string' },
    key: { type: 'string' },
    region: { type: 'string', default: 'eu-central-1' },
    account: { type: 'string', default: '000000000000' },
    virtual: { type: 'boolean', default: false },
    now: { type: 'string' },
  },
});

if (values.key === undefined) {
  console.error(
    'usage: node main.ts --key ACCESS_KEY_ID [--file PATH] [--port N] [--functions URL] [--dynamodb URL] [--events URL] [--virtual [--now ISO]]',
  );
  process.exit(2);
}

const engine = await startEngine({
  key: values.key,
  port: Number(values.port),
  region: values.region,
  account: values.account,
  ...(values.file === undefined ? {} : { file: values.file }),
  ...(values.functions === undefined ? {} : { functions: values.functions }),
  ...(values.dynamodb === undefined ? {} : { dynamodb: values.dynamodb }),
  ...(values.events === undefined ? {} : { events: values.events }),
  ...(values.virtual ? { virtualFrom: values.now === undefined ? Date.now() : Date.parse(values.now) } : {}),
});

const end = async (): Promise<void> => {
  await engine.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
// The parent holds our standard input: when it is gone, so are we.
process.stdin.on('end', () => void end());
process.stdin.on('close', () => void end());
process.stdin.resume();

console.log(`listening 127.0.0.1:${engine.port}`);
