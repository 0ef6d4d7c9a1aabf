import { randomBytes } from 'node:crypto';
import { assets } from '#assets';
import { specifications } from '#templates';
import { fileClock, realClock } from '../../../functions/adapters/clock/clocks.ts';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import { handlebarsTemplates } from '../../../functions/adapters/templates/handlebars-templates.ts';
import { idMaker } from '../../../functions/domain/ids.ts';
import { localClient } from '../tables.ts';
import { queueCode } from './queue-code.ts';
import { startProvider } from './start-provider.ts';

/**
 * The embedded OpenID provider as a process of its own (it compiles code from strings, which the app's process forbids). Environment:
 * REINTEGRA_OPENID_ISSUER, _CLIENT_SECRET, _FILE, _MODE (demo | code), _PORT, REINTEGRA_DYNAMODB_ENDPOINT, REINTEGRA_TABLE, REINTEGRA_OPENID_PORT (default: a free one),
 * REINTEGRA_CLOCK (file of the virtual clock).
 */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    console.error(`${name} is missing`);
    process.exit(2);
  }
  return value;
}

const clock = process.env.REINTEGRA_CLOCK;
const now = clock === undefined ? realClock() : fileClock(clock);
const store = dynamodbStore(localClient(required('REINTEGRA_DYNAMODB_ENDPOINT')), required('REINTEGRA_TABLE'), now);
const newId = idMaker((count) => randomBytes(count));

const provider = await startProvider({
  issuer: required('REINTEGRA_OPENID_ISSUER'),
  clientSecret: required('REINTEGRA_OPENID_CLIENT_SECRET'),
  file: required('REINTEGRA_OPENID_FILE'),
  port: Number(process.env.REINTEGRA_OPENID_PORT ?? 0),
  mode: process.env.REINTEGRA_OPENID_MODE === 'demo' ? 'demo' : 'code',
  store,
  now,
  templates: handlebarsTemplates(specifications),
  assets,
  sendCode: queueCode({ store, now, newId }),
  log: (event, ids) => console.error(JSON.stringify({ event, ...ids })),
});

const end = async (): Promise<void> => {
  await provider.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
// The parent holds our standard input: when it is gone, so are we.
process.stdin.on('end', () => void end());
process.stdin.on('close', () => void end());
process.stdin.resume();

console.log(`listening 127.0.0.1:${provider.port}`);
