import { type AttributeValue, DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EXPIRY_ATTRIBUTE } from '../../../functions/adapters/table/definition.ts';
import type { Now } from '../../../functions/domain/time.ts';

const PAGE = 200;
const REST_MILLISECONDS = 20;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Removes what has expired, as DynamoDB's own time to live does on AWS and the embedded store does not: every read hides it already, this
 * makes it gone. Goes through the table in small pages with rests, in the background; gives how many it removed.
 */
export async function sweepExpired(client: DynamoDBClient, table: string, now: Now): Promise<number> {
  const names = { '#expires': EXPIRY_ATTRIBUTE };
  const values = { ':now': { N: String(Math.floor(Date.parse(now()) / 1000)) } };
  let removed = 0;
  let start: Record<string, AttributeValue> | undefined;
  const page = (from: typeof start) =>
    client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: 'pk, sk',
        FilterExpression: '#expires <= :now',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        Limit: PAGE,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
  do {
    const found = await page(start);
    for (const { pk, sk } of found.Items ?? []) {
      if (!pk || !sk) continue;
      try {
        await client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: { pk, sk },
            ConditionExpression: '#expires <= :now', // somebody may just have given it a new life
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: values,
          }),
        );
        removed += 1;
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
      }
    }
    start = found.LastEvaluatedKey;
    if (start) await pause(REST_MILLISECONDS);
  } while (start);
  return removed;
}
