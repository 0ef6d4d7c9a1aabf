import {
  type AttributeValue,
  type CreateTableCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { fail, ok } from '../../domain/result.ts';
import type { KeyStore } from '../../domain/sealing/key-store.ts';
import type { Instant } from '../../domain/time.ts';
import { BrokenSeal, newKey, seal, unseal } from './wrapping.ts';

type Attributes = Record<string, AttributeValue>;

/** The key table: one item per subject, listed through one index of states; no stream, point-in-time recovery of the shortest kind (1 day). */
export const keyTableDefinition = (name: string): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'state', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-state',
      KeySchema: [
        { AttributeName: 'state', KeyType: 'HASH' },
        { AttributeName: 'pk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});

const MASTER = 'master';
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/**
 * The key store on AWS: data keys stand in a table of their own, wrapped by master keys that KMS wraps in turn, so that opening a
 * thousand records costs one call to KMS. `state` is `live:<master id>` or `destroyed`.
 */
export function dynamodbKeyStore(
  client: DynamoDBClient,
  kms: Pick<KMSClient, 'send'>,
  options: { readonly table: string; readonly kmsKeyId: string; readonly cacheMilliseconds?: number },
): KeyStore {
  const { table, kmsKeyId, cacheMilliseconds = 30_000 } = options;
  const masters = new Map<string, Uint8Array>();
  const cache = new Map<string, { readonly key: Uint8Array; readonly until: number }>();
  const context = { purpose: 'reintegra-data-keys' };

  const get = async (pk: string): Promise<Attributes | undefined> =>
    (await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true }))).Item;

  async function master(id: string): Promise<Uint8Array> {
    const known = masters.get(id);
    if (known !== undefined) return known;
    const wrapped = (await get(`${MASTER}#${id}`))?.wrapped?.B;
    if (wrapped === undefined) throw new BrokenSeal('wrapped under a master key that is not here');
    const { Plaintext } = await kms.send(
      new DecryptCommand({ CiphertextBlob: wrapped, KeyId: kmsKeyId, EncryptionContext: context }),
    );
    if (Plaintext === undefined) throw new BrokenSeal('KMS gave no key');
    masters.set(id, Plaintext);
    return Plaintext;
  }

  async function newMaster(previous: string | undefined): Promise<string> {
    const { Plaintext, CiphertextBlob } = await kms.send(
      new GenerateDataKeyCommand({ KeyId: kmsKeyId, KeySpec: 'AES_256', EncryptionContext: context }),
    );
    if (Plaintext === undefined || CiphertextBlob === undefined) throw new BrokenSeal('KMS gave no key');
    const id = Buffer.from(newKey()).toString('hex').slice(0, 16);
    await client.send(
      new PutItemCommand({ TableName: table, Item: { pk: { S: `${MASTER}#${id}` }, wrapped: { B: CiphertextBlob } } }),
    );
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: { pk: { S: MASTER }, current: { S: id } },
          ...(previous === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#current = :previous',
                ExpressionAttributeNames: { '#current': 'current' },
                ExpressionAttributeValues: { ':previous': { S: previous } },
              }),
        }),
      );
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return (await get(MASTER))?.current?.S ?? id;
    }
    masters.set(id, Plaintext);
    return id;
  }

  const currentMaster = async (): Promise<string> => (await get(MASTER))?.current?.S ?? (await newMaster(undefined));

  async function open(subject: string, item: Attributes): Promise<Uint8Array | undefined> {
    const wrapped = item.wrapped?.B;
    const id = item.state?.S?.startsWith('live:') ? item.state.S.slice('live:'.length) : undefined;
    if (wrapped === undefined || id === undefined) return undefined;
    const key = unseal(await master(id), wrapped, subject);
    cache.set(subject, { key, until: Date.now() + cacheMilliseconds });
    return key;
  }

  const cached = (subject: string): Uint8Array | undefined => {
    const known = cache.get(subject);
    return known !== undefined && known.until > Date.now() ? known.key : undefined;
  };
  const pkOf = (subject: string): string => `subject#${subject}`;

  async function* itemsInState(state: string): AsyncGenerator<Attributes> {
    let start: Attributes | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-state',
          KeyConditionExpression: '#state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': { S: state } },
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  return {
    async keyFor(subject) {
      const known = cached(subject);
      if (known !== undefined) return ok(known);
      const item = await get(pkOf(subject));
      if (item !== undefined) {
        const key = await open(subject, item);
        return key === undefined ? fail('gone', { reason: 'erased' }) : ok(key);
      }
      const id = await currentMaster();
      const wrapped = seal(await master(id), newKey(), subject);
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: { pk: { S: pkOf(subject) }, wrapped: { B: wrapped }, state: { S: `live:${id}` } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
      const made = await get(pkOf(subject));
      const key = made && (await open(subject, made));
      return key === undefined ? fail('gone', { reason: 'erased' }) : ok(key);
    },
    async find(subject) {
      const known = cached(subject);
      if (known !== undefined) return known;
      const item = await get(pkOf(subject));
      return item && open(subject, item);
    },
    async destroy(subject, at) {
      cache.delete(subject);
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: pkOf(subject) } },
          UpdateExpression: 'SET #state = :destroyed, #at = if_not_exists(#at, :at) REMOVE #wrapped',
          ExpressionAttributeNames: { '#state': 'state', '#at': 'destroyedAt', '#wrapped': 'wrapped' },
          ExpressionAttributeValues: { ':destroyed': { S: 'destroyed' }, ':at': { S: at } },
        }),
      );
      return ok(undefined);
    },
    async destroyed() {
      const marks: { subject: string; at: Instant }[] = [];
      for await (const item of itemsInState('destroyed')) {
        marks.push({
          subject: (item.pk?.S ?? '').slice('subject#'.length),
          at: (item.destroyedAt?.S ?? '') as Instant,
        });
      }
      return marks.sort((left, right) => (left.at < right.at ? -1 : 1));
    },
    async rotate() {
      const old = await currentMaster();
      const next = await newMaster(old);
      const key = await master(next);
      let rewrapped = 0;
      for await (const item of itemsInState(`live:${old}`)) {
        const subject = (item.pk?.S ?? '').slice('subject#'.length);
        const data = await open(subject, item);
        if (data === undefined) continue;
        try {
          await client.send(
            new UpdateItemCommand({
              TableName: table,
              Key: { pk: { S: pkOf(subject) } },
              UpdateExpression: 'SET #wrapped = :wrapped, #state = :next',
              ConditionExpression: '#state = :old',
              ExpressionAttributeNames: { '#wrapped': 'wrapped', '#state': 'state' },
              ExpressionAttributeValues: {
                ':wrapped': { B: seal(key, data, subject) },
                ':next': { S: `live:${next}` },
                ':old': { S: `live:${old}` },
              },
            }),
          );
          rewrapped += 1;
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      }
      return ok({ rewrapped });
    },
  };
}
