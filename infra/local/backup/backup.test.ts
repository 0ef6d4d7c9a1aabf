import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteAnonymousAnswers } from '../../../functions/adapters/anonymous/sqlite.ts';
import { sqliteKeyStore } from '../../../functions/adapters/keys/sqlite.ts';
import { dynamodbStore } from '../../../functions/adapters/table/dynamodb.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { type Dynoxide, findDynoxide, startDynoxide } from '../dynoxide.ts';
import { writeSafely } from '../supervisor/data-directory.ts';
import { ensureTable, localClient } from '../tables.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const NOW = '2026-04-03T07:00:00.000Z' as Instant;

describe.skipIf(!findDynoxide())('backup and restore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  const data = join(folder, 'data');
  let dynoxide: Dynoxide | undefined;
  const open = async () => {
    dynoxide = await startDynoxide({ file: join(data, 'documents.sqlite') });
    const client = localClient(dynoxide.endpoint);
    await ensureTable(client, 'reintegra');
    return dynamodbStore(client, 'reintegra', () => NOW);
  };
  const counter = async (key: string): Promise<number | undefined> => {
    const store = await open();
    const found = await store.read('counter', { counterKey: key });
    await dynoxide?.stop();
    return found?.value;
  };

  beforeAll(async () => {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(data, 'files/ab'), { recursive: true });
    writeFileSync(join(data, 'files/ab/abc'), 'bytes');
    writeSafely(join(data, 'schema.json'), '{"version":1}');
    const keys = sqliteKeyStore(join(data, 'keys.sqlite'), join(data, 'master.key'));
    for (const subject of ['łucja', 'piotr']) await keys.keyFor(subject);
    keys.close();
    const answers = sqliteAnonymousAnswers(join(data, 'answers.sqlite'));
    await answers.add('closed', { a: 1 });
    await answers.shuffle('closed');
    await answers.add('open', { a: 2 });
    answers.close();
  });
  afterAll(async () => {
    await dynoxide?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('copies a running store, and restoring brings that moment back without those erased since', async () => {
    const store = await open();
    await store.commit([{ put: 'counter', record: { counterKey: 'a', value: 1, version: 1 } }]);
    const backup = join(folder, 'copy');
    const manifest = await takeBackup(data, backup);
    expect(manifest.parts.map((one) => one.part).slice(0, 2)).toEqual(['documents.sqlite', 'keys.sqlite']);
    expect(existsSync(join(backup, 'master.key'))).toBe(false);
    await store.commit([{ put: 'counter', record: { counterKey: 'a', value: 2, version: 2 } }]);
    await dynoxide?.stop();
    const keys = sqliteKeyStore(join(data, 'keys.sqlite'), join(data, 'master.key'));
    await keys.destroy('łucja', NOW);
    keys.close();

    const restored = await restoreBackup(backup, data);
    expect(restored.erasedAgain).toBe(1);
    expect(await counter('a')).toBe(1);
    expect(readFileSync(join(data, 'files/ab/abc'), 'utf8')).toBe('bytes');
    const after = sqliteKeyStore(join(data, 'keys.sqlite'), join(data, 'master.key'));
    expect(await after.find('łucja')).toBeUndefined();
    expect(await after.find('piotr')).toBeDefined();
    expect((await after.destroyed()).map((mark) => mark.subject)).toEqual(['łucja']);
    after.close();
    const answers = sqliteAnonymousAnswers(join(data, 'answers.sqlite'));
    expect([await answers.count('closed'), await answers.count('open')]).toEqual([1, 0]);
    answers.close();
    expect(existsSync(join(restored.before ?? '', 'documents.sqlite'))).toBe(true);
  });

  test('refuses a backup with one changed byte, and one without its master key', async () => {
    const backup = join(folder, 'second');
    await takeBackup(data, backup);
    await expect(restoreBackup(backup, join(folder, 'elsewhere'))).rejects.toThrow('--master-key');
    const file = join(backup, 'files/ab/abc');
    writeFileSync(file, 'bytez');
    await expect(restoreBackup(backup, data)).rejects.toThrow(file);
    expect(await counter('a')).toBe(1);
  });
});
