import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { minute, RECORDS } from '../../../test/contract/store/records.ts';
import { type Dynoxide, findDynoxide, startDynoxide } from '../dynoxide.ts';
import { ensureTable, localClient } from '../tables.ts';
import { sweepExpired } from './sweep.ts';

describe.skipIf(!findDynoxide())('the sweep', () => {
  let dynoxide: Dynoxide;
  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide.stop());

  test('removes what has expired and nothing else, over many pages', async () => {
    const client = localClient(dynoxide.endpoint);
    await ensureTable(client, 'swept');
    const past = () => '2000-01-01T00:00:00.000Z' as Instant; // a clock for which nothing has expired yet
    const store = dynamodbStore(client, 'swept', past);
    const sessions = Array.from({ length: 250 }, (_, at) => ({
      ...RECORDS.session,
      sessionHash: `s${at}`,
      expiresAt: minute(at % 2 === 0 ? 0 : 60),
    }));
    for (let from = 0; from < sessions.length; from += 100) {
      await store.commit(sessions.slice(from, from + 100).map((record) => ({ put: 'session', record })));
    }
    await store.commit([{ put: 'case', record: RECORDS.case }]);
    expect(await sweepExpired(client, 'swept', () => minute(30))).toBe(125);
    expect(await store.read('session', { sessionHash: 's0' })).toBeUndefined();
    expect(await store.read('session', { sessionHash: 's1' })).toBeDefined();
    expect(await store.read('case', RECORDS.case)).toBeDefined();
    expect(await sweepExpired(client, 'swept', () => minute(30))).toBe(0);
  });
});
