import type { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { fail, ok } from '../../domain/result.ts';
import type { Store } from '../../domain/store/store.ts';
import type { Now } from '../../domain/time.ts';
import { Unavailable } from '../unavailable.ts';
import type { Attributes } from './dynamodb-items.ts';
import { fromAttributes, keyAttributes, toTransactItem } from './dynamodb-items.ts';
import type { Item, Range } from './items.ts';
import type { Asked, Cursor, TableBackend } from './table-store.ts';
import { tableStore } from './table-store.ts';

const CONFLICT_TRIES = 4;

/** Errors that say the request itself was wrong; everything else (throttles, lost connections, server faults) may pass. */
const BUGS: ReadonlySet<string> = new Set([
  'ValidationException',
  'SerializationException',
  'ResourceNotFoundException',
  'AccessDeniedException',
  'IdempotentParameterMismatchException',
  'TypeError',
  'RangeError',
]);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** Only the error's name leaves: DynamoDB's messages quote items. */
function asThrown(error: unknown, operation: string): Error {
  const name = nameOf(error);
  return BUGS.has(name) ? new TypeError(`${operation}: ${name}`) : new Unavailable(`${operation}: ${name}`);
}

function keyCondition(range: Range): { readonly expression: string; readonly values: Attributes } {
  const [pk, sk] = range.on === 'table' ? ['pk', 'sk'] : [`${range.on}pk`, `${range.on}sk`];
  const values: Attributes = { ':pk': { S: range.pk } };
  if (range.from !== undefined) values[':from'] = { S: range.from };
  if (range.to !== undefined) values[':to'] = { S: range.to };
  const within =
    range.from !== undefined && range.to !== undefined
      ? ` AND ${sk} BETWEEN :from AND :to`
      : range.to !== undefined
        ? ` AND ${sk} <= :to`
        : '';
  return { expression: `${pk} = :pk${within}`, values };
}

function startKey(range: Range, cursor: Cursor): Attributes {
  const key = keyAttributes(cursor);
  if (range.on === 'table') return key;
  return { ...key, [`${range.on}pk`]: { S: range.pk }, [`${range.on}sk`]: { S: cursor.indexSk ?? '' } };
}

function cursorOf(range: Range, last: Attributes): Cursor {
  const pk = last.pk?.S ?? '';
  const sk = last.sk?.S ?? '';
  return range.on === 'table' ? { pk, sk } : { pk, sk, indexSk: last[`${range.on}sk`]?.S ?? '' };
}

/** The table on DynamoDB, or on anything that speaks its protocol. */
export function dynamodbBackend(client: DynamoDBClient, table: string, sleep = pause): TableBackend {
  return {
    async get(key) {
      try {
        const found = await client.send(
          new GetItemCommand({ TableName: table, Key: keyAttributes(key), ConsistentRead: true }),
        );
        return found.Item && fromAttributes(found.Item);
      } catch (error) {
        throw asThrown(error, 'read');
      }
    },
    async query(range: Range, asked: Asked) {
      const { expression, values } = keyCondition(range);
      const items: Item[] = [];
      let start = asked.after && startKey(range, asked.after);
      do {
        const found = await client
          .send(
            new QueryCommand({
              TableName: table,
              ...(range.on === 'table' ? { ConsistentRead: true } : { IndexName: range.on }),
              KeyConditionExpression: expression,
              ExpressionAttributeValues: values,
              ScanIndexForward: !asked.reverse,
              Limit: asked.limit - items.length,
              ...(start ? { ExclusiveStartKey: start } : {}),
            }),
          )
          .catch((error: unknown) => {
            throw asThrown(error, 'list');
          });
        items.push(...(found.Items ?? []).map(fromAttributes));
        start = found.LastEvaluatedKey;
      } while (start && items.length < asked.limit);
      return start ? { items, next: cursorOf(range, start) } : { items };
    },
    async transact(writes) {
      const command = new TransactWriteItemsCommand({
        TransactItems: writes.map((write) => toTransactItem(table, write)),
      });
      for (let attempt = 1; ; attempt += 1) {
        try {
          await client.send(command);
          return ok({ refused: [] });
        } catch (error) {
          if (nameOf(error) !== 'TransactionCanceledException') {
            const thrown = asThrown(error, 'commit');
            if (thrown instanceof Unavailable) return fail('unavailable');
            throw thrown;
          }
          const reasons = ((error as TransactionCanceledException).CancellationReasons ?? []).map(
            (reason) => reason.Code,
          );
          const refused = writes.filter((_, at) => reasons[at] === 'ConditionalCheckFailed');
          if (refused.length > 0) return ok({ refused });
          if (reasons.includes('ItemCollectionSizeLimitExceeded') || reasons.includes('ValidationError')) {
            throw new TypeError(`commit: ${reasons.join(' ')}`);
          }
          if (attempt === CONFLICT_TRIES)
            return fail(reasons.includes('TransactionConflict') ? 'conflict' : 'unavailable');
          await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
        }
      }
    },
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The store on DynamoDB; pass a client whose retries are set (throttles are retried by the client). */
export const dynamodbStore = (client: DynamoDBClient, table: string, now: Now): Store =>
  tableStore(dynamodbBackend(client, table), now);
