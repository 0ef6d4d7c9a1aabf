import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbKeyStore, keyTableDefinition } from '../../../functions/adapters/keys/dynamodb.ts';
import { MasterKeyProblem } from '../../../functions/adapters/keys/master-key-file.ts';
import { memoryKeyStore } from '../../../functions/adapters/keys/memory.ts';
import { sqliteKeyStore } from '../../../functions/adapters/keys/sqlite.ts';
import { BrokenSeal, newKey, seal, unseal } from '../../../functions/adapters/keys/wrapping.ts';
import type { KeyStore } from '../../../functions/domain/sealing/key-store.ts';
import { instant } from '../../../functions/domain/time.ts';
import { type Dynoxide, startDynoxide } from '../../../infra/local/dynoxide.ts';
import { localClient } from '../../../infra/local/tables.ts';

/** Stands in for KMS: wraps under a key that never leaves it, bound to the encryption context. */
function kmsDouble() {
  const root = randomBytes(32);
  return {
    async send(command: { readonly input: Record<string, unknown> }) {
      const context = JSON.stringify(command.input.EncryptionContext);
      if (command.input.CiphertextBlob !== undefined) {
        return { Plaintext: unseal(root, command.input.CiphertextBlob as Uint8Array, context) };
      }
      const key = newKey();
      return { Plaintext: key, CiphertextBlob: seal(root, key, context) };
    },
  } as never;
}

const folder = () => mkdtempSync(join(tmpdir(), 'reintegra-keys-'));
let dynoxide: Dynoxide;
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  client = localClient(dynoxide.endpoint);
});
afterAll(async () => {
  client.destroy();
  await dynoxide.stop();
});

const AT = instant(Date.UTC(2026, 3, 3));
const LATER = instant(Date.UTC(2026, 3, 4));

const stores: Record<string, () => Promise<KeyStore>> = {
  memory: async () => memoryKeyStore(),
  sqlite: async () => {
    const home = folder();
    return sqliteKeyStore(join(home, 'keys.sqlite'), join(home, 'master.key'));
  },
  dynamodb: async () => {
    const table = `keys-${++tables}`;
    await client.send(new CreateTableCommand(keyTableDefinition(table)));
    return dynamodbKeyStore(client, kmsDouble(), { table, kmsKeyId: 'alias/reintegra', cacheMilliseconds: 0 });
  },
};

const keyOf = async (store: KeyStore, subject: string): Promise<string> => {
  const key = await store.keyFor(subject);
  return key.ok ? Buffer.from(key.value).toString('hex') : key.failure.code;
};

describe.each(Object.entries(stores))('a key store (%s)', (_name, make) => {
  it('makes one key per subject and gives the same one again', async () => {
    const store = await make();
    const first = await keyOf(store, 's1');
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyOf(store, 's1')).toBe(first);
    expect(await keyOf(store, 's2')).not.toBe(first);
    expect(Buffer.from((await store.find('s1')) ?? []).toString('hex')).toBe(first);
    expect(await store.find('unknown')).toBeUndefined();
  });

  it('makes one key even when asked twice at once', async () => {
    const store = await make();
    const made = await Promise.all(Array.from({ length: 8 }, () => keyOf(store, 's1')));
    expect(new Set(made).size).toBe(1);
  });

  it('never gives a destroyed key again and remembers when it was destroyed', async () => {
    const store = await make();
    await keyOf(store, 's1');
    await store.destroy('s1', AT);
    await store.destroy('s1', LATER);
    await store.destroy('never-used', LATER);
    expect(await store.find('s1')).toBeUndefined();
    expect(await keyOf(store, 's1')).toBe('gone');
    expect(await keyOf(store, 'never-used')).toBe('gone');
    expect(await store.destroyed()).toEqual([
      { subject: 's1', at: AT },
      { subject: 'never-used', at: LATER },
    ]);
  });

  it('keeps every live key through a rotation and brings no destroyed one back', async () => {
    const store = await make();
    const before = [await keyOf(store, 's1'), await keyOf(store, 's2')];
    await keyOf(store, 's3');
    await store.destroy('s3', AT);
    expect(await store.rotate()).toEqual({ ok: true, value: { rewrapped: 2 } });
    expect([await keyOf(store, 's1'), await keyOf(store, 's2')]).toEqual(before);
    expect(await keyOf(store, 's3')).toBe('gone');
    await store.rotate();
    expect(await keyOf(store, 's1')).toBe(before[0]);
  });
});

describe('the key file of one machine', () => {
  it('is private, shared by several processes, and gone keys leave no bytes behind', async () => {
    const home = folder();
    const files = [join(home, 'keys.sqlite'), join(home, 'master.key')] as const;
    const one = sqliteKeyStore(...files);
    const two = sqliteKeyStore(...files);
    const key = await keyOf(one, 's1');
    expect(await keyOf(two, 's1')).toBe(key);
    await one.rotate();
    expect(await keyOf(two, 's1')).toBe(key);
    expect(await keyOf(two, 's2')).toBe(await keyOf(one, 's2'));
    const wrapped = (): Buffer[] => readdirSync(home).map((name) => readFileSync(join(home, name)));
    const row = wrapped().find((bytes) => bytes.includes('s1'));
    const at = (row ?? Buffer.alloc(0)).indexOf('s1');
    const secret = (row ?? Buffer.alloc(0)).subarray(at + 2, at + 2 + 60);
    expect(wrapped().some((bytes) => bytes.includes(secret))).toBe(true);
    await one.destroy('s1', AT);
    expect(wrapped().some((bytes) => bytes.includes(secret))).toBe(false);
    one.close();
    two.close();
  });

  it('refuses a master key that others may read, and a damaged one', () => {
    const home = folder();
    const files = [join(home, 'keys.sqlite'), join(home, 'master.key')] as const;
    sqliteKeyStore(...files).close();
    chmodSync(files[1], 0o644);
    expect(() => sqliteKeyStore(...files)).toThrow(MasterKeyProblem);
    chmodSync(files[1], 0o600);
    writeFileSync(files[1], '{"current":"x","keys":{}}');
    expect(() => sqliteKeyStore(...files)).toThrow('damaged');
  });

  it('opens nothing under a foreign master key', async () => {
    const home = folder();
    const store = sqliteKeyStore(join(home, 'keys.sqlite'), join(home, 'master.key'));
    await keyOf(store, 's1');
    store.close();
    const foreign = sqliteKeyStore(join(home, 'keys.sqlite'), join(home, 'other.key'));
    await expect(foreign.find('s1')).rejects.toThrow(BrokenSeal);
    foreign.close();
  });
});
