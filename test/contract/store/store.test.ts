import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, DeleteTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableDefinition } from '../../../functions/adapters/table/definition.ts';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import { memoryStore } from '../../../functions/adapters/table/memory.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import type { Dynoxide } from '../../../infra/local/dynoxide.ts';
import { findDynoxide, startDynoxide } from '../../../infra/local/dynoxide.ts';
import { localClient } from '../../../infra/local/tables.ts';
import { mismatchedPatterns, storeContract } from './contract.ts';
import { minute, RECORDS } from './records.ts';

const clock = (): { now: () => Instant; setNow: (moment: Instant) => void } => {
  let moment = minute(0);
  return {
    now: () => moment,
    setNow: (next) => {
      moment = next;
    },
  };
};

storeContract('memory', async () => {
  const { now, setNow } = clock();
  return { store: memoryStore({ now }), setNow };
});

let tables = 0;
const openTable = async (client: DynamoDBClient) => {
  const name = `contract-${process.pid}-${tables++}`;
  await client.send(new CreateTableCommand(tableDefinition(name)));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: name });
  const { now, setNow } = clock();
  return { name, store: dynamodbStore(client, name, now), setNow };
};

describe.skipIf(!findDynoxide())('on the embedded DynamoDB', () => {
  let dynoxide: Dynoxide;
  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide.stop());
  storeContract('embedded DynamoDB', () => openTable(localClient(dynoxide.endpoint)));
});

const endpoint = process.env.REINTEGRA_TEST_DYNAMODB_ENDPOINT;
describe.skipIf(!endpoint)('on a given DynamoDB endpoint', () => {
  const made: string[] = [];
  afterAll(async () => {
    for (const TableName of made) await localClient(endpoint ?? '').send(new DeleteTableCommand({ TableName }));
  });
  storeContract('given endpoint', async () => {
    const opened = await openTable(localClient(endpoint ?? ''));
    made.push(opened.name);
    return opened;
  });
});

describe('the memory store', () => {
  test('shows injected conflicts, lost answers and stale index reads', async () => {
    const store = memoryStore({ now: () => minute(0) });
    store.faults.refuseNext('conflict');
    expect((await store.commit([{ put: 'task', record: RECORDS.task }])).ok).toBe(false);
    expect(await store.read('task', RECORDS.task)).toBeUndefined();
    store.faults.freeze();
    store.faults.loseNextAnswer();
    const lost = await store.commit([{ put: 'task', record: RECORDS.task }]);
    expect(!lost.ok && lost.failure.code).toBe('unavailable');
    expect(await store.read('task', RECORDS.task)).toEqual(RECORDS.task);
    expect((await store.list('tasks-of-case', { caseId: 'case-1' })).items).toEqual([]);
    store.faults.thaw();
    expect((await store.list('tasks-of-case', { caseId: 'case-1' })).items).toHaveLength(1);
  });
});

test('every pattern reads an index that its kind is in', () => {
  expect(mismatchedPatterns()).toEqual([]);
});

test('a store that is away is unavailable to commits, and reads throw by that name without quoting anything', async () => {
  const client = localClient('http://127.0.0.1:1');
  const store = dynamodbStore(client, 'reintegra', () => minute(0));
  const away = expect.objectContaining({ name: 'unavailable', message: expect.stringMatching(/^(read|list): \w+$/) });
  await expect(store.read('case', RECORDS.case)).rejects.toThrow(away);
  await expect(store.list('events-of-case', { caseId: 'case-1' })).rejects.toThrow(away);
  const done = await store.commit([{ put: 'task', record: RECORDS.task }]);
  expect(!done.ok && done.failure.code).toBe('unavailable');
});
