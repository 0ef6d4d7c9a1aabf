import { randomBytes } from 'node:crypto';
import {
  type AttributeValue,
  type CreateTableCommandInput,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { AnonymousAnswers } from '../../domain/anonymity/anonymous-answers.ts';
import { ok } from '../../domain/result.ts';
import { inRandomOrder } from './memory.ts';

/** The answers' own table: no stream, no point-in-time recovery, no index, no attribute but the answers. */
export const answersTableDefinition = (name: string): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
});

const place = (): string => randomBytes(16).toString('base64url');

/** Anonymous answers on DynamoDB. Counting asks the table itself: a counter beside it would be written at the moment of each answer. */
export function dynamodbAnonymousAnswers(client: DynamoDBClient, table: string): AnonymousAnswers {
  const put = (campaignId: string, answers: string) =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: campaignId }, sk: { S: place() }, answers: { S: answers } },
        ConditionExpression: 'attribute_not_exists(sk)',
      }),
    );
  const query = (campaignId: string, start: Record<string, AttributeValue> | undefined, count: boolean) =>
    client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :campaign',
        ExpressionAttributeValues: { ':campaign': { S: campaignId } },
        ConsistentRead: true,
        ...(count ? { Select: 'COUNT' } : {}),
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
  async function everything(campaignId: string): Promise<readonly Record<string, AttributeValue>[]> {
    const items: Record<string, AttributeValue>[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await query(campaignId, start, false);
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }
  return {
    async add(campaignId, answers) {
      await put(campaignId, JSON.stringify(answers));
      return ok(undefined);
    },
    async read(campaignId, after) {
      const start = after === undefined ? undefined : { pk: { S: campaignId }, sk: { S: after } };
      const page = await query(campaignId, start, false);
      const items = (page.Items ?? []).map((item) => JSON.parse(item.answers?.S ?? '{}') as Record<string, unknown>);
      const next = page.LastEvaluatedKey?.sk?.S;
      return next === undefined ? { items } : { items, next };
    },
    async count(campaignId) {
      let total = 0;
      let start: Record<string, AttributeValue> | undefined;
      do {
        const page = await query(campaignId, start, true);
        total += page.Count ?? 0;
        start = page.LastEvaluatedKey;
      } while (start);
      return total;
    },
    /** Each answer is written under a new key before its old one goes; a crash in between leaves a marked pair that the next run ends. */
    async shuffle(campaignId) {
      const items = await everything(campaignId);
      const known = new Set(items.flatMap((item) => item.from?.S ?? []));
      for (const item of inRandomOrder(items)) {
        const from = item.sk?.S ?? '';
        if (item.from !== undefined) continue;
        if (!known.has(from)) {
          await client.send(
            new PutItemCommand({
              TableName: table,
              Item: {
                pk: { S: campaignId },
                sk: { S: place() },
                answers: item.answers ?? { S: '{}' },
                from: { S: from },
              },
            }),
          );
        }
        await client.send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: campaignId }, sk: { S: from } } }));
      }
      for (const item of await everything(campaignId)) {
        if (item.from === undefined) continue;
        const { from: _from, ...clean } = item;
        await client.send(new PutItemCommand({ TableName: table, Item: clean }));
      }
      return ok(undefined);
    },
  };
}
