import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Kind } from '../../domain/store/store.ts';
import { EXPIRY_ATTRIBUTE } from './definition.ts';
import type { IndexName } from './entities.ts';
import { INDEXES } from './entities.ts';
import type { Item, ItemKey, Write } from './items.ts';

export type Attributes = Record<string, AttributeValue>;

/** Only `pk` and `sk`: a cursor or an index key must not slip in. */
export const keyAttributes = ({ pk, sk }: ItemKey): Attributes => ({ pk: { S: pk }, sk: { S: sk } });

/** An item as DynamoDB holds it; the record is one JSON text (ADR 0040), so answers of any depth and number come back exactly. */
export function toAttributes(item: Item): Attributes {
  const attributes: Attributes = {
    ...keyAttributes(item),
    kind: { S: item.kind },
    version: { N: String(item.version) },
    record: { S: JSON.stringify(item.record) },
  };
  for (const name of INDEXES) {
    const key = item.indexes[name];
    if (key) Object.assign(attributes, { [`${name}pk`]: { S: key.pk }, [`${name}sk`]: { S: key.sk } });
  }
  if (item.expires !== undefined) attributes[EXPIRY_ATTRIBUTE] = { N: String(item.expires) };
  return attributes;
}

const text = (value: AttributeValue | undefined): string => value?.S ?? '';

/** Back from DynamoDB (a read, or a stream's image). */
export function fromAttributes(attributes: Attributes): Item {
  const indexes: Partial<Record<IndexName, ItemKey>> = {};
  for (const name of INDEXES) {
    const pk = attributes[`${name}pk`]?.S;
    const sk = attributes[`${name}sk`]?.S;
    if (pk !== undefined && sk !== undefined) indexes[name] = { pk, sk };
  }
  const expires = attributes[EXPIRY_ATTRIBUTE]?.N;
  return {
    pk: text(attributes.pk),
    sk: text(attributes.sk),
    kind: text(attributes.kind) as Kind,
    version: Number(attributes.version?.N ?? 0),
    indexes,
    ...(expires === undefined ? {} : { expires: Number(expires) }),
    record: JSON.parse(text(attributes.record)) as Item['record'],
  };
}

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Attributes;
}

function conditionOf(write: Write): Condition {
  if (write.expected === undefined) return {};
  if (write.expected === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(write.expected) } },
  };
}

/** One write as TransactWriteItems takes it. */
export function toTransactItem(table: string, write: Write): TransactWriteItem {
  const condition = conditionOf(write);
  if (write.do === 'put') return { Put: { TableName: table, Item: toAttributes(write.item), ...condition } };
  if (write.do === 'remove') return { Delete: { TableName: table, Key: keyAttributes(write.key), ...condition } };
  const { ConditionExpression = 'attribute_exists(pk)', ...values } = condition;
  return { ConditionCheck: { TableName: table, Key: keyAttributes(write.key), ConditionExpression, ...values } };
}
