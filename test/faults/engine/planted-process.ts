import { parseArgs } from 'node:util';
import { parseResource } from '../../../infra/local/step-functions/language/resource.ts';
import type { CallService } from '../../../infra/local/step-functions/runtime/engine.ts';
import { callLambda } from '../../../infra/local/step-functions/runtime/integrations/lambda.ts';
import { startEngine } from '../../../infra/local/step-functions/start-engine.ts';
import { createSqliteStore } from '../../../infra/local/step-functions/store/sqlite.ts';
import { type PlantedBug, withPlantedBug } from './planted-stores.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    functions: { type: 'string' },
    key: { type: 'string' },
    planted: { type: 'string' },
  },
});
const bug = values.planted as PlantedBug;
const endpoint = new URL(values.functions ?? '');
// Asks every time under a new key: the receiver cannot know that it is the same work.
const doubling: CallService = (task, _execution, signal) => {
  const resource = parseResource(task.resource);
  if (resource === undefined) throw new Error('no resource');
  return callLambda(
    { endpoint, key: 'k', region: 'eu-central-1', uuid: crypto.randomUUID.bind(crypto) },
    { ...task, key: `${task.key}?${Math.random()}` },
    resource,
    signal,
  );
};
const engine = await startEngine({
  key: values.key ?? '',
  functions: values.functions ?? '',
  store: withPlantedBug(createSqliteStore(values.file ?? ''), bug),
  log: () => undefined,
  ...(bug === 'doubled' ? { call: doubling } : {}),
});
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
console.log(`listening 127.0.0.1:${engine.port}`);
